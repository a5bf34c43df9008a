"""A list as a spreadsheet, written row by row to a temporary file so that memory does not grow with the list."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Iterable
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from estafeta.core.lists.columns import Column

LONGEST = 32_767
MOST_ROWS = 1_000_000
CHUNK = 2_000
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(title: str, columns: tuple[Column, ...], rows: Iterable[Any]) -> IO[bytes]:
    """Return an open temporary file with the sheet, at its beginning; it disappears when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(sheet_name(title))
        formats: dict[type, Format] = {
            str: book.add_format({"text_wrap": True, "valign": "top"}),
            dt.datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm", "align": "left", "valign": "top"}),
            dt.date: book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"}),
        }
        shown = [column for column in columns if column.exported]
        write_head(sheet, shown, book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}))
        for number, row in enumerate(rows, start=1):
            for place, column in enumerate(shown):
                write_cell(sheet, (number, place), column.value(row), formats)
    file.seek(0)
    return file


def write_head(sheet: Worksheet, columns: list[Column], bold: Format) -> None:
    """Write the headings, keep them in sight and repeat them on every printed page."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.title, bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def write_cell(sheet: Worksheet, at: tuple[int, int], value: Any, formats: dict[type, Format]) -> None:
    """Write a value by its type; text is always text, whatever sign it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_string(*at, "да" if value else "нет", formats[str])
    elif isinstance(value, dt.datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        sheet.write_datetime(*at, local, formats[dt.datetime])
    elif isinstance(value, dt.date):
        sheet.write_datetime(*at, value, formats[dt.date])
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, formats[str])
    else:
        sheet.write_string(*at, str(value)[:LONGEST], formats[str])


def sheet_name(title: str) -> str:
    """A name that Excel takes: at most 31 letters and none of its signs."""
    return re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31] or "Список"


def file_name(title: str, day: dt.date) -> str:
    """A name that every system takes: «Участники 2026-11-21.xlsx»."""
    safe = re.sub(r"[^\w\s.,()№«»–—-]", " ", title)
    return f"{' '.join(safe.split())[:100].strip(' .') or 'Список'} {day.isoformat()}.xlsx"
