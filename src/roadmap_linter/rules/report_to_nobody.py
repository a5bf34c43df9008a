"""A report that nobody receives, in a plan that says of others who is informed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows

REPORT = re.compile(r"\b(?:отч[её]т|свод(?:н|к)\w*|аналитическ\w+\s+справк)\w*", re.IGNORECASE)
SENT = re.compile(r"\b(?:представ|направ|сда[тчё]|предостав|отправ|сформиров|подготов)\w*", re.IGNORECASE)


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Ask only where the plan has a column of informing at all."""
    measures = list(plan.measures())
    if sum(bool(measure.reporting) for measure in measures) < 2:
        return
    for measure in measures:
        if measure.reporting or measure.is_heading:
            continue
        if REPORT.search(measure.title) and SENT.search(measure.title):
            yield of_measure(measure, "reporting"), "Отчёт готовят, но не сказано, кто его получает.", None


RULE = Rule(
    "report_to_nobody",
    "Отчёт, который никто не получает",
    "warning",
    "Без получателя отчёт останется в столе.",
    check,
    (
        Example(
            rows(
                row("1", reporting=("Управление",)),
                row("2", reporting=("Центр",)),
                row("3", "Подготовить отчёт о парах"),
            ),
            1,
        ),
        Example(rows(row("1", "Подготовить отчёт о парах")), 0),
        Example(
            rows(
                row("1", reporting=("Управление",)),
                row("2", reporting=("Центр",)),
                row("3", "Подготовить отчёт", reporting=("Управление",)),
            ),
            0,
        ),
    ),
)
