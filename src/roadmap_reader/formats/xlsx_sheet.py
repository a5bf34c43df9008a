"""One sheet of a workbook, read as a stream: a million empty rows cost nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from roadmap_reader.blocks import Doubt, Place, Table
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.archive import Archive
from roadmap_reader.formats.cleaning import tidy
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.markup import Element, pull_parser, sentence_of, to_transitional
from roadmap_reader.formats.number_formats import GENERAL, shown
from roadmap_reader.formats.sheet_grid import SheetGrid
from roadmap_reader.formats.xlsx_workbook import Workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _VALUE, _FORMULA = f"{_MAIN}row", f"{_MAIN}c", f"{_MAIN}v", f"{_MAIN}f"
_INLINE, _TEXT, _MERGE = f"{_MAIN}is", f"{_MAIN}t", f"{_MAIN}mergeCell"
_REFERENCE = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
_MERGE_BYTES = re.compile(rb'<(?:\w{1,20}:)?mergeCell\s+ref="([A-Z0-9:]{4,25})"')
_BOOLEANS = {"1": "да", "0": "нет"}


class SheetReader:
    """Reads sheets of one workbook. `formulas` counts formulas without a stored result."""

    def __init__(self, archive: Archive, book: Workbook, budget: Budget) -> None:
        self._archive = archive
        self._book = book
        self._budget = budget
        self.formulas = 0

    def read(self, name: str, part: str) -> tuple[Table | None, list[Doubt]]:
        """The sheet as a table over its used range, and remarks."""
        grid = SheetGrid(self._budget, Place(sheet=name))
        before = self.formulas
        pull = pull_parser(_ROW, _MERGE)
        state = _State()
        tail = b""
        for piece in self._archive.chunks(part, limits.MAX_SHEET_PART):
            if state.skipping:
                tail = self._take_merges(grid, tail + piece)
                continue
            self._feed(pull, piece, state)
            self._drain(pull, grid, state)
        remarks = []
        if state.hidden:
            where = f"лист «{name}», строки {_ranges(state.hidden)}"
            remarks.append(Doubt(where, "Скрытые строки прочитаны вместе с остальными.", "medium"))
        if self.formulas > before:
            remarks.append(Doubt(f"лист «{name}»", "Есть формулы без сохранённых значений: ячейки пусты.", "high"))
        return grid.build(), remarks

    def _feed(self, pull: etree.XMLPullParser[Element], piece: bytes, state: _State) -> None:
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Unreadable(refusals.XML_ENTITIES)
        state.pending += piece.count(b"<")
        if state.pending > limits.MAX_CELLS:
            raise Unreadable(refusals.TOO_MANY_CELLS)
        try:
            pull.feed(to_transitional(piece) if state.first else piece)
        except etree.XMLSyntaxError as error:
            raise Unreadable(sentence_of(error)) from error
        state.first = False

    def _drain(self, pull: etree.XMLPullParser[Element], grid: SheetGrid, state: _State) -> None:
        for _, element in pull.read_events():
            state.pending = 0
            if element.tag == _MERGE:
                _merge(grid, element.get("ref", ""))
                continue
            row = _row_number(element, state.row)
            state.blank += row - state.row - 1
            state.row = row
            state.skipping = state.skipping or state.blank > limits.MAX_BLANK_ROWS
            if not state.skipping:
                state.blank = 0 if self._row(grid, element, state) else state.blank + 1
            element.clear()
            parent = element.getparent()
            if parent is not None and len(parent) > 500:
                del parent[:-1]

    def _row(self, grid: SheetGrid, element: Element, state: _State) -> bool:
        column = 0
        found = False
        for cell in element.iterchildren(_CELL):
            column = _column_number(cell.get("r", ""), column)
            text = self._text(cell)
            if text and column <= limits.MAX_COLUMNS:
                style = _index(cell.get("s"))
                bold = style is not None and style < len(self._book.bold) and self._book.bold[style]
                grid.put(state.row - 1, column - 1, text, bold)
                found = True
        if found and element.get("hidden") in {"1", "true"}:
            state.hidden.append(state.row)
        return found

    def _text(self, cell: Element) -> str:
        if len(cell) == 0:
            return ""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return tidy(
                "".join(text.text or "" for inline in cell.iterchildren(_INLINE) for text in inline.iter(_TEXT))
            )
        value = next((child.text for child in cell.iterchildren(_VALUE)), None)
        if value is None:
            self.formulas += sum(1 for _ in cell.iterchildren(_FORMULA))
            return ""
        if kind == "s":
            at = _index(value)
            return self._book.strings[at] if at is not None and at < len(self._book.strings) else ""
        if kind == "n":
            return self._number(value, _index(cell.get("s")))
        if kind == "b":
            return _BOOLEANS.get(value, value)
        return "" if kind == "e" else tidy(value)

    def _number(self, value: str, style: int | None) -> str:
        try:
            number = float(value)
        except ValueError:
            return tidy(value)
        if math.isnan(number) or abs(number) > 1e300:
            return ""
        formats = self._book.formats
        code = formats[style] if style is not None and style < len(formats) else GENERAL
        return shown(number, code, from_1904=self._book.from_1904)

    def _take_merges(self, grid: SheetGrid, data: bytes) -> bytes:
        """Merged ranges after the end of what is parsed; returns the bytes that may hold a cut one."""
        end = 0
        for match in _MERGE_BYTES.finditer(data):
            _merge(grid, match.group(1).decode("ascii"))
            end = match.end()
        return data[max(end, len(data) - 100) :]


class _State:
    """Where the stream stands."""

    def __init__(self) -> None:
        self.row = 0
        self.blank = 0
        self.first = True
        self.pending = 0
        self.skipping = False
        self.hidden: list[int] = []


def _merge(grid: SheetGrid, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.match(first), _REFERENCE.match(last)
    if start and end:
        grid.merge(
            int(start.group(2)) - 1, column_of(start.group(1)) - 1, int(end.group(2)) - 1, column_of(end.group(1)) - 1
        )


def column_of(letters: str) -> int:
    """«A» is 1, «AA» is 27."""
    number = 0
    for char in letters:
        number = number * 26 + ord(char) - 64
    return number


def _row_number(element: Element, previous: int) -> int:
    value = _index(element.get("r"))
    return value if value is not None and value > previous else previous + 1


def _column_number(reference: str, previous: int) -> int:
    match = _REFERENCE.match(reference)
    return column_of(match.group(1)) if match else previous + 1


def _index(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() and len(value) < 9 else None


def _ranges(rows: list[int]) -> str:
    """«3–5, 9» for a sorted list, at most five stretches."""
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in list(_stretches(rows))[:5])


def _stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
