"""Where the cells of a table stand: a list of rows becomes a full grid, or an error says why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Spanning(Protocol):
    """Anything that covers a rectangle of a grid."""

    @property
    def colspan(self) -> int:
        """How many columns it covers, 1 or more."""

    @property
    def rowspan(self) -> int:
        """How many rows it covers, 1 or more."""


CellT = TypeVar("CellT", bound=Spanning)


@dataclass(frozen=True, slots=True)
class Placement(Generic[CellT]):
    """A cell and the place of its upper left corner, counted from 0."""

    cell: CellT
    row: int
    column: int


def place(width: int, rows: Sequence[Iterable[CellT]]) -> tuple[tuple[Placement[CellT], ...], ...]:
    """Give every cell its place, row by row.

    Raises ValueError where a cell sticks out of the grid, two cells meet, or a place stays empty.
    """
    board = _Board(width, len(rows))
    return tuple(tuple(board.put_row(number, cells)) for number, cells in enumerate(rows))


class _Board:
    """The grid while it is being filled."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.taken: set[tuple[int, int]] = set()

    def put_row(self, row: int, cells: Iterable[CellT]) -> list[Placement[CellT]]:
        placed = [self._put(row, cell) for cell in cells]
        if self._free(row) < self.width:
            raise ValueError(f"row {row} does not fill its {self.width} columns")
        return placed

    def _free(self, row: int) -> int:
        return next((column for column in range(self.width) if (row, column) not in self.taken), self.width)

    def _put(self, row: int, cell: CellT) -> Placement[CellT]:
        column = self._free(row)
        if min(cell.colspan, cell.rowspan) < 1:
            raise ValueError(f"the cell at row {row}, column {column} covers nothing")
        if column + cell.colspan > self.width or row + cell.rowspan > self.height:
            raise ValueError(f"the cell at row {row}, column {column} sticks out of the table")
        covered = {(row + down, column + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
        if covered & self.taken:
            raise ValueError(f"the cell at row {row}, column {column} covers another")
        self.taken |= covered
        return Placement(cell, row, column)


def spread(placed: Sequence[Sequence[Placement[CellT]]]) -> tuple[tuple[tuple[Placement[CellT], bool], ...], ...]:
    """List for every row all cells that stand in it from left to right: (cell, whether it begins in this row)."""
    found: list[list[tuple[Placement[CellT], bool]]] = [[] for _ in placed]
    for row in placed:
        for item in row:
            for down in range(item.cell.rowspan):
                found[item.row + down].append((item, down == 0))
    return tuple(tuple(sorted(row, key=lambda pair: pair[0].column)) for row in found)
