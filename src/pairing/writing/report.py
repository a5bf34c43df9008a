"""Reports as lines of text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from pairing.explanations.helps import Help
from pairing.explanations.leftovers import Leftover
from pairing.explanations.readiness import Balance, Readiness
from pairing.problem import SCALE
from pairing.runs import Case, GoalRow
from pairing.writing.book import GOALS

SHOWN = 10
"""Rows of a table that a terminal shows."""


def ready_lines(case: Case, report: Readiness) -> list[str]:
    """Return the lines of the readiness report for a terminal, without line breaks."""
    lines = [*report.sentences, ""]
    tables = (
        ("Запрос", report.needs),
        ("Предмет или профессия", report.subjects),
        ("Форма наставничества", report.forms),
        ("Организация", report.organisations),
    )
    for title, rows in tables:
        lines += _balance_lines(title, rows)
    if report.hopeless:
        lines += ["Никто не подходит:"]
        lines += [f"  {case.mentees[one.person].name}: {one.sentence}" for one in report.hopeless[:SHOWN]]
        lines += _more(len(report.hopeless))
    if report.idle:
        lines += ["Не подходят никому:"]
        lines += [f"  {case.mentors[one.person].name}: {one.sentence}" for one in report.idle[:SHOWN]]
        lines += _more(len(report.idle))
    lines += help_lines(report.helps)
    silent = [one for one in report.silence if one.mentees or one.mentors]
    if silent:
        lines += ["Нет данных (наставляемых / наставников):"]
        lines += [f"  {one.title}: {one.mentees} / {one.mentors}" for one in silent]
    return lines


def help_lines(found: Sequence[Help]) -> list[str]:
    """Return what would help; each change was computed alone."""
    each = " (каждое изменение посчитано отдельно)" if sum(bool(one.gain) for one in found) > 1 else ""
    return [f"Что поможет{each}:", *(f"  {one.sentence}" for one in found)] if found else []


def ungrouped_lines(case: Case, left: Sequence[Leftover]) -> list[str]:
    """Return who is in no group and why."""
    lines = [f"  {case.mentees[one.person].name}: {one.sentence}" for one in left[:SHOWN]]
    return [f"Без группы: {len(left)}.", *lines, *_more(len(left))]


def _balance_lines(title: str, rows: Sequence[Balance]) -> list[str]:
    """Return demand against offer, the greatest lack first."""
    if not rows:
        return []
    lines = [f"{title:<40} нужно   мест"]
    for row in rows[:SHOWN]:
        mark = " !" if row.short else ""
        lines.append(f"  {row.name or 'не указано':<38} {row.wanted:>5}  {row.places:>5}{mark}")
    return [*lines, *_more(len(rows)), ""]


def _more(count: int) -> list[str]:
    """Return how many rows are not shown."""
    return [f"  … и ещё {count - SHOWN}"] if count > SHOWN else []


def goal_lines(goals: Sequence[GoalRow]) -> list[str]:
    """Return the lines that compare the answers of all goals on the same people; none where they were not asked for."""
    lines = ["Цели на тех же людях:"] if goals else []
    for row in goals:
        said = f"пар {row.matched}"
        if row.matched and row.weakest is not None:
            mean, weakest = round(row.total * 100 / SCALE / row.matched), round(row.weakest * 100 / SCALE)
            said += f", самая слабая {weakest}, средняя {mean} из 100"
        lines.append(f"  {GOALS[row.goal]}: {said}")
    return lines
