"""One sheet of an OpenDocument spreadsheet: repeated rows and cells, merged ranges, dates as shown."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator

from office_files import limits, refusals
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT
from office_files.markup import Element
from office_files.odf.styles import OdfStyles, office, table, whole
from office_files.odf.text import LineReader, P
from office_files.sheets.book import Range, Raw, Sheet, SheetCell, SheetRow
from office_files.sheets.number_formats import GENERAL, show_date

_CELL, _COVERED = table("table-cell"), table("covered-table-cell")
_GROUPS = frozenset({table("table-header-rows"), table("table-rows"), table("table-row-group")})
_LETTERS = re.compile(r"[а-яё]{3,}", re.IGNORECASE)
_CLOCK = re.compile(r"^PT(?P<hours>\d{1,4})H(?P<minutes>\d{1,2})M(?P<seconds>\d{1,2})")


class OdfSheet(Sheet):
    """A table of the spreadsheet's body."""

    def __init__(self, element: Element, styles: OdfStyles, lines: LineReader) -> None:
        hidden = not styles.visible(element.get(table("style-name")))
        super().__init__(element.get(table("name"), ""), hidden=hidden)
        self._element = element
        self._styles = styles
        self._lines = lines

    def rows(self) -> Iterator[SheetRow]:
        """Rows with cells, a repeated one as often as it stands there."""
        row = 0
        for tr in _rows(self._element):
            repeat = whole(tr.get(table("number-rows-repeated")), 1)
            spans: list[tuple[int, int, int]] = []
            cells = list(self._cells(tr, spans))
            hidden = tr.get(table("visibility"), "visible") != "visible"
            for at in range(row, row + min(repeat, DOCUMENT.rows)) if cells else ():
                self.hidden_rows += [at + 1] if hidden else []
                self.merges += [Range(at, column, at + tall - 1, column + wide - 1) for column, tall, wide in spans]
                yield SheetRow(at, cells)
            row += repeat

    def _cells(self, tr: Element, spans: list[tuple[int, int, int]]) -> Iterator[SheetCell]:
        column = 0
        for cell in tr.iterchildren(_CELL, _COVERED):
            repeat = whole(cell.get(table("number-columns-repeated")), 1)
            text, bold = self._shown(cell) if cell.tag == _CELL else ("", False)
            if text:
                value = _value(cell, text)
                tall = whole(cell.get(table("number-rows-spanned")), 1)
                wide = whole(cell.get(table("number-columns-spanned")), 1)
                for at in range(column, min(column + repeat, limits.MAX_COLUMNS)):
                    yield SheetCell(at, value, GENERAL, bold, text)
                    if tall > 1 or wide > 1:
                        spans.append((at, tall, wide))
            column += repeat

    def _shown(self, cell: Element) -> tuple[str, bool]:
        """What the cell shows. A date printed in digits is printed day first, whatever the file's locale."""
        kept = [line for line in map(self._lines.paragraph, cell.iterchildren(P)) if line.text]
        text = "\n".join(line.text for line in kept)
        bold = bool(kept) and all(line.bold for line in kept)
        kind = cell.get(office("value-type"))
        if kind == "date":
            code = self._styles.date_code(cell.get(table("style-name")))
            if code or not (_LETTERS.search(text) or re.fullmatch(r"\d{4}", text)):
                moment = _moment(cell.get(office("date-value"), ""))
                return (show_date(moment, code or "dmyh") if moment else "") or text, bold
        if not text and kind is not None:
            text = cell.get(office("string-value")) or cell.get(office("value")) or ""
        return text.strip(), bold


def _rows(element: Element, depth: int = 0) -> Iterator[Element]:
    if depth > limits.MAX_DEPTH:
        raise Unreadable(refusals.XML_DEEP)
    for child in element.iterchildren():
        if child.tag == table("table-row"):
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child, depth + 1)


def _value(cell: Element, text: str) -> Raw:
    """The value behind what is shown; the text itself where there is none."""
    kind = cell.get(office("value-type"), "")
    value: Raw | None = None
    if kind in {"float", "percentage", "currency"}:
        value = _number(cell.get(office("value"), ""))
    elif kind == "boolean":
        value = cell.get(office("boolean-value")) == "true"
    elif kind == "date":
        value = _moment(cell.get(office("date-value"), ""))
    elif kind == "time":
        value = _clock(cell.get(office("time-value"), ""))
    return text if value is None else value


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _moment(value: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(value[:19])
    except ValueError:
        return None


def _clock(value: str) -> dt.time | None:
    found = _CLOCK.match(value)
    if found is None or int(found["hours"]) > 23:
        return None
    minutes, seconds = min(int(found["minutes"]), 59), min(int(found["seconds"]), 59)
    return dt.time(int(found["hours"]), minutes, seconds)
