"""Writing blocks down a sheet: each takes as many rows as it needs, over all columns or as a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docforge import gost
from docforge.drawing import DOTS_PER_INCH, png
from docforge.grid import Placement
from docforge.measure import lines_of
from docforge.paper import (
    Align,
    Approval,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    Paragraph,
    Run,
    Runs,
    Signatures,
    Table,
    plain,
)
from docforge.words import SIGN_HERE, approval_lines
from docforge.xlsx.columns import Columns, borders_of
from docforge.xlsx.faces import Face, Faces

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_TALLEST_PT = 409.0
_LONGEST = 32_767
_DASH = "– "
_GAP_PT = 8.0
_LINE = 1.2
_PT_PER_MM = 72 / 25.4
# A picture that names no density is shown at this one.
_SCREEN_DOTS = 96.0


class TooLong(ValueError):
    """A text does not fit a cell of a spreadsheet; `sentence` says so to a person in Russian."""

    sentence = "Текст ячейки длиннее 32 767 знаков: в таблицу Excel он не поместится. Выберите Word или PDF."


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both ends included, counted from 0."""

    top: int
    first: int
    bottom: int
    last: int


class Sheet:
    """A worksheet with a cursor: `row` is the next free row from 0, `used_pt` the height above it."""

    def __init__(self, worksheet: Worksheet, faces: Faces, columns: Columns, total_mm: float) -> None:
        self.worksheet = worksheet
        self.row = 0
        self.used_pt = 0.0
        self._faces = faces
        self._columns = columns
        self._total_mm = total_mm
        self._breaks: list[int] = []

    def turn(self) -> None:
        """What follows is printed on a new sheet; the library forgets the breaks it was told before."""
        self._breaks.append(self.row)
        self.worksheet.set_h_pagebreaks(self._breaks)

    def line(self, text: str, face: Face, first: int = 0, last: int | None = None) -> None:
        """Write a text over the columns from first to last and go down a row high enough for it."""
        last = self._columns.last if last is None else last
        width = self._columns.stretch_mm(first, last)
        self._write(Area(self.row, first, self.row, last), text, face)
        self._height([lines_of(text, width, face.size_pt)], face.size_pt)
        self.row += 1

    def heading(self, block: Heading) -> None:
        """A heading over the whole width."""
        size = gost.TITLE_PT if block.level == 1 else gost.HEADING_PT
        self.gap()
        self.line(block.text, Face(size_pt=size, bold=True, align="center" if block.level == 1 else "left"))
        self.gap()

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph over the whole width."""
        self.line(plain(block.runs), _faced(Face(align=_horizontal(block.align)), block.runs))

    def three(self, block: Line) -> None:
        """Three pieces of a line, one after another."""
        self.line("    ".join(part for part in (block.left, block.centre, block.right) if part), Face())

    def listing(self, block: Listing) -> None:
        """A list, an item a row."""
        for item in block.items:
            self.line(_DASH + plain(item), _faced(Face(), item))

    def approval(self, block: Approval) -> None:
        """The approval block over the columns of the right side."""
        wanted = self._columns.border(self._total_mm - gost.APPROVAL_WIDTH_MM)
        first = min(wanted, self._columns.last)
        for text in approval_lines(block):
            self.line(text, Face(), first)

    def signatures(self, block: Signatures) -> None:
        """Signatures, a row each: post, room to sign, name."""
        for person in block.people:
            self.gap()
            self.line(f"{person.post}    {SIGN_HERE}    {person.name}", Face())

    def figure(self, block: Figure) -> None:
        """A drawing over the cells, on as many empty rows as its height takes."""
        shrink = min(1.0, self._total_mm / block.width_mm)
        scale = shrink * _SCREEN_DOTS / DOTS_PER_INCH
        options = {"image_data": io.BytesIO(png(block)), "description": block.words, "x_scale": scale, "y_scale": scale}
        self.worksheet.insert_image(self.row, 0, "figure.png", options)
        left_pt = block.height_mm * shrink * _PT_PER_MM + _GAP_PT
        while left_pt > 0:
            self._set_height(min(_TALLEST_PT, left_pt))
            left_pt -= _TALLEST_PT
            self.row += 1
        if block.caption:
            self.line(block.caption, Face(align="center"))

    def gap(self) -> None:
        """A low empty row."""
        self._set_height(_GAP_PT)
        self.row += 1

    def table(self, block: Table) -> tuple[range, float]:
        """A table with its heading; returns the rows of the heading and the height down to its lower edge."""
        edges = [self._columns.border(border) for border in borders_of(block, self._total_mm)]
        top = self.row
        head = Face(size_pt=block.size_pt, align="center", valign="vcenter", border=True)
        self._rows(block.placed_header(), edges, [[head] * len(row) for row in block.placed_header()])
        heading, height_pt = range(top, self.row), self.used_pt
        self._rows(block.placed_rows(), edges, _body_faces(block))
        return heading, height_pt

    def _rows(
        self, rows: Sequence[Sequence[Placement[Cell]]], edges: Sequence[int], faces: Sequence[Sequence[Face]]
    ) -> None:
        top = self.row
        lines = self._lines(rows, edges, faces)
        for placed_row, row_faces, count in zip(rows, faces, lines, strict=True):
            for placed, face in zip(placed_row, row_faces, strict=True):
                first, last = _stretch(placed, edges)
                area = Area(top + placed.row, first, top + placed.row + placed.cell.rowspan - 1, last)
                self._write(area, cell_text(placed.cell), _cell_face(face, placed.cell))
            self._height([count], row_faces[0].size_pt if row_faces else gost.TEXT_PT)
            self.row += 1

    def _lines(
        self, rows: Sequence[Sequence[Placement[Cell]]], edges: Sequence[int], faces: Sequence[Sequence[Face]]
    ) -> list[int]:
        """How many lines each row takes; what a cell over several rows still lacks is given to the last of them."""
        lines = [1] * len(rows)
        pairs = [pair for row, row_faces in zip(rows, faces, strict=True) for pair in zip(row, row_faces, strict=True)]
        for placed, face in sorted(pairs, key=lambda pair: pair[0].cell.rowspan):
            width = self._columns.stretch_mm(*_stretch(placed, edges)) - 2 * gost.CELL_PADDING_X_MM
            bottom = placed.row + placed.cell.rowspan
            lacking = lines_of(cell_text(placed.cell), width, face.size_pt) - sum(lines[placed.row : bottom])
            lines[bottom - 1] += max(0, lacking)
        return lines

    def _height(self, lines: Sequence[int], size_pt: float) -> None:
        self._set_height(min(_TALLEST_PT, max(lines) * size_pt * _LINE + 4))

    def _set_height(self, height_pt: float) -> None:
        self.worksheet.set_row(self.row, height_pt)
        self.used_pt += height_pt

    def _write(self, area: Area, text: str, face: Face) -> None:
        if len(text) > _LONGEST:
            raise TooLong(TooLong.sentence)
        look = self._faces.of(face, text)
        if (area.top, area.first) != (area.bottom, area.last):
            self.worksheet.merge_range(area.top, area.first, area.bottom, area.last, "", look)
        if text:
            self.worksheet.write_string(area.top, area.first, text, look)
        else:
            self.worksheet.write_blank(area.top, area.first, None, look)


def _stretch(placed: Placement[Cell], edges: Sequence[int]) -> tuple[int, int]:
    """The first and the last column of the sheet that a cell covers."""
    return edges[placed.column], edges[placed.column + placed.cell.colspan] - 1


def cell_text(cell: Cell) -> str:
    """Return the content of a cell as lines, items of lists with a dash before them."""
    lines: list[str] = []
    for part in cell.content:
        if isinstance(part, Listing):
            lines += [_DASH + plain(item) for item in part.items]
        else:
            lines.append(plain(part.runs))
    return "\n".join(lines)


def _body_faces(block: Table) -> list[list[Face]]:
    return [
        [
            Face(
                size_pt=block.size_pt,
                align=_horizontal(block.align_of(placed)),
                valign="vcenter" if placed.cell.middle else "top",
                border=True,
            )
            for placed in row
        ]
        for row in block.placed_rows()
    ]


def _cell_face(face: Face, cell: Cell) -> Face:
    pieces: list[Run] = []
    for part in cell.content:
        if isinstance(part, Paragraph):
            pieces += part.runs
        else:
            pieces += [run for item in part.items for run in item]
    return _faced(face, tuple(pieces))


def _faced(face: Face, pieces: Runs) -> Face:
    return replace(
        face,
        bold=bool(pieces) and all(run.bold for run in pieces),
        italic=bool(pieces) and all(run.italic for run in pieces),
    )


def _horizontal(align: Align) -> str:
    return "left" if align is Align.JUSTIFY else align.value
