"""The columns of the sheet: the borders of all tables of a paper laid over each other.

A spreadsheet has one set of columns, a paper may have several tables; every border of any table becomes a border of
the sheet, and a cell covers what lies between its own two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from docforge.paper import Table

# Borders nearer than this are one border.
_NEAR_MM = 2.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Borders of the columns from 0 to the width of the text, in millimetres."""

    borders_mm: tuple[float, ...]

    @property
    def widths_mm(self) -> tuple[float, ...]:
        """Widths of the columns in millimetres, from left to right; together the width of the sheet."""
        return tuple(right - left for left, right in pairwise(self.borders_mm))

    @property
    def last(self) -> int:
        """Index of the last column, counted from 0."""
        return len(self.borders_mm) - 2

    def border(self, position_mm: float) -> int:
        """Index of the border nearest to a position."""
        return min(range(len(self.borders_mm)), key=lambda number: abs(self.borders_mm[number] - position_mm))

    def stretch_mm(self, first: int, last: int) -> float:
        """Width from the first to the last column, both included."""
        return self.borders_mm[last + 1] - self.borders_mm[first]


def borders_of(table: Table, total_mm: float) -> tuple[float, ...]:
    """Borders of a table's columns in the width of the text."""
    return (0.0, *accumulate(table.widths_mm(total_mm)))


def columns_of(tables: Sequence[Table], total_mm: float, at_least: int = 4) -> Columns:
    """Lay the tables of a paper over each other; without tables the width is cut into equal columns."""
    if not tables:
        return Columns(tuple(total_mm * number / at_least for number in range(at_least + 1)))
    found: list[float] = []
    for border in sorted(border for table in tables for border in borders_of(table, total_mm)):
        if not found or border - found[-1] > _NEAR_MM:
            found.append(border)
    return Columns(tuple(found))
