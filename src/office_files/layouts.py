"""A file as its tables stand on the page: every cell with its place, value and look, merged cells, what is hidden.

    layouts = open_layouts(content, "Наставники.xlsx")
    for layout in layouts.layouts:
        layout.name, layout.above, layout.rows

`tables` gives the same files as bare lists; this is for those who must say where a value stood and lose none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from office_files import refusals
from office_files.blocks import Document, Paragraph, Table
from office_files.books import open_book
from office_files.documents import read_document
from office_files.errors import Unreadable
from office_files.kinds import Contents, identify
from office_files.limits import TABLE, Bounds, Budget
from office_files.sheets.book import Range, SheetCell
from office_files.sheets.book import Sheet as RawSheet
from office_files.sheets.printout import text_of
from office_files.sheets.xls_records import refuse_vast
from office_files.tables import TEXTS, Value, value_of
from office_files.text.delimited import records_of

Sort = Literal["sheet", "table", "records"]
_LISTS = frozenset({"csv", "txt", "md"})
_LAST_ROW = 1_100_000
_MOST_COVERED = 2_000_000
_UNREAD = frozenset({"pdf", "txt"})


class Spot(NamedTuple):
    """A cell that says something. `row` and `column` count from 0 in its table; `text` is what its program shows."""

    row: int
    column: int
    value: Value
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """One table. `name` of a sheet, `number` of a table in a document (from 1); both are empty for delimited text.

    `rows` are rows with cells from top to bottom, cells from left to right; of merged cells the corner alone.
    `beneath` are texts left under merged cells, `errors` places of «#Н/Д» and the like, `above` the paragraphs
    between the table and the one before it. `hidden_rows` count from 0.
    """

    sort: Sort
    name: str
    number: int
    rows: tuple[tuple[Spot, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    beneath: tuple[Spot, ...] = ()
    errors: tuple[tuple[int, int], ...] = ()
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layouts:
    """`kind` is what the file was found to be; `below` the paragraphs after the last table."""

    kind: str
    layouts: tuple[Layout, ...]
    below: tuple[str, ...] = ()


def open_layouts(content: bytes, name: str = "", bounds: Bounds = TABLE) -> Layouts:
    """Read the tables of a file. Raises `Unreadable` and nothing else, whatever the bytes are.

    The kind is told by the content; `name` only settles that text without visible columns is meant as a list.
    At least one table has a row.
    """
    try:
        found = _open(content, name, bounds)
    except RecursionError as error:
        raise Unreadable(refusals.XML_DEEP) from error
    except MemoryError as error:
        raise Unreadable(refusals.MEMORY_OUT) from error
    if not any(layout.rows for layout in found.layouts):
        raise Unreadable(refusals.NO_CONTENT if found.kind in _LISTS or not _says(found) else refusals.NOT_A_TABLE)
    return found


def _says(found: Layouts) -> bool:
    return bool(found.below or any(layout.above for layout in found.layouts))


def _open(content: bytes, name: str, bounds: Bounds) -> Layouts:
    contents = identify(content, bounds)
    if contents.kind == "xls":
        refuse_vast(content, bounds)
    book = open_book(contents)
    if book is not None:
        budget = Budget(bounds)
        layouts = tuple(_sheet(sheet, budget) for sheet in book.sheets)
        if any(sheet.formulas for sheet in book.sheets) and not any(layout.rows for layout in layouts):
            raise Unreadable(refusals.ONLY_FORMULAS)
        return Layouts(book.kind, layouts)
    if contents.kind == "csv" or (contents.kind in {"txt", "md"} and name.lower().endswith(TEXTS)):
        return Layouts("csv", (Layout("records", "", 0, tuple(_records(contents, Budget(bounds)))),))
    if contents.kind in _UNREAD:
        raise Unreadable(refusals.NOT_A_TABLE)
    return _document(read_document(content, bounds))


def _sheet(sheet: RawSheet, budget: Budget) -> Layout:
    rows: list[tuple[Spot, ...]] = []
    sheet.most_blank = _LAST_ROW
    for row, cells in sheet.rows():
        budget.pay_row()
        spots = [_spot(row, cell) for cell in cells]
        budget.pay_cells([spot.text for spot in spots])
        rows.append(tuple(spots))
    merged, beneath = _merge(rows, sheet.merges)
    hidden_rows = frozenset(number - 1 for number in sheet.hidden_rows)
    return Layout("sheet", sheet.name, 0, merged, sheet.hidden, hidden_rows, beneath, tuple(sheet.errors))


def _spot(row: int, cell: SheetCell) -> Spot:
    value = cell.value
    if isinstance(value, str):
        return _NEW(Spot, (row, cell.column, value, cell.text or value, 1, 1))
    return _NEW(Spot, (row, cell.column, value_of(cell), text_of(cell), 1, 1))


_NEW = tuple.__new__
"""Makes a spot in half the time: a sheet has a hundred thousand of them."""


def _merge(
    rows: Sequence[tuple[Spot, ...]], merges: Sequence[Range]
) -> tuple[tuple[tuple[Spot, ...], ...], tuple[Spot, ...]]:
    """Give corners of merged ranges their spans, and take out what stands under them."""
    if not merges:
        return tuple(rows), ()
    last_row = rows[-1][0].row if rows else 0
    spans = {(one.row, one.column): one for one in merges}
    at = {row[0].row for row in rows}
    covered = _covered(merges, at, last_row)
    kept: list[tuple[Spot, ...]] = []
    beneath: list[Spot] = []
    for spots in rows:
        ranges = covered.get(spots[0].row, ())
        line = []
        for spot in spots:
            span = spans.get((spot.row, spot.column))
            if span is not None:
                rows_down = min(span.last_row, last_row) - span.row + 1
                line.append(spot._replace(rows=rows_down, columns=span.last_column - span.column + 1))
            elif any(one.column <= spot.column <= one.last_column for one in ranges):
                beneath.append(spot)
            else:
                line.append(spot)
        if line:
            kept.append(tuple(line))
    return tuple(kept), tuple(beneath)


def _covered(merges: Sequence[Range], rows: set[int], last_row: int) -> dict[int, list[Range]]:
    """The merged ranges of each row with cells; past so many of them the rest is taken as not merged."""
    covered: dict[int, list[Range]] = {}
    left = _MOST_COVERED
    for one in merges:
        left -= min(one.last_row, last_row) - one.row + 1
        if left < 0:
            break
        for row in range(one.row, min(one.last_row, last_row) + 1):
            if row in rows:
                covered.setdefault(row, []).append(one)
    return covered


def _records(contents: Contents, budget: Budget) -> Iterator[tuple[Spot, ...]]:
    for record in records_of(contents.text, contents.delimiter, budget):
        spots = tuple(Spot(record.number - 1, at, cell, cell) for at, cell in enumerate(record.cells) if cell)
        if spots:
            yield spots


def _document(document: Document) -> Layouts:
    """Tables of a document, each with the paragraphs above it; a sheet of a converted book is a table of a document."""
    layouts: list[Layout] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.text.strip():
                above.append(block.text)
            continue
        layouts.append(_table(block, len(layouts) + 1, tuple(above)))
        above = []
    return Layouts(document.kind, tuple(layouts), tuple(above))


def _table(table: Table, number: int, above: tuple[str, ...]) -> Layout:
    rows: dict[int, list[Spot]] = {}
    for cell in table.cells:
        if cell.text.strip():
            spot = Spot(cell.row, cell.column, cell.text, cell.text, cell.rows, cell.columns)
            rows.setdefault(cell.row, []).append(spot)
    lines = tuple(tuple(sorted(rows[row], key=lambda spot: spot.column)) for row in sorted(rows))
    return Layout("table", "", table.place.table or number, lines, above=above)
