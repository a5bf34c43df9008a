"""Cells of a table as they stand on a page, and their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from roadmap_reader.pdf.lines import lines_of, paragraphs_of, upright

Box = tuple[float, float, float, float]

_CUT_YEAR = re.compile(r"(?<!\d)(\d{1,2}\.\d{1,2}\.)((?:1|2|19|20)\d?)\s+(\d{1,3})(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CUT_MONTH = re.compile(r"(?<!\d)(\d{1,2}\.[01])\s+(\d\.(?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class PieceCell:
    """A cell on the page: its box and text."""

    box: Box
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table that stands on one page."""

    page: int
    cells: tuple[PieceCell, ...]

    @property
    def left(self) -> float:
        """Left edge."""
        return min(cell.box[0] for cell in self.cells)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(cell.box[2] for cell in self.cells)


def cell_of(box: Box, chars: list[Any]) -> PieceCell:
    """The characters of a box as its text."""
    turned, width = upright(chars, box)
    lines = lines_of(turned)
    paragraphs = paragraphs_of(lines, width)
    text = mend_dates("\n".join(line.text for line in paragraphs if line.text))
    return PieceCell(box, text, bool(text) and all(line.bold for line in paragraphs))


def mend_dates(text: str) -> str:
    """Join dates that a narrow cell has cut: «10.09.202 5», «10.0 9.2025»."""
    text = _CUT_YEAR.sub(lambda m: m[1] + m[2] + m[3] if _YEAR.fullmatch(m[2] + m[3]) else m[0], text)
    return _CUT_MONTH.sub(r"\1\2", text)
