"""Old Excel workbooks (.xls) and binary ones (.xlsb) through calamine."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from office_files import limits, refusals
from office_files.characters import tidy
from office_files.errors import Unreadable
from office_files.sheets.book import Book, Range, Raw, Sheet, SheetCell, SheetRow
from office_files.sheets.number_formats import GENERAL
from office_files.sheets.xls_records import Formats, formats_of


def open_xls(data: bytes, kind: str) -> Book:
    """The book; `kind` is xls or xlsb. Refuses locked and broken ones.

    The whole book is unfolded in memory before it is read: `xls_records.refuse_vast` belongs before this where the
    process is not bounded.
    """
    import python_calamine as calamine

    with _refusals():
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        formats = formats_of(data) if kind == "xls" else []
        sheets = [
            XlsSheet(book, entry.name, formats[at] if at < len(formats) else {}, hidden=entry.visible != _visible())
            for at, entry in enumerate(book.sheets_metadata)
            if entry.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    return Book(kind, sheets)


class XlsSheet(Sheet):
    """A worksheet that calamine reads; `formats` are those of the file by row and column."""

    def __init__(self, book: Any, name: str, formats: Formats, *, hidden: bool) -> None:
        super().__init__(name, hidden=hidden)
        self._book = book
        self._formats = formats

    def rows(self) -> Iterator[SheetRow]:
        """Rows with cells; refuses a broken sheet."""
        with _refusals():
            sheet = self._book.get_sheet_by_name(self.name)
            if sheet.start is None:
                return
            self.merges += [Range(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            left, blank = sheet.start[1], 0
            for row, values in enumerate(sheet.iter_rows()):
                cells = list(self._cells(row, left, values))
                blank = 0 if cells else blank + 1
                if cells:
                    yield SheetRow(row, cells)
                if blank > self.most_blank:
                    return

    def _cells(self, row: int, left: int, values: list[object]) -> Iterator[SheetCell]:
        for column, given in enumerate(values[: limits.MAX_COLUMNS], start=left):
            value = _value(given)
            if value is not None and value != "":
                yield SheetCell(column, value, self._formats.get((row, column), GENERAL))


def _value(given: object) -> Raw | None:
    if isinstance(given, str):
        return tidy(given)
    if isinstance(given, bool):
        return given
    if isinstance(given, (int, float)):
        return float(given)
    return given if isinstance(given, (dt.date, dt.time)) else None


def _visible() -> Any:
    import python_calamine as calamine

    return calamine.SheetVisibleEnum.Visible


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn every failure of calamine into a refusal."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError as error:
        raise Unreadable(refusals.PASSWORD) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Unreadable(refusals.ZIP_BROKEN) from error
    except BaseException as error:
        # A panic inside calamine reaches Python as an exception that is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise Unreadable(refusals.ZIP_BROKEN) from error
