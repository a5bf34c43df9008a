"""A book as its reader sees it: every cell in its number format, merged cells as spans, hidden sheets left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from office_files import refusals
from office_files.blocks import Block, Document, Doubt, Place, Table
from office_files.errors import Unreadable
from office_files.limits import Budget
from office_files.sheets.book import Book, Sheet, SheetCell
from office_files.sheets.grid import SheetGrid
from office_files.sheets.number_formats import is_moment, show, show_moment

_MACROS = Doubt("весь документ", "В файле есть макросы: они не выполнялись.", "low")


def print_book(book: Book) -> Document:
    """One table for each visible sheet with text. Refuses a book that shows nothing."""
    budget = Budget()
    blocks: list[Block] = []
    doubts = [_MACROS] if book.macros else []
    for sheet in book.sheets:
        if sheet.hidden:
            doubts.append(Doubt(f"лист «{sheet.name}»", "Скрытый лист пропущен.", "medium"))
            continue
        table = _print_sheet(sheet, budget)
        doubts.extend(_remarks(sheet))
        if table is not None:
            blocks.append(table)
    if not blocks:
        raise Unreadable(_why_empty(book))
    return Document(book.kind, tuple(blocks), tuple(doubts))


def _print_sheet(sheet: Sheet, budget: Budget) -> Table | None:
    grid = SheetGrid(budget, Place(sheet=sheet.name))
    for row, cells in sheet.rows():
        for cell in cells:
            text = text_of(cell)
            if text:
                grid.put(row, cell.column, text, cell.bold)
    for merged in sheet.merges:
        grid.merge(*merged)
    return grid.build()


def _remarks(sheet: Sheet) -> Iterator[Doubt]:
    where = f"лист «{sheet.name}»"
    if sheet.hidden_rows:
        rows = _ranges(sheet.hidden_rows)
        yield Doubt(f"{where}, строки {rows}", "Скрытые строки прочитаны вместе с остальными.", "medium")
    if sheet.formulas:
        yield Doubt(where, "Есть формулы без сохранённых значений: ячейки пусты.", "high")


def _why_empty(book: Book) -> str:
    if any(sheet.formulas for sheet in book.sheets):
        return refusals.ONLY_FORMULAS
    return refusals.ONLY_HIDDEN if any(sheet.hidden for sheet in book.sheets) else refusals.NO_CONTENT


def text_of(cell: SheetCell) -> str:
    """The text of a cell as its program shows it; bool comes before int because it is one."""
    value, code = cell.value, cell.code
    if cell.text is not None:
        return cell.text
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, (int, float)):
        return show(float(value), code)
    if isinstance(value, dt.datetime):
        return show_moment(value, code if is_moment(1, code) else "dd.mm.yyyy h:mm")
    if isinstance(value, dt.date):
        return show_moment(dt.datetime.combine(value, dt.time()), code if is_moment(1, code) else "dd.mm.yyyy")
    return f"{value:%H:%M}"


def _ranges(rows: list[int]) -> str:
    """«3–5, 9» for a sorted list, at most five stretches."""
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in list(_stretches(rows))[:5])


def _stretches(rows: list[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
