"""A plan without a measure that an organisation of this kind cannot do without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Place, Plan, Rule, row, rows

SMALLEST = 8


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Ask only plans that are long enough to be whole."""
    measures = list(plan.measures())
    if len(measures) < SMALLEST or not context.required:
        return
    found = {kind for measure in measures for kind in measure.kinds}
    for code, name in context.required.items():
        if code not in found:
            yield Place("plan", "", "", code), f"В карте нет мероприятия «{name}».", None


NEEDS = Context(dt.date(2026, 11, 21), required={"curator_appointment": "Назначение куратора"})
RULE = Rule(
    "missing_kinds",
    "Не хватает обязательного",
    "warning",
    "Для организаций этого вида такое мероприятие ждёт согласующий и проверяющий.",
    check,
    (
        Example(rows(*(row(str(number), kinds=("other",)) for number in range(1, 10))), 1, NEEDS),
        Example(rows(*(row(str(number), kinds=("curator_appointment",)) for number in range(1, 10))), 0, NEEDS),
        Example(rows(row("1")), 0, NEEDS),
    ),
)
