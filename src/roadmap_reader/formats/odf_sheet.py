"""One sheet of an OpenDocument spreadsheet: repeated rows and cells, merged ranges, dates as shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from roadmap_reader.blocks import Place, Table
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.markup import Element
from roadmap_reader.formats.number_formats import shown_date
from roadmap_reader.formats.odf_styles import OdfStyles, office, table, whole
from roadmap_reader.formats.odf_text import LineReader, P
from roadmap_reader.formats.sheet_grid import SheetGrid

_CELL, _COVERED = table("table-cell"), table("covered-table-cell")
_GROUPS = frozenset({table("table-header-rows"), table("table-rows"), table("table-row-group")})
_LETTERS = re.compile(r"[а-яё]{3,}", re.IGNORECASE)


def read_sheet(element: Element, name: str, styles: OdfStyles, lines: LineReader, budget: Budget) -> Table | None:
    """The used range of a sheet; None where it is empty."""
    grid = SheetGrid(budget, Place(sheet=name))
    row = 0
    for tr in _rows(element):
        repeat = whole(tr.get(table("number-rows-repeated")), 1)
        cells = list(_cells(tr, styles, lines))
        if cells:
            for at in range(row, row + min(repeat, limits.MAX_ROWS)):
                for column, text, bold, rows, columns in cells:
                    grid.put(at, column, text, bold)
                    if rows > 1 or columns > 1:
                        grid.merge(at, column, at + rows - 1, column + columns - 1)
        row += repeat
    return grid.build()


def _rows(element: Element, depth: int = 0) -> Iterator[Element]:
    if depth > limits.MAX_DEPTH:
        raise Unreadable(refusals.XML_DEEP)
    for child in element.iterchildren():
        if child.tag == table("table-row"):
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child, depth + 1)


def _cells(tr: Element, styles: OdfStyles, lines: LineReader) -> Iterator[tuple[int, str, bool, int, int]]:
    """Column, text, weight and spans of the cells with text."""
    column = 0
    for cell in tr.iterchildren(_CELL, _COVERED):
        repeat = whole(cell.get(table("number-columns-repeated")), 1)
        if cell.tag == _CELL:
            text, bold = _shown(cell, styles, lines)
            if text:
                rows = whole(cell.get(table("number-rows-spanned")), 1)
                columns = whole(cell.get(table("number-columns-spanned")), 1)
                for at in range(column, min(column + repeat, limits.MAX_COLUMNS)):
                    yield at, text, bold, rows, columns
        column += repeat


def _shown(cell: Element, styles: OdfStyles, lines: LineReader) -> tuple[str, bool]:
    """What the cell shows. A date printed in digits is printed day first, whatever the file's locale."""
    kept = [line for line in map(lines.paragraph, cell.iterchildren(P)) if line.text]
    text = "\n".join(line.text for line in kept)
    bold = bool(kept) and all(line.bold for line in kept)
    kind = cell.get(office("value-type"))
    if kind == "date":
        code = styles.date_code(cell.get(table("style-name")))
        if code or not (_LETTERS.search(text) or re.fullmatch(r"\d{4}", text)):
            return _date(cell.get(office("date-value"), ""), code or "dmyh") or text, bold
    if not text and kind is not None:
        text = cell.get(office("string-value")) or cell.get(office("value")) or ""
    return text.strip(), bold


def _date(value: str, code: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(value[:19])
    except ValueError:
        return ""
    return shown_date(moment, code)
