"""When a fact counts: the norm of the windows of time."""

from __future__ import annotations

from collections.abc import Mapping

from estafeta.core.packs import Family, family, files
from estafeta.evidence.windows import Rule, read


def rules() -> Mapping[str, Rule]:
    """The rules that hold here by kind, the common one under an empty code."""
    return WINDOWS.value()


def rule_of(code: str) -> Rule:
    """The rule of a kind, or the common one."""
    known = rules()
    return known.get(code, known[""])


WINDOWS = family(
    Family(
        "windows",
        "Когда факт засчитывается",
        "С какого и по какой день документ или запись доказывает срок карты.",
        lambda: {"windows": files("evidence")["windows"]},
        lambda tables: read(tables["windows"]),
        lambda code, table: "Окна времени",
        grows=False,
    )
)
