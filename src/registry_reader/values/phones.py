"""Phone numbers: digits alone count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SEPARATORS = re.compile(r"[;,/\n]|\s{3,}|(?<=\d)\s+(?=(?:\+7|8)[\s(-]*[94]\d\d)")
_FLOAT = re.compile(r"^(\d)[.,](\d+)[eе]\+?(\d+)$", re.IGNORECASE)
_DECIMAL = re.compile(r"^(\d{10,11})[.,]0+$")
_NUMBER = re.compile(r"\+?\d(?:[\d\s().\-–—‑]*\d)?")
_EXTENSION = re.compile(r"(?:доб|вн)\.?\s*\d{1,5}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as the answer writes it; `short` are local ones, `bad` those that lost a digit and have no number."""

    number: str
    short: bool = False
    bad: bool = False


def read_number(digits: str) -> Phone:
    """What a row of digits is."""
    if len(digits) == 11 and digits[0] in "78":
        return Phone(f"+7{digits[1:]}")
    if len(digits) == 10 and digits[0] in "934":
        return Phone(f"+7{digits}")
    if 5 <= len(digits) <= 7:
        return Phone(digits, short=True)
    return Phone("", bad=True)


@lru_cache(maxsize=50_000)
def split_phones(text: str) -> tuple[tuple[Phone | None, str], ...]:
    """The parts of a cell: a number or None, and what the part says besides it («мама», a name)."""
    text = text.replace("'", "").replace("\u00a0", " ").strip()
    whole = _unfloated(text)
    if whole is not None:
        return ((whole, ""),)
    parts: list[tuple[Phone | None, str]] = []
    for raw in _SEPARATORS.split(_EXTENSION.sub("", text)):
        found = list(_NUMBER.finditer(raw)) if raw else []
        numbers = [read_number(re.sub(r"\D", "", one[0])) for one in found]
        rest = re.sub(r"\s+", " ", _NUMBER.sub(" ", raw or "")).strip(" .:-–—()+")
        if not numbers and rest:
            parts.append((None, rest))
        for number in numbers:
            parts.append((number, rest))
    return tuple(parts)


def _unfloated(text: str) -> Phone | None:
    """A number that has become text: exact where all its digits are there, lost else."""
    decimal = _DECIMAL.match(text)
    if decimal is not None:
        return read_number(decimal[1])
    found = _FLOAT.match(text)
    if found is None:
        return None
    digits, exponent = found[1] + found[2], int(found[3])
    return (
        read_number(digits.ljust(exponent + 1, "0"))
        if exponent in {9, 10} and len(digits) >= exponent
        else Phone("", bad=True)
    )
