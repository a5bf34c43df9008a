"""Old Excel workbooks (.xls) and binary ones (.xlsb) through calamine."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from roadmap_reader.blocks import Block, Document, Doubt, Place
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.cleaning import tidy
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.number_formats import GENERAL, shown, shown_moment
from roadmap_reader.formats.sheet_grid import SheetGrid
from roadmap_reader.formats.xls_formats import Formats, formats_of

if TYPE_CHECKING:
    from roadmap_reader.blocks import Table


def read_xls(data: bytes, kind: str) -> Document:
    """One table for each visible sheet with text. Refuses locked and broken books."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _read_book(book, calamine, kind, formats_of(data) if kind == "xls" else [])
    except calamine.PasswordError as error:
        raise Unreadable(refusals.PASSWORD) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unreadable(refusals.ZIP_BROKEN) from error
    except BaseException as error:
        # A panic inside calamine reaches Python as an exception that is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(refusals.ZIP_BROKEN) from error


def _read_book(book: Any, calamine: Any, kind: str, formats: list[Formats]) -> Document:
    budget = Budget()
    blocks: list[Block] = []
    doubts: list[Doubt] = []
    for index, entry in enumerate(book.sheets_metadata):
        if entry.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if entry.visible != calamine.SheetVisibleEnum.Visible:
            doubts.append(Doubt(f"лист «{entry.name}»", "Скрытый лист пропущен.", "medium"))
            continue
        own = formats[index] if index < len(formats) else {}
        found = _read_sheet(book.get_sheet_by_name(entry.name), entry.name, budget, own)
        if found is not None:
            blocks.append(found)
    if not blocks:
        raise Unreadable(refusals.ONLY_HIDDEN if doubts else refusals.NO_CONTENT)
    return Document(kind, tuple(blocks), tuple(doubts))


def _read_sheet(sheet: Any, name: str, budget: Budget, formats: Formats) -> Table | None:
    if sheet.start is None:
        return None
    grid = SheetGrid(budget, Place(sheet=name))
    left = sheet.start[1]
    blank = 0
    for row, values in enumerate(sheet.iter_rows()):
        found = False
        for column, value in enumerate(values[: limits.MAX_COLUMNS], start=left):
            text = _shown(value, formats.get((row, column)))
            if text:
                grid.put(row, column, text)
                found = True
        blank = 0 if found else blank + 1
        if blank > limits.MAX_BLANK_ROWS:
            break
    for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ():
        grid.merge(row, column, last_row, last_column)
    return grid.build()


def _shown(value: object, code: str | None) -> str:
    """A value as printed; bool comes before int because it is one."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, (int, float)):
        return shown(float(value), code or GENERAL)
    if isinstance(value, dt.datetime):
        return shown_moment(value, code or "dd.mm.yyyy h:mm")
    if isinstance(value, dt.date):
        return shown_moment(dt.datetime.combine(value, dt.time()), code or "dd.mm.yyyy")
    return f"{value:%H:%M}" if isinstance(value, dt.time) else ""
