"""Text of an old Word file taken straight from it, for tables that LibreOffice loses on the way.

A file that ends in a table without a paragraph after it is converted to one run of words; the marks between its
cells are still in the file itself.
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise

from office_files import ole
from office_files.blocks import Block, Paragraph, Place
from office_files.characters import tidy
from office_files.grid import Anchor, Grid
from office_files.limits import DOCUMENT, Budget

BROKEN = (struct.error, ValueError, IndexError)
_CELL, _END = "\x07", "\r"
_FIELD = re.compile("\x13[^\x13-\x15]*\x14|\x13[^\x13-\x15]*\x15|\x15")
_FEWEST_CELLS = 6
_MOST_COLUMNS = 63


def blocks_of_doc(data: bytes) -> tuple[Block, ...]:
    """Paragraphs and tables of the main text; nothing where there is no table or the file is not understood."""
    try:
        word = ole.stream(data, "worddocument")
        text = main_text(word, ole.stream(data, "0table"), ole.stream(data, "1table"))
    except BROKEN:
        return ()
    return blocks_of_text(text) if text.count(_CELL) >= _FEWEST_CELLS else ()


def main_text(word: bytes, table_zero: bytes, table_one: bytes) -> str:
    """The pieces that the file lists, joined, without notes and headers; raises one of BROKEN for a broken list."""
    flags, length = struct.unpack_from("<H", word, 0x0A)[0], struct.unpack_from("<i", word, 0x4C)[0]
    start, size = struct.unpack_from("<II", word, 0x1A2)
    table = (table_one if flags & 0x0200 else table_zero)[start : start + size]
    at = 0
    while table[at] == 1:
        at += 3 + struct.unpack_from("<H", table, at + 1)[0]
    count = (struct.unpack_from("<I", table, at + 1)[0] - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    if sum(max(0, after - before) for before, after in pairwise(ends)) > DOCUMENT.characters:
        raise ValueError("more letters than a document can hold")
    pieces = []
    for index in range(count):
        place = struct.unpack_from("<I", table, at + 5 + 4 * (count + 1) + 8 * index + 2)[0]
        letters = ends[index + 1] - ends[index]
        if place & 0x40000000:
            begin = (place & 0x3FFFFFFF) // 2
            pieces.append(word[begin : begin + letters].decode("cp1252", "replace"))
        else:
            pieces.append(word[place : place + 2 * letters].decode("utf-16-le", "replace"))
    return "".join(pieces)[: max(0, length)]


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Paragraphs and tables: a row ends with a mark of its own after that of its last cell."""
    text = _FIELD.sub("", text).replace("\x1e", "-").replace("\x1f", "")
    budget = Budget()
    found: list[Block] = []
    *cells, after = text.split(_CELL)
    at, tables = 0, 0
    while at < len(cells):
        lines = cells[at].split(_END)
        found.extend(_paragraphs(lines[:-1], budget))
        cells[at] = lines[-1]
        tables += 1
        grid = Grid(budget, Place(table=tables))
        at = _fill(grid, cells, at)
        table = grid.build()
        if table is not None:
            found.append(table)
    return (*found, *_paragraphs(after.split(_END), budget))


def _fill(grid: Grid, cells: list[str], at: int) -> int:
    """Rows into the grid until a paragraph stands before a row's first cell; return where that is."""
    width = next((n for n in range(1, _MOST_COLUMNS) if at + n < len(cells) and not cells[at + n]), 0)
    first = at
    while at < len(cells) and (at == first or _END not in cells[at]):
        row = grid.open_row()
        size = width
        if at + width >= len(cells) or cells[at + width]:
            size = next((n for n in range(1, width) if at + n < len(cells) and not cells[at + n]), width or 1)
        spans = width - size + 1 if size == 1 else 1
        for column, text in enumerate(cells[at : at + size]):
            grid.put(Anchor(tidy(text.replace(_END, "\n")), row, column, 1, max(1, spans)))
        at += size + 1
    return at


def _paragraphs(lines: list[str], budget: Budget) -> list[Paragraph]:
    found = []
    for line in lines:
        text = tidy(line)
        budget.pay_paragraph(text)
        if text:
            found.append(Paragraph(text))
    return found
