"""Pieces of a table from following pages joined into one grid."""

from __future__ import annotations

from bisect import bisect_left

from office_files.blocks import Cell, Place, Table
from office_files.limits import Budget
from roadmap_reader.pdf.cells import Piece, PieceCell
from roadmap_reader.pdf.lines import join

_SAME_EDGE = 4.0
_SAME_SIDE = 8.0
_HEADER_ROWS = 3


class TableChain:
    """A table that may go on over pages."""

    def __init__(self, piece: Piece, number: int) -> None:
        self._pieces = [piece]
        self._number = number

    def continued_by(self, piece: Piece) -> bool:
        """Whether the piece at the top of the next page has the sides and columns of this table."""
        last = self._pieces[-1]
        if piece.page != last.page + 1:
            return False
        if abs(piece.left - last.left) > _SAME_SIDE or abs(piece.right - last.right) > _SAME_SIDE:
            return False
        ours, theirs = _edges([last], 0), _edges([piece], 0)
        return _covers(ours, theirs) or _covers(theirs, ours)

    def add(self, piece: Piece) -> None:
        """Join the piece on the next page, of which `continued_by` was true."""
        self._pieces.append(piece)

    def build(self, budget: Budget) -> Table | None:
        """The grid of all pieces: repeated heads dropped, rows cut by a page made whole."""
        columns = _edges(self._pieces, 0)
        rows: list[list[Cell]] = []
        for index, piece in enumerate(self._pieces):
            fresh = _rows(piece, columns, len(rows), self._number)
            if index:
                fresh = _without_head(rows, fresh)
                fresh = _mended(rows, fresh)
            rows.extend(fresh)
        if not any(cell.text for row in rows for cell in row):
            return None
        for row in rows:
            budget.pay_row()
            for cell in row:
                budget.pay_cell(cell.text)
        cells = tuple(_clipped(cell, len(rows)) for row in rows for cell in row)
        place = Place(page=self._pieces[0].page, table=self._number)
        return Table(cells, len(rows), max(1, len(columns) - 1), place)


def _edges(pieces: list[Piece], axis: int) -> list[float]:
    """Distinct cell edges along an axis (0: left and right, 1: top and bottom)."""
    values = sorted({edge for piece in pieces for cell in piece.cells for edge in (cell.box[axis], cell.box[axis + 2])})
    found: list[float] = []
    for value in values:
        if not found or value - found[-1] > _SAME_EDGE:
            found.append(value)
    return found


def _covers(many: list[float], few: list[float]) -> bool:
    return all(any(abs(edge - other) <= _SAME_SIDE for other in many) for edge in few)


def _nearest(edges: list[float], value: float) -> int:
    at = bisect_left(edges, value)
    candidates = [index for index in (at - 1, at) if 0 <= index < len(edges)]
    return min(candidates, key=lambda index: abs(edges[index] - value))


def _rows(piece: Piece, columns: list[float], offset: int, number: int) -> list[list[Cell]]:
    lines = _edges([piece], 1)
    rows: list[list[Cell]] = [[] for _ in lines[1:]] or [[]]
    for cell in sorted(piece.cells, key=lambda item: (item.box[1], item.box[0])):
        row = min(_nearest(lines, cell.box[1]), len(rows) - 1)
        rows[row].append(_cell(cell, row, lines, columns, (offset, piece.page, number)))
    return rows


def _cell(cell: PieceCell, row: int, lines: list[float], columns: list[float], where: tuple[int, int, int]) -> Cell:
    offset, page, number = where
    column = _nearest(columns, cell.box[0])
    height = max(1, _nearest(lines, cell.box[3]) - row)
    width = max(1, _nearest(columns, cell.box[2]) - column)
    place = Place(page=page, table=number, row=offset + row + 1, column=column + 1)
    return Cell(cell.text, offset + row, column, height, width, cell.bold, place)


def _texts(row: list[Cell]) -> list[tuple[int, str]]:
    return [(cell.column, " ".join(cell.text.split())) for cell in row]


def _moved(rows: list[list[Cell]], by: int) -> list[list[Cell]]:
    return [[_at_row(cell, cell.row + by) for cell in row] for row in rows]


def _at_row(cell: Cell, row: int) -> Cell:
    place = Place(page=cell.place.page, table=cell.place.table, row=row + 1, column=cell.place.column)
    return Cell(cell.text, row, cell.column, cell.rows, cell.columns, cell.bold, place)


def _without_head(rows: list[list[Cell]], fresh: list[list[Cell]]) -> list[list[Cell]]:
    """The new rows without a head that repeats the first rows of the table (or its row of numbers)."""
    same = 0
    for old, new in zip(rows[:_HEADER_ROWS], fresh, strict=False):
        if _texts(old) != _texts(new):
            break
        same += 1
    if not same:
        for old in rows[1:_HEADER_ROWS]:
            numbers = [text for _, text in _texts(old)]
            if fresh and all(text.isdecimal() for text in numbers) and _texts(old) == _texts(fresh[0]):
                same = 1
    return _moved(fresh[same:], -same)


def _mended(rows: list[list[Cell]], fresh: list[list[Cell]]) -> list[list[Cell]]:
    """The first new row joined to the last old one where the page cut that row in two."""
    if not rows or not fresh or not _is_rest(rows[-1], fresh[0]):
        return fresh
    rest = {cell.column: cell for cell in fresh[0]}
    rows[-1] = [
        Cell(
            _joined(cell.text, rest[cell.column].text),
            cell.row,
            cell.column,
            cell.rows,
            cell.columns,
            cell.bold,
            cell.place,
        )
        for cell in rows[-1]
    ]
    return _moved(fresh[1:], -1)


def _is_rest(last: list[Cell], first: list[Cell]) -> bool:
    if [(cell.column, cell.columns) for cell in last] != [(cell.column, cell.columns) for cell in first]:
        return False
    if len(first) < 2 or first[0].text or not last[0].text:
        return False
    starts = [cell.text[0] for cell in first if cell.text]
    if any(char.islower() for char in starts):
        return True
    filled = [(old.text, new.text) for old, new in zip(last, first, strict=True) if new.text]
    return bool(filled) and len(filled) <= len(first) // 2 and all(old for old, _ in filled)


def _joined(before: str, after: str) -> str:
    if not before or not after:
        return before or after
    if after[0].islower():
        head, _, tail = after.partition("\n")
        return join(before, head) + (f"\n{tail}" if tail else "")
    return f"{before}\n{after}"


def _clipped(cell: Cell, height: int) -> Cell:
    rows = max(1, min(cell.rows, height - cell.row))
    if rows == cell.rows:
        return cell
    return Cell(cell.text, cell.row, cell.column, rows, cell.columns, cell.bold, cell.place)
