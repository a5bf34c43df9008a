"""Nouns after numbers."""

from __future__ import annotations

from russian.figures import figure
from russian.spaces import TIED


def plural(number: int, one: str, few: str, many: str) -> str:
    """Choose the form that agrees with the number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """Write the number with its noun, tied by a space that does not break."""
    return f"{figure(number)}{TIED}{plural(number, one, few, many)}"
