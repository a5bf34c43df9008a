"""Tables in WordprocessingML: a fixed grid, true headings, merged cells, rows that stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docforge import gost
from docforge.docx.paragraphs import justification, styled_paragraph
from docforge.docx.xml import Element, element, twips
from docforge.grid import Placement, spread
from docforge.measure import row_is_short
from docforge.paper import Align, Cell, Listing, Row, Table

_STYLE_PT = 11.0


def table(block: Table, sheet: gost.Sheet) -> Element:
    """The table over the whole width of the text."""
    widths = tuple(twips(width) for width in block.widths_mm(sheet.text_width_mm))
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    return element("tbl", _properties(sum(widths)), grid, *_header(block, widths), *_body(block, widths, sheet))


def _properties(width: int) -> Element:
    return element(
        "tblPr",
        element("tblStyle", val="TableGrid"),
        element("tblW", w=width, type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )


def _header(block: Table, widths: Sequence[int]) -> list[Element]:
    made = []
    for cells in spread(block.placed_header()):
        head = element("trPr", element("cantSplit"), element("tblHeader"))
        drawn = (_cell(placed, begins, widths, _heading_text(block, placed)) for placed, begins in cells)
        made.append(element("tr", head, *drawn))
    return made


def _body(block: Table, widths: Sequence[int], sheet: gost.Sheet) -> list[Element]:
    placed_rows = block.placed_rows()
    widths_mm = block.widths_mm(sheet.text_width_mm)
    made = []
    for row, own, cells in zip(block.rows, placed_rows, spread(placed_rows), strict=True):
        short = row_is_short(own, widths_mm, block.size_pt, sheet.text_height_mm)
        head = element("trPr", element("cantSplit")) if short else None
        drawn = (_cell(placed, begins, widths, _body_text(block, row, placed)) for placed, begins in cells)
        made.append(element("tr", head, *drawn))
    return made


def _cell(placed: Placement[Cell], begins: bool, widths: Sequence[int], text: _Text) -> Element:
    cell = placed.cell
    merge = element("vMerge", val="restart" if begins else "continue") if cell.rowspan > 1 else None
    head = element(
        "tcPr",
        element("tcW", w=sum(widths[placed.column : placed.column + cell.colspan]), type="dxa"),
        element("gridSpan", val=cell.colspan) if cell.colspan > 1 else None,
        merge,
        element("vAlign", val="center") if cell.middle or text.style == "TableHead" else None,
    )
    return element("tc", head, *_content(cell if begins else Cell(), text))


@dataclass(frozen=True, slots=True)
class _Text:
    """How the text of one cell is set; `size_pt` None: as its style says."""

    style: str
    align: Align
    size_pt: float | None
    keep_with_next: bool = False


def _size(block: Table) -> float | None:
    return None if block.size_pt == _STYLE_PT else block.size_pt


def _heading_text(block: Table, placed: Placement[Cell]) -> _Text:
    return _Text("TableHead", placed.cell.align or Align.CENTRE, _size(block))


def _body_text(block: Table, row: Row, placed: Placement[Cell]) -> _Text:
    return _Text("TableText", block.align_of(placed), _size(block), keep_with_next=row.band)


def _content(cell: Cell, text: _Text) -> list[Element]:
    made: list[Element] = []
    for part in cell.content:
        if isinstance(part, Listing):
            made += [styled_paragraph("TableList", item, _held(text), size_pt=text.size_pt) for item in part.items]
        else:
            made.append(
                styled_paragraph(text.style, part.runs, _held(text), justification(text.align), size_pt=text.size_pt)
            )
    return made or [styled_paragraph(text.style, (), _held(text))]


def _held(text: _Text) -> Element | None:
    return element("keepNext") if text.keep_with_next else None
