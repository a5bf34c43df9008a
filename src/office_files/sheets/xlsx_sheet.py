"""One sheet of a workbook, read as a stream: a million empty rows cost nothing."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from office_files import limits
from office_files.archive import Archive
from office_files.characters import tidy
from office_files.markup import Element, Stream
from office_files.sheets.book import Range, Raw, Sheet, SheetCell, SheetRow
from office_files.sheets.number_formats import DAYS_OF_1904, is_moment

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _VALUE, _FORMULA = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}v", f"{_MAIN}f"
_TEXT, _MERGE = f"{_MAIN}t", f"{_MAIN}mergeCell"
_REFERENCE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_MERGE_BYTES = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s+ref="([A-Z0-9:]{4,25})"')


@dataclass(slots=True)
class Shared:
    """What all sheets of a workbook share: strings, number formats and weights by style, the calendar."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    from_1904: bool = False


class XlsxSheet(Sheet):
    """A worksheet part of a package."""

    def __init__(self, name: str, part: str, archive: Archive, shared: Shared, *, hidden: bool) -> None:
        super().__init__(name, hidden=hidden)
        self._part = part
        self._archive = archive
        self._shared = shared

    def rows(self) -> Iterator[SheetRow]:
        """Rows with cells; refuses a part that is broken or unpacks to too much."""
        stream = Stream(_ROW, _MERGE)
        state = _State()
        tail = b""
        for piece in self._archive.chunks(self._part, limits.MAX_SHEET_PART):
            if state.skipping:
                tail = self._take_merges(tail + piece)
                continue
            for element in stream.feed(piece):
                if element.tag == _MERGE:
                    self._merge(element.get("ref", ""))
                elif (row := self._row(element, state)) is not None:
                    yield row

    def _row(self, element: Element, state: _State) -> SheetRow | None:
        row = _row_number(element, state.row)
        state.blank += row - state.row - 1
        state.row = row
        state.skipping = state.skipping or state.blank > self.most_blank
        cells = [] if state.skipping else list(self._cells(element))
        state.blank = 0 if cells else state.blank + 1
        if not cells:
            return None
        if element.get("hidden") in {"1", "true"}:
            self.hidden_rows.append(row)
        return SheetRow(row - 1, cells)

    def _cells(self, row: Element) -> Iterator[SheetCell]:
        formats, bold = self._shared.formats, self._shared.bold
        column = 0
        for cell in row.iterchildren(_CELL):
            reference = cell.get("r", "")
            column = _column_of(reference.rstrip("0123456789")) or column + 1
            kind = cell.get("t", "n")
            value = self._value(cell, kind)
            if kind == "e":
                self._error(row, column)
            if value is None or value == "" or column > limits.MAX_COLUMNS:
                continue
            style = _index(cell.get("s"))
            if style is None or style >= len(formats):
                yield SheetCell(column - 1, value)
                continue
            code = formats[style]
            if self._shared.from_1904 and isinstance(value, float) and is_moment(value, code):
                value += DAYS_OF_1904
            yield SheetCell(column - 1, value, code, bold[style])

    def _error(self, row: Element, column: int) -> None:
        number = _index(row.get("r"))
        if number:
            self.errors.append((number - 1, column - 1))

    def _value(self, cell: Element, kind: str) -> Raw | None:
        if kind == "inlineStr":
            return tidy("".join(cell.itertext(_TEXT, with_tail=False)))
        first = cell[0] if len(cell) else None
        value = (first.text if first is not None and first.tag == _VALUE else cell.findtext(_VALUE)) or None
        if value is None:
            self.formulas += sum(1 for _ in cell.iterchildren(_FORMULA))
            return None
        if kind == "s":
            try:
                return self._shared.strings[int(value)] if value[0] != "-" else None
            except (ValueError, IndexError):
                return None
        return _READERS.get(kind, tidy)(value)

    def _take_merges(self, data: bytes) -> bytes:
        """Merged ranges after the end of what is parsed; returns the bytes that may hold a cut one."""
        end = 0
        for match in _MERGE_BYTES.finditer(data):
            self._merge(match.group(1).decode("ascii"))
            end = match.end()
        return data[max(end, len(data) - 100) :]

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.match(first), _REFERENCE.match(last)
        if start and end:
            columns = _column_of(start.group(1)) - 1, _column_of(end.group(1)) - 1
            self.merges.append(Range(int(start.group(2)) - 1, columns[0], int(end.group(2)) - 1, columns[1]))


class _State:
    def __init__(self) -> None:
        self.row = 0
        self.blank = 0
        self.skipping = False


def _number(text: str) -> Raw | None:
    try:
        number = float(text)
    except ValueError:
        return tidy(text)
    return None if math.isnan(number) or abs(number) > 1e300 else number


def _boolean(text: str) -> Raw:
    return {"1": True, "0": False}.get(text, text)


def _moment(text: str) -> Raw:
    try:
        return dt.datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return tidy(text)


def _nothing(text: str) -> None:
    """What «#ССЫЛКА!» and its like say."""


_READERS = {"n": _number, "b": _boolean, "d": _moment, "e": _nothing}


@lru_cache(maxsize=4096)
def _column_of(letters: str) -> int:
    """«A» is 1, «AA» is 27; 0 for what is no column."""
    if not re.fullmatch("[A-Z]{1,3}", letters):
        return 0
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def _row_number(element: Element, previous: int) -> int:
    value = _index(element.get("r"))
    return value if value is not None and value > previous else previous + 1


@lru_cache(maxsize=4096)
def _index(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() and len(value) < 9 else None
