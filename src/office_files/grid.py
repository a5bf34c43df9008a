"""Cells laid on a grid: spans, positions taken from above, the finished immutable table."""

from __future__ import annotations

from dataclasses import dataclass

from office_files import limits
from office_files.blocks import Cell, Place, Table
from office_files.limits import Budget


@dataclass(slots=True)
class Anchor:
    """A cell that may still grow downwards while its table is being read."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bold: bool = False


class Grid:
    """A table under construction. `place` says which table it is; rows and columns are added to it."""

    def __init__(self, budget: Budget, place: Place) -> None:
        self._budget = budget
        self._place = place
        self._anchors: list[Anchor] = []
        self._taken_until: dict[int, int] = {}
        self.height = 0
        self.width = 0
        self.first_row = 1
        self.first_column = 1

    def open_row(self) -> int:
        """Begin the next row and return its index."""
        self._budget.pay_row()
        self.height += 1
        return self.height - 1

    def put(self, anchor: Anchor) -> Anchor:
        """Keep one cell at the position it names."""
        self._budget.pay_cell(anchor.text)
        if anchor.column < limits.MAX_COLUMNS:
            self._anchors.append(anchor)
        end = anchor.column + anchor.columns
        if end > self.width:
            self.width = min(end, limits.MAX_COLUMNS)
        return anchor

    def widen_last(self, row: int, columns: int) -> bool:
        """Let the latest cell cover that many more columns; False where it does not stand in that row."""
        if not self._anchors or self._anchors[-1].row != row:
            return False
        anchor = self._anchors[-1]
        anchor.columns += columns
        self.width = max(self.width, min(anchor.column + anchor.columns, limits.MAX_COLUMNS))
        return True

    def put_next(self, anchor: Anchor, start: int) -> int:
        """Keep one cell at the first free column from `start`; return the column after it (HTML flow)."""
        column = start
        while self._taken_until.get(column, -1) >= anchor.row and column < limits.MAX_COLUMNS:
            column += 1
        anchor.column = column
        self.put(anchor)
        if anchor.rows > 1 and column < limits.MAX_COLUMNS:
            self._taken_until.update(
                dict.fromkeys(range(column, column + anchor.columns), anchor.row + anchor.rows - 1)
            )
        return column + anchor.columns

    def build(self) -> Table | None:
        """The finished table, or None where no cell holds a letter."""
        if not any(anchor.text for anchor in self._anchors):
            return None
        return Table(tuple(map(self._cell, self._anchors)), self.height, self.width, self._place)

    def _cell(self, anchor: Anchor) -> Cell:
        where, row, column = self._place, anchor.row, anchor.column
        place = Place(where.page, where.sheet, where.table, row + self.first_row, column + self.first_column)
        rows, columns = anchor.rows, anchor.columns
        if rows != 1 or columns != 1:
            rows = max(1, min(rows, self.height - row))
            columns = max(1, min(columns, self.width - column))
        return Cell(anchor.text, row, column, rows, columns, anchor.bold, place)
