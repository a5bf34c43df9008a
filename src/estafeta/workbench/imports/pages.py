"""What the page of checking shows: the numbers as tabs, the lines behind one of them, the promise of the button."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from estafeta.core.components.parts import Link
from estafeta.core.imports import Column, ImportKind
from estafeta.workbench.imports.checking import CHECK, DIFFERS, LEFT, NEW, SAME, Cell, Checked, Line
from estafeta.workbench.models import SheetImport
from russian.phrases import capital
from russian.plurals import counted, plural

ON_A_PAGE = 50
TABS = (
    (CHECK, "Стоит проверить"),
    (NEW, "Новые"),
    (DIFFERS, "Отличаются"),
    (SAME, "Без изменений"),
    (LEFT, "Не берём"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the page shows it: the cells in the order of the columns, those of further rows behind."""

    line: Line
    cells: tuple[Cell, ...]
    further: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of one tab."""

    tabs: tuple[Link, ...]
    show: str
    page: Page[Line]
    rows: tuple[Shown, ...]
    query: str
    sentence: str
    promise: str


def preview(kind: ImportKind, checked: Checked, asked: str, number: int) -> Preview:
    """Return the tab that was asked for, else the first that has anything; doubts come first."""
    counts = {status: checked.count(status) for status, _ in TABS}
    show = asked if counts.get(asked) else next((status for status, _ in TABS if counts[status]), NEW)
    tabs = tuple(
        Link(label, f"?{urlencode({'show': status})}", current=status == show, count=counts[status])
        for status, label in TABS
        if counts[status]
    )
    lines = [line for line in checked.lines if line.status == show]
    page = Paginator(lines, ON_A_PAGE).get_page(number)
    rows = tuple(_shown(line, checked.columns) for line in page.object_list)
    query = f"{urlencode({'show': show})}&"
    return Preview(tabs, show, page, rows, query, sentence_of(kind, checked), promise_of(kind, checked))


def _shown(line: Line, columns: tuple[Column, ...]) -> Shown:
    first = {cell.key: cell for cell in line.cells if cell.number == line.number}
    cells = tuple(first.get(column.key, Cell(column.key, line.number, "")) for column in columns)
    return Shown(line, cells, tuple(cell for cell in line.cells if cell.number != line.number))


def sentence_of(kind: ImportKind, checked: Checked) -> str:
    """«47 строк: 38 новых, 6 отличаются, 1 без изменений, 2 стоит проверить.»"""
    total = len(checked.lines)
    if not total:
        return "Строк под заголовком нет."
    new, differs, same, doubts = (checked.count(status) for status in (NEW, DIFFERS, SAME, CHECK))
    parts = [counted(new, *kind.new)] if new else []
    parts += [f"{differs} {plural(differs, 'отличается', 'отличаются', 'отличаются')}"] if differs else []
    parts += [f"{same} без изменений"] if same else []
    parts += [f"{doubts} стоит проверить"] if doubts else []
    left = checked.count(LEFT)
    parts += [f"{left} не берём"] if left else []
    return f"{counted(total, *kind.forms)}: {', '.join(parts)}."


def promise_of(kind: ImportKind, checked: Checked) -> str:
    """«Внести: 38 новых, 6 изменений»; empty where nothing is ready."""
    new, differs = checked.count(NEW), checked.count(DIFFERS)
    parts = [counted(new, *kind.whom)] if new else []
    parts += [counted(differs, "изменение", "изменения", "изменений")] if differs else []
    return f"Внести: {', '.join(parts)}" if parts else ""


def result_of(kind: ImportKind, made: SheetImport) -> str:
    """«38 новых, 6 изменений, двое ждут вас»: what became of an import, in a sentence under its state."""
    new, changed, waits = made.count("new"), made.count("changed"), made.count("waits")
    undone, stays = made.count("undone"), made.count("stays")
    parts = [counted(new, *kind.new)] if new else []
    parts += [counted(changed, "изменение", "изменения", "изменений")] if changed else []
    parts += [counted(undone, "строка", "строки", "строк")] if undone else []
    parts += [f"{plural(stays, 'осталась', 'остались', 'осталось')} {stays}"] if stays else []
    parts += [f"{plural(waits, 'ждёт', 'ждут', 'ждут')} вас {waits}"] if waits else []
    return f"{capital(', '.join(parts) or 'ничего не внесено')}."
