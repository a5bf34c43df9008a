"""The book that a spreadsheet holds, whatever program has written it."""

from __future__ import annotations

from office_files.kinds import Contents
from office_files.sheets.book import Book


def open_book(contents: Contents) -> Book | None:
    """The book of xlsx, xlsb, xls, ods and flat-odf; None for what is no spreadsheet."""
    if contents.kind == "xlsx":
        from office_files.sheets.xlsx import open_xlsx

        assert contents.archive is not None
        return open_xlsx(contents.archive, contents.part)
    if contents.kind in {"xls", "xlsb"}:
        from office_files.sheets.xls import open_xls

        return open_xls(contents.data, contents.kind)
    if contents.kind in {"ods", "flat-odf"}:
        from office_files.odf.body import open_ods

        return open_ods(contents)
    return None
