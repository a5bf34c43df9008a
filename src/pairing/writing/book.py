"""The book for the curator: pairs with reasons, who is left, what would help, the goals compared, pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pairing.answer import Goal
from pairing.explaining.helps import Help
from pairing.explaining.leftovers import Leftover, left_mentees, left_mentors
from pairing.explaining.mends import mends
from pairing.explaining.pairs import Other, PairReason, explain_made, said_score
from pairing.explaining.readiness import Readiness
from pairing.problem import SCALE
from pairing.running import GoalRow, Run, versions
from pairing.writing.pictures import balance_picture, spread_picture

GOALS = {
    Goal.EVERYONE: "как можно больше людей в парах",
    Goal.TOTAL: "наибольшая общая оценка",
    Goal.STABLE: "устойчивые пары",
}
MANY = 20_000
"""From so many pairs on the book is written row by row, in constant memory."""
Cell = str | int | float | None
BANDS = 10


@dataclass(frozen=True)
class Contents:
    """What goes into a book beside the run; `remarks` are those on the files that were read."""

    goals: tuple[GoalRow, ...] = ()
    helps: tuple[Help, ...] = ()
    others: dict[int, list[Other]] | None = None
    readiness: Readiness | None = None
    remarks: tuple[str, ...] = ()


def write_book(run: Run, contents: Contents, path: Path) -> None:
    """Write the .xlsx; the same run gives the same cells."""
    with opened(path, many=len(run.answer.pairs.mentees) > MANY) as book:
        pages = Pages(book)
        reasons = [explain_made(run, i, j) for i, j in zip(*_numbers(run), strict=True)]
        pages.table("Пары", *_pairs(run, reasons, contents.others))
        pages.table("По критериям", *_criteria(run, reasons))
        pages.table("Без пары", *_left(run, left_mentees(run), left_mentors(run)))
        pages.table("Что поможет", ("Изменение", "Сколько пар добавит"), [(h.sentence, h.gain) for h in contents.helps])
        pages.table("Сравнение целей", *_goals(contents.goals))
        _pictures(pages, run, contents.readiness)
        pages.table("Как считали", ("Что", "Значение"), _facts(run))
        pages.table("Замечания к таблицам", ("Замечание",), [(remark,) for remark in contents.remarks])


def opened(path: Path, *, many: bool = False) -> Any:
    """Return a new book whose bytes depend on its cells alone; `many` rows are written in constant memory."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": many, "strings_to_formulas": False, "strings_to_urls": False}
    )
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": "Подбор наставников", "created": moment})
    return book


class Pages:
    """Writes sheets alike: a bold frozen header, filters, widths by content."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format(
            {"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.cell = book.add_format({"text_wrap": True, "valign": "top"})

    def table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Any:
        """Write a sheet with a table; return the sheet. A table without rows has no sheet."""
        rows = list(rows)
        if not rows:
            return None
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        for place, head in enumerate(heads):
            longest = max([len(head) * 0.7, *(len(str(row[place] or "")) for row in rows[:300])])
            sheet.set_column(place, place, min(60, max(9, longest + 2)), self.cell)
        sheet.write_row(0, 0, heads, self.bold)
        for line, row in enumerate(rows, 1):
            sheet.write_row(line, 0, row, self.cell)
        return sheet


def _numbers(run: Run) -> tuple[list[int], list[int]]:
    """Return the mentee and the mentor of each pair."""
    return run.answer.pairs.mentees.tolist(), run.answer.pairs.mentors.tolist()


def _pairs(
    run: Run, reasons: Sequence[PairReason], others: dict[int, list[Other]] | None
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the table of pairs."""
    heads = [
        "Наставляемый",
        "Организация",
        "Наставник",
        "Организация наставника",
        "Оценка из 100",
        "Почему",
        "Учтите",
        "Нет данных",
    ]
    if others is not None:
        heads += ["Другой вариант", "Чего это стоит", "Ещё вариант", "Чего это стоит"]
    rows = []
    for i, j, reason in zip(*_numbers(run), reasons, strict=True):
        mentee, mentor = run.case.mentees[i], run.case.mentors[j]
        row: list[Cell] = [
            mentee.name,
            mentee.organisation,
            mentor.name,
            mentor.organisation,
            int(said_score(reason.score).split(",")[0]),
        ]
        row += [reason.sentence, "; ".join(reason.beware), ", ".join(reason.silent)]
        if others is not None:
            row += _two(run, others.get(i, []))
        rows.append(tuple(row))
    return tuple(heads), rows


def _two(run: Run, others: Sequence[Other]) -> list[Cell]:
    """Return two alternatives as four cells."""
    cells: list[Cell] = []
    for other in others[:2]:
        mentor = run.case.mentors[other.mentor]
        cells += [f"{mentor.name}, оценка {said_score(other.score)}", other.cost]
    return cells + [""] * (4 - len(cells))


def _criteria(run: Run, reasons: Sequence[PairReason]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the points of each criterion of each pair; they add up to the score."""
    used = [c for c, weight in zip(run.case.settings.criteria, run.case.settings.weights, strict=True) if weight]
    rows = []
    for i, j, reason in zip(*_numbers(run), reasons, strict=True):
        points: list[Cell] = [
            "нет данных" if share.points is None else share.points * 100 / SCALE
            for share in reason.shares
            if share.weight
        ]
        rows.append((run.case.mentees[i].name, run.case.mentors[j].name, reason.score * 100 / SCALE, *points))
    return ("Наставляемый", "Наставник", "Оценка", *(criterion.title for criterion in used)), rows


def _left(
    run: Run, mentees: tuple[Leftover, ...], mentors: Sequence[Leftover]
) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return everybody left over."""
    heads = ("Кто", "ФИО", "Организация", "Получено", "Нужно", "Почему", "Что поможет")
    rows: list[tuple[Cell, ...]] = []
    for one, mend in zip(mentees, mends(run, mentees), strict=True):
        mentee = run.case.mentees[one.person]
        rows.append(("наставляемый", mentee.name, mentee.organisation, one.got, one.wanted, one.sentence, mend))
    for one in mentors:
        mentor = run.case.mentors[one.person]
        rows.append(("наставник", mentor.name, mentor.organisation, one.got, one.wanted, one.sentence, ""))
    return heads, rows


def _goals(goals: Sequence[GoalRow]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the comparison of goals."""
    heads = (
        "Цель",
        "Наставляемых с наставником",
        "Пар",
        "Нужно пар",
        "Самая слабая пара, из 100",
        "Средняя оценка, из 100",
    )
    rows: list[tuple[Cell, ...]] = [
        (
            GOALS[row.goal],
            row.people,
            row.matched,
            row.wanted,
            None if row.weakest is None else round(row.weakest * 100 / SCALE, 1),
            round(row.total * 100 / SCALE / row.matched, 1) if row.matched else None,
        )
        for row in goals
    ]
    return heads, rows


def _pictures(pages: Pages, run: Run, report: Readiness | None) -> None:
    """Write the sheets with charts: how scores spread, demand against offer."""
    bands = [0] * BANDS
    for score in run.answer.pairs.scores.tolist():
        bands[min(BANDS - 1, score * BANDS // SCALE)] += 1
    rows: list[tuple[Cell, ...]] = [
        (f"{n * 100 // BANDS}–{(n + 1) * 100 // BANDS}", count) for n, count in enumerate(bands)
    ]
    sheet = pages.table("Разброс оценок", ("Оценка", "Пар"), rows)
    spread_picture(pages.book, sheet, "Разброс оценок", len(rows))
    if report is None:
        return
    more = sorted(report.more, key=lambda one: (-one.filled, -one.total, one.mentor))
    pages.table(
        "Ещё одно место",
        ("Если у наставника одним местом больше", "Организация", "Пар добавится", "Общая оценка изменится"),
        [
            (run.case.mentors[m.mentor].name, run.case.mentors[m.mentor].organisation, m.filled, m.total * 100 / SCALE)
            for m in more
        ],
    )
    for name, balances in (
        ("Спрос по запросам", report.needs),
        ("Спрос по предметам", report.subjects),
        ("Спрос по организациям", report.organisations),
    ):
        rows = [(one.name or "не указано", one.wanted, one.places) for one in balances]
        sheet = pages.table(name, ("Что", "Нужно наставников", "Мест у наставников"), rows)
        if sheet is not None:
            balance_picture(pages.book, sheet, name, min(20, len(rows)))


def _facts(run: Run) -> list[tuple[Cell, ...]]:
    """Return every rule in force, the weights, the proof and the versions."""
    settings, answer = run.case.settings, run.answer
    certificate = answer.certificate
    exact = (
        "доказано: лучшего ответа не существует"
        if certificate.gap == 0
        else f"до лучшего возможного не хватает {certificate.gap}"
    )
    facts: list[tuple[Cell, ...]] = [
        ("Цель", GOALS[answer.goal]),
        ("Пар", answer.matched),
        ("Нужно пар", answer.wanted),
        ("Сумма оценок", answer.total),
        ("Верхняя граница суммы", certificate.upper_bound),
        ("Доказательство", "устойчиво: никто не захочет поменяться" if certificate.kind == "stable" else exact),
    ]
    facts += [("Правило действует", rule.title) for rule in settings.rules]
    facts += [(f"Вес: {c.title}", w) for c, w in zip(settings.criteria, settings.weights, strict=True)]
    facts += [("При равенстве", "раньше тот, кто выше в таблице"), ("Отпечаток данных", run.case.digest)]
    return [*facts, *((f"Версия: {name}", value) for name, value in versions().items())]
