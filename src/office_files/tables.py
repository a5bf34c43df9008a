"""A list in a file as rows of typed values: .xlsx, .xls, .ods, .csv, tables of Word and HTML, whatever its name says.

    book = open_table(content, "Наставники.xlsx")
    for row in book.sheets[0].rows:
        row.number, row.cells

Formulas give the value that was stored with them, never more; hidden sheets are there and say that they are hidden.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from office_files import refusals
from office_files.blocks import Document, Table
from office_files.books import open_book
from office_files.documents import NO_READERS, read_document
from office_files.errors import Unreadable
from office_files.kinds import Contents, identify
from office_files.limits import TABLE, Bounds, Budget
from office_files.sheets.book import Book as RawBook
from office_files.sheets.book import Sheet as RawSheet
from office_files.sheets.book import SheetCell
from office_files.sheets.number_formats import Parts, from_serial, is_moment, parts_of
from office_files.sheets.xls_records import refuse_vast
from office_files.text.delimited import records_of

Value = str | int | float | bool | dt.date | dt.time | None
"""What stands in a cell; None where it is empty. A day with a time is a `datetime` without a zone: files have none."""

TEXTS = (".csv", ".tsv", ".txt")
"""Names of files whose text is a list even where no columns are seen."""
_DOCUMENTS = frozenset({"docx", "odt", "flat-odf", "html", "mht", "md"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row with at least one value; `cells` begin at the first column of the sheet.

    `number` is that of the program that shows the sheet, from 1; of delimited text the line where the record begins.
    """

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a book, or a table of a text or a document, whose name is then empty. Empty rows are left out."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False

    def place(self, row: Row, column: int) -> str:
        """Where a cell stands, for people: «лист «Люди», строка 5, столбец C». `column` counts from 0."""
        if self.name:
            return f"лист «{self.name}», строка {row.number}, столбец {column_letters(column)}"
        return f"строка {row.number}, столбец {column + 1}"


@dataclass(frozen=True, slots=True)
class Book:
    """`kind` is what the file was found to be: xlsx, xls, ods, csv, docx, html …"""

    kind: str
    sheets: tuple[Sheet, ...]


def open_table(content: bytes, name: str = "", bounds: Bounds = TABLE) -> Book:
    """Read the lists of a file. Raises `Unreadable` and nothing else, whatever the bytes are.

    The kind is told by the content; `name` only settles that text without visible columns is meant as a list of one.
    Sheets come in the order of the file; at least one of them has a row.
    """
    try:
        book = _open(content, name, bounds)
    except RecursionError as error:
        raise Unreadable(refusals.XML_DEEP) from error
    except MemoryError as error:
        raise Unreadable(refusals.MEMORY_OUT) from error
    if not any(sheet.rows for sheet in book.sheets):
        raise Unreadable(refusals.NO_CONTENT)
    return book


def _open(content: bytes, name: str, bounds: Bounds) -> Book:
    contents = identify(content, bounds)
    if contents.kind == "xlsb":
        raise Unreadable(refusals.OLD_BOOK)
    if contents.kind == "xls":
        refuse_vast(content, bounds)
    raw = open_book(contents)
    if raw is not None:
        return _typed(raw, Budget(bounds))
    if contents.kind == "csv" or (contents.kind in {"txt", "md"} and name.lower().endswith(TEXTS)):
        rows = tuple(_records(contents, Budget(bounds)))
        return Book("csv", (Sheet("", rows),))
    if contents.kind in _DOCUMENTS:
        document = read_document(content, bounds, NO_READERS)
        return Book(contents.kind, tuple(_tables(document)))
    raise Unreadable(refusals.OLD_BOOK if contents.kind == "spreadsheetml" else refusals.NOT_A_TABLE)


def _typed(book: RawBook, budget: Budget) -> Book:
    sheets = tuple(Sheet(sheet.name, tuple(_rows(sheet, budget)), sheet.hidden) for sheet in book.sheets)
    if any(sheet.formulas for sheet in book.sheets) and not any(sheet.rows for sheet in sheets):
        raise Unreadable(refusals.ONLY_FORMULAS)
    return Book(book.kind, sheets)


def _rows(sheet: RawSheet, budget: Budget) -> Iterator[Row]:
    for row, cells in sheet.rows():
        budget.pay_row()
        values: list[Value] = [None] * (max(cell.column for cell in cells) + 1)
        for cell in cells:
            value = value_of(cell)
            budget.pay_cell(value if isinstance(value, str) else "")
            values[cell.column] = value
        yield Row(row + 1, tuple(values))


def value_of(cell: SheetCell) -> Value:
    """The value that a cell of a book stands for: a number in the format of a date is a day, 3.0 is 3."""
    value, code = cell.value, cell.code
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, float):
        moment = from_serial(value) if is_moment(value, code) else None
        return _number(value) if moment is None else _moment(value, moment, parts_of(code))
    return value.date() if isinstance(value, dt.datetime) and not _has_clock(value) else value


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _moment(value: float, moment: dt.datetime, parts: Parts) -> Value:
    """A day, a day with a time, or a time of day; what is counted in hours past a day stays a number of days."""
    if parts.day or parts.month or parts.year:
        return moment if parts.clock and _has_clock(moment) else moment.date()
    return moment.time() if value < 1 else _number(value)


def _has_clock(moment: dt.datetime) -> bool:
    return moment.time() != dt.time()


def _records(contents: Contents, budget: Budget) -> Iterator[Row]:
    """Records of delimited text that say something."""
    for record in records_of(contents.text, contents.delimiter, budget):
        cells = tuple(value or None for value in record.cells)
        if any(cells):
            yield Row(record.line, cells)


def _tables(document: Document) -> Iterator[Sheet]:
    """Tables of a document; a merged cell stands at its first row and column."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield Sheet("", tuple(_rows_of(block)))


def _rows_of(table: Table) -> Iterator[Row]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, {})[cell.column] = cell.text
    for row in sorted(rows):
        cells = rows[row]
        yield Row(row + 1, tuple(cells.get(column) for column in range(max(cells) + 1)))


def as_text(value: Value) -> str:
    """A value as a person would type it: «да», «3», «2.5», «01.09.2026», «15:30»; empty for None."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)


def texts(cells: Iterable[Value]) -> tuple[str, ...]:
    """The texts of cells, in order."""
    return tuple(map(as_text, cells))


def column_letters(column: int) -> str:
    """«A» for 0, «AA» for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
