"""«При необходимости» without a date on which somebody asks whether it was needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name conditional rows that state years only: with bare «при необходимости» the condition is plainly meant."""
    for measure in plan.measures():
        text = measure.deadline_text.lower()
        dated = any(end is not None for _, end in measure.dues)
        if "при необходимости" in text and any(sign.isdigit() for sign in text) and not dated:
            yield of_measure(measure, "deadline_text"), "«При необходимости», но нет даты, когда это проверяют.", None


RULE = Rule(
    "no_control_date",
    "Нет контрольной даты",
    "hint",
    "Поставьте день, когда куратор решает, понадобилось или нет: иначе строка останется открытой навсегда.",
    check,
    (
        Example(rows(row("1", deadline_text="2026-2027 (при необходимости)")), 1),
        Example(rows(row("1", deadline_text="при необходимости")), 0),
        Example(
            rows(row("1", deadline_text="при необходимости до 01.12.2026", dues=((None, dt.date(2026, 12, 1)),))), 0
        ),
    ),
)
