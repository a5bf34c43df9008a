"""A rough measure of texts, for what a format wants to know before it draws.

Excel does not grow the rows of merged cells, and a row is held together on a page only while it is short; both
need a guess of the height, not the height.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from docforge import gost
from docforge.grid import Placement
from docforge.paper import Cell, Listing, Paragraph, Runs, plain

MM_PER_PT = 25.4 / 72
# Mean width of a Cyrillic letter of PT Serif as a share of the size, a little more than it is: better room than a cut.
_LETTER = 0.52
_INDENT_MM = 4.0


def letters_in(width_mm: float, size_pt: float) -> int:
    """Guess how many letters of a running text stand side by side in a width, 1 or more."""
    return max(1, int(width_mm / (size_pt * _LETTER * MM_PER_PT)))


def lines_of(text: str, width_mm: float, size_pt: float) -> int:
    """Guess how many lines a text takes in a width, words never broken."""
    room = letters_in(width_mm, size_pt)
    return sum(_wrap(line, room) for line in text.split("\n"))


def _wrap(line: str, room: int) -> int:
    count, filled = 1, 0
    for word in line.split(" "):
        length = len(word)
        if filled and filled + 1 + length > room:
            count, filled = count + 1, 0
        count += max(0, math.ceil(length / room) - 1)
        filled += length + 1 if length <= room else length % room
    return count


def cell_lines(cell: Cell, width_mm: float, size_pt: float) -> int:
    """Guess how many lines the content of a cell takes in a width."""
    inner = width_mm - 2 * gost.CELL_PADDING_X_MM
    return sum(_part_lines(part, inner, size_pt) for part in cell.content)


def longest_word(cell: Cell) -> int:
    """Count the letters of the longest stretch of a cell that has no place to break a line, hyphens being one."""
    texts = [plain(line) for part in cell.content for line in _lines(part)]
    return max((len(word) for text in texts for word in re.split(r"[\s/–-]+", text)), default=0)


def _lines(part: Paragraph | Listing) -> tuple[Runs, ...]:
    return part.items if isinstance(part, Listing) else (part.runs,)


def _part_lines(part: Paragraph | Listing, width_mm: float, size_pt: float) -> int:
    if isinstance(part, Listing):
        return sum(_runs_lines(item, width_mm - _INDENT_MM, size_pt) for item in part.items)
    return _runs_lines(part.runs, width_mm - part.left_mm, size_pt)


def _runs_lines(pieces: Runs, width_mm: float, size_pt: float) -> int:
    return lines_of(plain(pieces), width_mm, size_pt)


def line_height_pt(size_pt: float) -> float:
    """Height of a line of a table in points."""
    return size_pt * 1.28


def row_lines(row: Iterable[Placement[Cell]], widths_mm: Sequence[float], size_pt: float) -> int:
    """Guess how many lines the cells that begin and end in a row take; a cell over several rows does not count."""
    return max((_placed_lines(item, widths_mm, size_pt) for item in row if item.cell.rowspan == 1), default=1)


def _placed_lines(item: Placement[Cell], widths_mm: Sequence[float], size_pt: float) -> int:
    width = sum(widths_mm[item.column : item.column + item.cell.colspan])
    return max(1, cell_lines(item.cell, width, size_pt))


def row_is_short(
    row: Iterable[Placement[Cell]], widths_mm: Sequence[float], size_pt: float, page_height_mm: float
) -> bool:
    """Say whether a row is kept whole: it takes at most two fifths of the page."""
    height_mm = row_lines(row, widths_mm, size_pt) * line_height_pt(size_pt) * MM_PER_PT
    return height_mm <= 0.4 * page_height_mm
