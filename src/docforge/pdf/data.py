"""A paper as plain values for the typst template: the only thing that crosses over is data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from docforge import gost
from docforge.grid import Placement
from docforge.measure import letters_in, longest_word, row_is_short
from docforge.paper import (
    Align,
    Approval,
    Block,
    Cell,
    Figure,
    Heading,
    Line,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Runs,
    Signatures,
    Spacer,
    Table,
)
from docforge.words import SIGN_HERE, approval_lines

Values = dict[str, Any]

# Longer words may be broken at their hyphen: the gap they would leave looks worse.
_SHORT_WORD = 18


def paper_values(paper: Paper) -> Values:
    """Return the paper as values that JSON can hold."""
    sheet = paper.page.sheet
    day = paper.made_on
    blocks = list(_blocks(paper))
    return {
        "title": paper.title,
        "author": [paper.author] if paper.author else [],
        "made_on": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "fonts": [gost.FONT, "Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"],
        "page": {
            "width": sheet.width_mm,
            "height": sheet.height_mm,
            "left": gost.LEFT_MM,
            "right": gost.RIGHT_MM,
            "top": gost.TOP_MM,
            "bottom": gost.BOTTOM_MM,
        },
        "sizes": {
            "text": gost.TEXT_PT,
            "title": gost.TITLE_PT,
            "heading": gost.HEADING_PT,
            "page_number": gost.PAGE_NUMBER_PT,
            "approval": gost.APPROVAL_WIDTH_MM,
            "name": gost.NAME_WIDTH_MM,
            "cell_x": gost.CELL_PADDING_X_MM,
            "cell_y": gost.CELL_PADDING_Y_MM,
            "short_word": _SHORT_WORD,
        },
        "blocks": blocks,
        "breaks_words": any(cell["narrow"] for cell in _cells(blocks)),
    }


def _blocks(paper: Paper) -> Iterator[Values]:
    page = paper.page
    for block in paper.blocks:
        if isinstance(block, PageBreak) and block.page not in (None, page):
            page = block.page or page
            yield {"kind": "page_turn", "width": page.sheet.width_mm, "height": page.sheet.height_mm}
        else:
            yield _block(block, page.sheet)


def _cells(blocks: Iterable[Values]) -> Iterator[Values]:
    for table in (block for block in blocks if block["kind"] == "table"):
        yield from chain(*table["header"], *(part["cells"] for part in table["parts"]))


def _block(block: Block, sheet: gost.Sheet) -> Values:
    match block:
        case Approval():
            return {"kind": "approval", "lines": approval_lines(block)}
        case Signatures():
            people = [{"post": who.post, "name": who.name, "line": SIGN_HERE} for who in block.people]
            return {"kind": "signatures", "people": people}
        case Table():
            return _table(block, sheet)
        case Figure():
            return _figure(block, sheet)
        case Line():
            return {"kind": "line", "left": block.left, "centre": block.centre, "right": block.right}
        case _:
            return _text(block)


def _text(block: Paragraph | Heading | Listing | Spacer | PageBreak) -> Values:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text, "bold": False, "italic": False}
        case Listing():
            return _listing(block)
        case Spacer():
            return {"kind": "spacer", "height": block.height_mm}
        case PageBreak():
            return {"kind": "page_break"}


def _paragraph(block: Paragraph) -> Values:
    return {
        "kind": "paragraph",
        "runs": _runs(block.runs),
        "align": block.align.value,
        "first_line": block.first_line_mm,
        "left": block.left_mm,
        "right": block.right_mm,
        "size": block.size_pt or gost.TEXT_PT,
        "before": block.before_pt,
        "after": block.after_pt,
        "keep": block.keep_with_next,
    }


def _listing(block: Listing) -> Values:
    return {"kind": "list", "items": [_runs(item) for item in block.items]}


def _figure(block: Figure, sheet: gost.Sheet) -> Values:
    width = min(block.width_mm, sheet.text_width_mm)
    return {"kind": "figure", "svg": block.svg, "words": block.words, "caption": block.caption, "width": width}


def _runs(pieces: Runs) -> list[Values]:
    return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in pieces]


def _table(block: Table, sheet: gost.Sheet) -> Values:
    widths = block.widths_mm(sheet.text_width_mm)
    header = [
        [_cell(placed, widths, placed.cell.align or Align.CENTRE, block.size_pt, middle=True) for placed in row]
        for row in block.placed_header()
    ]
    cells = []
    for placed_row in block.placed_rows():
        short = row_is_short(placed_row, widths, block.size_pt, sheet.text_height_mm)
        cells.append([_body_cell(block, placed, widths, whole=short) for placed in placed_row])
    shares = [column.share for column in block.columns]
    parts = list(_parts([row.band for row in block.rows], cells))
    return {"kind": "table", "shares": shares, "size": block.size_pt, "header": header, "parts": parts}


def _parts(bands: Sequence[bool], rows: Sequence[list[Values]]) -> Iterator[Values]:
    """Rows cut into runs of bands and of other rows; bands at the very end have nothing to be kept with."""
    runs = [
        (band, [row for _, row in pairs]) for band, pairs in groupby(zip(bands, rows, strict=True), key=itemgetter(0))
    ]
    for place, (band, members) in enumerate(runs, start=1):
        yield {"band": band and place < len(runs), "cells": list(chain.from_iterable(members))}


def _body_cell(block: Table, placed: Placement[Cell], widths: Sequence[float], *, whole: bool) -> Values:
    made = _cell(placed, widths, block.align_of(placed), block.size_pt, middle=placed.cell.middle)
    # A cell over several rows must be free to break between them.
    return made | {"whole": whole and placed.cell.rowspan == 1}


def _cell(placed: Placement[Cell], widths: Sequence[float], align: Align, size_pt: float, *, middle: bool) -> Values:
    cell = placed.cell
    width = sum(widths[placed.column : placed.column + cell.colspan]) - 2 * gost.CELL_PADDING_X_MM
    return {
        "content": [_listing(part) if isinstance(part, Listing) else _paragraph(part) for part in cell.content],
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "align": align.value,
        "middle": middle,
        "whole": True,
        "width": width,
        "narrow": longest_word(cell) >= letters_in(width, size_pt),
    }
