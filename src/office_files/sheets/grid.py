"""Cells of a spreadsheet by position, cut to the used range, with its merged ranges."""

from __future__ import annotations

from office_files.blocks import Place, Table
from office_files.grid import Anchor, Grid
from office_files.limits import Budget

_MOST_MERGES = 50_000
_FAR = 60


class SheetGrid:
    """A sheet under construction; positions are 0-based and may come in any order."""

    def __init__(self, budget: Budget, place: Place) -> None:
        self._budget = budget
        self._place = place
        self._cells: dict[tuple[int, int], tuple[str, bool]] = {}
        self._merges: dict[tuple[int, int], tuple[int, int]] = {}

    def put(self, row: int, column: int, text: str, bold: bool = False) -> None:
        """Keep one cell with text; a second one at the same place takes it over."""
        self._budget.pay_cell(text)
        self._cells[row, column] = (text, bold)

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Remember a merged range; one far beyond the cells with text is cut to their range."""
        if len(self._merges) < _MOST_MERGES and last_row >= row and last_column >= column:
            self._merges[row, column] = (last_row, last_column)

    def build(self) -> Table | None:
        """The used range as a table; None where no cell holds text."""
        if not self._cells:
            return None
        top = min(row for row, _ in self._cells)
        left = min(column for _, column in self._cells)
        merges = {key: end for key, end in self._merges.items() if key[0] >= top and key[1] >= left}
        bottom = max(row for row, _ in self._cells)
        right = max(column for _, column in self._cells)
        bottom = max(
            bottom, *(end for key, (end, _) in merges.items() if key in self._cells and end <= bottom + _FAR), 0
        )
        right = max(right, *(end for key, (_, end) in merges.items() if key in self._cells and end <= right + _FAR), 0)
        grid = Grid(Budget(), self._place)
        grid.first_row, grid.first_column = top + 1, left + 1
        rows = self._compact(top, bottom)
        covered = self._covered(merges, bottom, right)
        used = [key for key in sorted(self._cells) if key not in covered]
        for row, column in used:
            text, bold = self._cells[row, column]
            end_row, end_column = merges.get((row, column), (row, column))
            end_row, end_column = min(end_row, bottom), min(end_column, right)
            grid.put(Anchor(text, row - top, column - left, end_row - row + 1, end_column - column + 1, bold))
        grid.height = rows
        return grid.build()

    def _compact(self, top: int, bottom: int) -> int:
        """Height of the used range; every row of it is paid for up to the limit of rows."""
        height = bottom - top + 1
        for _ in range(min(height, self._budget.bounds.rows + 1)):
            self._budget.pay_row()
        return height

    def _covered(self, merges: dict[tuple[int, int], tuple[int, int]], bottom: int, right: int) -> set[tuple[int, int]]:
        """Positions with text that lie under a merged range without being its corner."""
        by_row: dict[int, list[int]] = {}
        for row, column in self._cells:
            by_row.setdefault(row, []).append(column)
        hidden: set[tuple[int, int]] = set()
        for (row, column), (last_row, last_column) in merges.items():
            for inner in range(row, min(last_row, bottom) + 1):
                hidden.update(
                    (inner, at)
                    for at in by_row.get(inner, ())
                    if column <= at <= min(last_column, right) and (inner, at) != (row, column)
                )
        return hidden
