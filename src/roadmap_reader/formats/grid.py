"""Cells laid on a grid: spans, positions taken from above, the finished immutable table."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_reader.blocks import Cell, Place, Table
from roadmap_reader.formats import limits
from roadmap_reader.formats.limits import Budget


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
        anchor.columns = max(1, min(anchor.columns, limits.MAX_COLUMNS))
        self._budget.pay_cell(anchor.text)
        self._anchors.append(anchor)
        self.width = max(self.width, min(anchor.column + anchor.columns, limits.MAX_COLUMNS))
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
        if anchor.rows > 1:
            self._taken_until.update(
                dict.fromkeys(range(column, column + anchor.columns), anchor.row + anchor.rows - 1)
            )
        return column + anchor.columns

    def build(self) -> Table | None:
        """The finished table, or None where no cell holds a letter."""
        if not any(anchor.text for anchor in self._anchors):
            return None
        where = self._place
        row0, column0 = self.first_row, self.first_column
        cells = tuple(
            Cell(
                anchor.text,
                anchor.row,
                anchor.column,
                max(1, min(anchor.rows, self.height - anchor.row)),
                max(1, min(anchor.columns, self.width - anchor.column)),
                anchor.bold,
                Place(where.page, where.sheet, where.table, anchor.row + row0, anchor.column + column0),
            )
            for anchor in self._anchors
            if anchor.column < self.width
        )
        return Table(cells, self.height, self.width, where)
