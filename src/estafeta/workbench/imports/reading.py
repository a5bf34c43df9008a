"""A file or a pasted table as rows of text, with their numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from estafeta.core.imports import ImportKind
from estafeta.core.refusals import Refusal
from office_files.errors import Unreadable
from office_files.limits import TABLE
from office_files.tables import Row, open_table, texts
from russian.figures import figure

WIDEST = 60
ABOVE = 200
"""Rows that may stand beside those that count: titles, headings, totals."""

Sheet = dict[str, Any]
"""{"name": text, "rows": [[number, [text, …]], …]}: the shape in which a draft keeps a sheet; empty rows are out."""


def read_sheets(content: bytes, name: str, most: int) -> list[Sheet]:
    """Return the sheets with rows that are not hidden. Refuses what is no table and one of more rows than `most`."""
    bounds = replace(TABLE, file=TABLE.file, rows=most + 3 * ABOVE, cells=(most + ABOVE) * WIDEST)
    try:
        book = open_table(content, name, bounds)
    except Unreadable as error:
        raise Refusal(error.sentence) from error
    sheets = [{"name": sheet.name, "rows": _rows(sheet.rows)} for sheet in book.sheets if not sheet.hidden]
    sheets = [sheet for sheet in sheets if sheet["rows"]]
    if not sheets:
        raise Refusal("Все листы с данными в файле скрыты. Откройте нужный лист и загрузите файл снова.")
    if sum(len(sheet["rows"]) for sheet in sheets) > most + ABOVE:
        raise Refusal(f"В таблице больше {figure(most)} строк. Разделите её на части.")
    return sheets


def sheets_of(kind: ImportKind, content: bytes, name: str) -> list[Sheet]:
    """What the kind's own reader finds in a file, else its rows as they stand. Refuses what `read_sheets` refuses."""
    found = kind.read(content, name)
    if found is None:
        return read_sheets(content, name, kind.most)
    if sum(len(sheet["rows"]) for sheet in found) > kind.most + ABOVE:
        raise Refusal(f"В таблице больше {figure(kind.most)} строк. Разделите её на части.")
    return found


def pasted_of(kind: ImportKind, text: str) -> list[Sheet]:
    """The same of a table that was pasted."""
    return kind.read(text.encode(), "вставка.csv") or read_pasted(text, kind.most)


def read_pasted(text: str, most: int) -> list[Sheet]:
    """Return what was pasted as one sheet: columns divided by tabs, semicolons or commas."""
    return read_sheets(text.encode(), "вставка.tsv", most)


def _rows(rows: tuple[Row, ...]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for row in rows:
        cells = [text.strip() for text in texts(row.cells)[:WIDEST]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            found.append([row.number, cells])
    return found
