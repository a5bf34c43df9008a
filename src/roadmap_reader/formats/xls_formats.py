"""Number formats of the cells of an old Excel workbook (BIFF8): calamine gives values without them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from roadmap_reader.formats import ole
from roadmap_reader.formats.number_formats import BUILT_IN, GENERAL

Formats = dict[tuple[int, int], str]

_FORMAT, _XF, _SHEET, _END_OF_PART = 0x041E, 0x00E0, 0x0085, 0x000A
_SINGLE = frozenset({0x0203, 0x027E, 0x0006})
_SERIES = 0x00BD
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
    return [_sheet(book, start, codes) for start in starts[:200]]


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
