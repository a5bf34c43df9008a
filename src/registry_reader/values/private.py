"""Values that must be kept nowhere, whatever column they stand in."""

from __future__ import annotations

import re

_SHAPES = (
    ("СНИЛС не хранится", re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)|снилс\W{0,3}\d", re.IGNORECASE)),
    (
        "паспортные данные не хранятся",
        re.compile(r"паспорт\D{0,25}\d{2}\s?\d{2}|серия\W{0,3}\d{2}\s?\d{2}", re.IGNORECASE),
    ),
    ("сведения о здоровье не хранятся", re.compile(r"диагноз\W|инвалидност|\bинвалид\b", re.IGNORECASE)),
)
_QUICK = re.compile(r"\d{3}-\d{3}-|снилс|паспорт|серия|диагноз|инвалид", re.IGNORECASE)


def reason_of(text: str) -> str:
    """Why a text must not be kept; empty where it may be."""
    if _QUICK.search(text) is None:
        return ""
    return next((reason for reason, shape in _SHAPES if shape.search(text)), "")
