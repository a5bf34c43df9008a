"""A paper as an Excel sheet: wrapped texts, merged headings, repeated when printed, one page wide."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from docforge import gost
from docforge.paper import (
    Approval,
    Block,
    Figure,
    Heading,
    Line,
    Listing,
    Page,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Spacer,
    Table,
)
from docforge.xlsx.columns import columns_of
from docforge.xlsx.faces import Faces
from docforge.xlsx.sheet import Sheet, TooLong

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["TooLong", "render"]

_A4 = 9
_INCH_MM = 25.4
# Width of a column of Excel is counted in digits of its default font.
_MM_PER_DIGIT = 1.95
# More than this held still at the top would leave a small screen no room to scroll.
_FROZEN_PT = 240.0
_NO_FORMULAS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_SHEET_NAME = "План"


def render(paper: Paper) -> bytes:
    """Return the paper as the bytes of an .xlsx; equal papers give equal bytes. Raises TooLong."""
    target = io.BytesIO()
    with Workbook(target, _NO_FORMULAS) as workbook:
        worksheet = workbook.add_worksheet(_SHEET_NAME)
        _properties(workbook, paper)
        _page(worksheet, paper)
        tables = [block for block in paper.blocks if isinstance(block, Table)]
        total_mm = paper.page.sheet.text_width_mm
        columns = columns_of(tables, total_mm)
        for number, width in enumerate(columns.widths_mm):
            worksheet.set_column(number, number, width / _MM_PER_DIGIT)
        sheet = Sheet(worksheet, Faces(workbook), columns, total_mm)
        for block in paper.blocks:
            _draw(sheet, block, only_table=len(tables) == 1)
    return target.getvalue()


def _properties(workbook: Workbook, paper: Paper) -> None:
    # Without a day of its own the file would carry the moment it was made.
    day = paper.made_on or dt.date(2000, 1, 1)
    moment = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
    workbook.set_properties({"title": paper.title, "author": paper.author, "created": moment})


def _page(worksheet: Worksheet, paper: Paper) -> None:
    worksheet.set_paper(_A4)
    if paper.page is Page.LANDSCAPE:
        worksheet.set_landscape()
    worksheet.set_margins(
        left=gost.LEFT_MM / _INCH_MM,
        right=gost.RIGHT_MM / _INCH_MM,
        top=gost.TOP_MM / _INCH_MM,
        bottom=gost.BOTTOM_MM / _INCH_MM,
    )
    worksheet.set_header("&C&P", {"margin": gost.HEADER_MM / _INCH_MM})
    worksheet.fit_to_pages(1, 0)
    worksheet.hide_gridlines(2)


def _draw(sheet: Sheet, block: Block, *, only_table: bool) -> None:
    match block:
        case Table():
            _table(sheet, block, only_table=only_table)
        case Approval():
            sheet.approval(block)
        case Signatures():
            sheet.signatures(block)
        case Line():
            sheet.three(block)
        case Figure():
            sheet.figure(block)
        case _:
            _text(sheet, block)


def _text(sheet: Sheet, block: Paragraph | Heading | Listing | Spacer | PageBreak) -> None:
    match block:
        case Paragraph():
            sheet.paragraph(block)
        case Heading():
            sheet.heading(block)
        case Listing():
            sheet.listing(block)
        case Spacer():
            sheet.gap()
        case PageBreak():
            sheet.turn()


def _table(sheet: Sheet, block: Table, *, only_table: bool) -> None:
    heading, above_pt = sheet.table(block)
    if not (only_table and heading):
        return
    sheet.worksheet.repeat_rows(heading.start, heading.stop - 1)
    if above_pt <= _FROZEN_PT:
        sheet.worksheet.freeze_panes(heading.stop, 0)
