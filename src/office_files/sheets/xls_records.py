"""Records of an old Excel workbook (BIFF8): what calamine does not tell, formats of numbers and how vast it is."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from office_files import ole, refusals
from office_files.errors import Unreadable
from office_files.limits import Bounds
from office_files.sheets.number_formats import BUILT_IN, GENERAL

Formats = dict[tuple[int, int], str]

_FORMAT, _XF, _SHEET, _END_OF_PART = 0x041E, 0x00E0, 0x0085, 0x000A
_SINGLE = frozenset({0x0203, 0x027E, 0x0006})
_SERIES = 0x00BD
_STRINGS, _CONTINUE, _SHARED_TEXT = 0x00FC, 0x003C, 0x00FD
_CELLS = frozenset({*_SINGLE, 0x0204, 0x0205, 0x00D6, _SERIES, _SHARED_TEXT})
_LONGEST_STRING = 65_535
_MOST_SHEETS = 200
_MOST_RECORDS = 2_000_000


def formats_of(data: bytes) -> list[Formats]:
    """For each sheet in the order of the book: the format of each cell with a number. Empty where it is not told."""
    book = ole.stream(data, "workbook")
    own: dict[int, str] = {}
    cell_formats: list[int] = []
    starts: list[int] = []
    for kind, body in _records(book, 0):
        if kind == _FORMAT and len(body) > 5:
            own[struct.unpack_from("<H", body)[0]] = _string(body[2:])
        elif kind == _XF and len(body) >= 4:
            cell_formats.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
    codes = [own.get(number, BUILT_IN.get(number, GENERAL)) for number in cell_formats]
    return [_sheet(book, start, codes) for start in starts[:_MOST_SHEETS]]


def _sheet(book: bytes, start: int, codes: list[str]) -> Formats:
    found: Formats = {}
    for kind, body in _records(book, start):
        if kind in _SINGLE and len(body) >= 6:
            row, column, style = struct.unpack_from("<HHH", body)
            if style < len(codes):
                found[row, column] = codes[style]
        elif kind == _SERIES and len(body) >= 12:
            row, first = struct.unpack_from("<HH", body)
            for index, at in enumerate(range(4, len(body) - 7, 6)):
                style = struct.unpack_from("<H", body, at)[0]
                if style < len(codes):
                    found[row, first + index] = codes[style]
    return found


def refuse_vast(data: bytes, bounds: Bounds) -> None:
    """Refuse a book that a reader would unfold to more cells or text than the bounds say.

    calamine keeps a value for every place from the first to the last cell of a sheet, and a copy of a shared string
    for every cell that shows it.
    """
    book = ole.stream(data, "workbook") or ole.stream(data, "book")
    globals_ = list(_records(book, 0))
    lengths = _string_lengths(_chunks(globals_))
    starts = [struct.unpack_from("<I", body)[0] for kind, body in globals_ if kind == _SHEET and len(body) >= 4]
    if len(starts) > _MOST_SHEETS:
        raise Unreadable(refusals.TOO_MANY_CELLS)
    extents = [_extent(book, start, lengths) for start in starts]
    places, characters = sum(extent.places for extent in extents), sum(extent.characters for extent in extents)
    if places > 4 * bounds.cells:
        raise Unreadable(refusals.TOO_MANY_CELLS)
    if characters > bounds.characters:
        raise Unreadable(refusals.TOO_MUCH_TEXT)


class _Extent(NamedTuple):
    """Places up to the last cell of a sheet, and the letters of its shared strings as often as they are shown."""

    places: int
    characters: int


def _extent(book: bytes, start: int, lengths: list[int]) -> _Extent:
    width = height = characters = 0
    for kind, body in _records(book, start):
        if kind not in _CELLS or len(body) < 6:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = column + (len(body) - 6) // 6 if kind == _SERIES else column
        width, height = max(width, last + 1), max(height, row + 1)
        if kind == _SHARED_TEXT and len(body) >= 10:
            at = struct.unpack_from("<I", body, 6)[0]
            characters += lengths[at] if at < len(lengths) else _LONGEST_STRING
    return _Extent(width * height, characters)


def _chunks(records: list[tuple[int, bytes]]) -> list[bytes]:
    """The record of shared strings and those that continue it."""
    start = next((at for at, (kind, _) in enumerate(records) if kind == _STRINGS), len(records))
    after = takewhile(lambda record: record[0] == _CONTINUE, records[start + 1 :])
    return [body for _, body in (*records[start : start + 1], *after)]


def _string_lengths(chunks: list[bytes]) -> list[int]:
    """Letters of each shared string, as far as the table of strings is sound. A string may go on in the next record."""
    lengths: list[int] = []
    at, position = 0, 8
    try:
        while at < len(chunks):
            if position >= len(chunks[at]):
                at, position = at + 1, 0
                continue
            letters, flags = struct.unpack_from("<HB", chunks[at], position)
            position += 3
            runs = struct.unpack_from("<H", chunks[at], position)[0] if flags & 8 else 0
            position += 2 if flags & 8 else 0
            extra = struct.unpack_from("<I", chunks[at], position)[0] if flags & 4 else 0
            position += 4 if flags & 4 else 0
            at, position = _after_letters(chunks, at, position, letters, flags & 1)
            at, position = _after_bytes(chunks, at, position, 4 * runs + extra)
            lengths.append(letters)
    except (struct.error, IndexError):
        return lengths
    return lengths


def _after_letters(chunks: list[bytes], at: int, position: int, letters: int, wide: int) -> tuple[int, int]:
    """Where the letters of a string end; each record that it goes on in begins with the width of its letters."""
    while letters > (there := max(0, len(chunks[at]) - position) >> wide):
        letters -= there
        at, position = at + 1, 1
        wide = chunks[at][0] & 1
    return at, position + (letters << wide)


def _after_bytes(chunks: list[bytes], at: int, position: int, count: int) -> tuple[int, int]:
    while count > (there := max(0, len(chunks[at]) - position)):
        count -= there
        at, position = at + 1, 0
    return at, position + count


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records of one part of the workbook up to its end mark."""
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            return
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END_OF_PART:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _string(raw: bytes) -> str:
    count, wide = struct.unpack_from("<HB", raw)
    return raw[3 : 3 + 2 * count].decode("utf-16-le", "replace") if wide & 1 else raw[3 : 3 + count].decode("latin-1")
