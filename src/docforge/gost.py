"""Sizes of an office paper after GOST R 7.0.97-2025, in millimetres and points.

The standard leaves the font free and asks for size 12, 13 or 14 in the text; margins are its least ones.
"""

from __future__ import annotations

from dataclasses import dataclass

FONT = "PT Serif"
FALLBACK_FONT = "Times New Roman"
TEXT_PT = 12.0
TITLE_PT = 14.0
HEADING_PT = 13.0
PAGE_NUMBER_PT = 11.0
FIRST_LINE_MM = 12.5
LINE_HEIGHT = 1.15
APPROVAL_WIDTH_MM = 80.0
NAME_WIDTH_MM = 48.0
CELL_PADDING_X_MM = 1.6
CELL_PADDING_Y_MM = 0.9

LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 20.0, 10.0, 20.0, 20.0
HEADER_MM = 10.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4 as it lies: its sides and what is left between the margins, in millimetres."""

    width_mm: float
    height_mm: float

    @property
    def text_width_mm(self) -> float:
        """Width between the left and the right margin."""
        return self.width_mm - LEFT_MM - RIGHT_MM

    @property
    def text_height_mm(self) -> float:
        """Height between the upper and the lower margin."""
        return self.height_mm - TOP_MM - BOTTOM_MM


PORTRAIT = Sheet(210.0, 297.0)
LANDSCAPE = Sheet(297.0, 210.0)
