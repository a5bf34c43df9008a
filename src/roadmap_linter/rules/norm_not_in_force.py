"""A ground that is no longer, or not yet, in force when the plan begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from norms import Norm
from roadmap_linter.model import Context, Example, Hit, Plan, Rule, Text, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Look up every cited norm on the first day of the plan, or today for a paper without a period.

    A ground that ends while the plan still runs is named as well.
    """
    begins = plan.starts or context.today
    ends = plan.ends or begins
    for place, text in plan.wordings():
        for mention in context.norms.mentions(text):
            if not mention.right and not _holds(mention.norm, begins, ends):
                until = _until(mention.norm, begins)
                yield place, f"«{mention.text.strip()}»: {mention.norm.name} {until}.", None


def _holds(norm: Norm, begins: dt.date, ends: dt.date) -> bool:
    """True for a norm in force on the first day that lasts as long as the plan, or the plan ends in the same year."""
    lasts = norm.valid_to is None or ends <= norm.valid_to or ends.year == begins.year
    return norm.in_force(begins) and lasts


def _until(norm: Norm, begins: dt.date) -> str:
    if norm.valid_from > begins:
        return f"действует только с {norm.valid_from:%d.%m.%Y}"
    return f"действует до {norm.valid_to:%d.%m.%Y}" if norm.valid_to else "ещё не действует"


RULE = Rule(
    "norm_not_in_force",
    "Основание не действует",
    "error",
    "Приказ со ссылкой на акт, который не действует, придётся переделывать.",
    check,
    (
        Example(rows(row("1"), texts=(Text("p", "преамбула", "Указом от 07.05.2018 № 204 «О целях»"),)), 1),
        Example(rows(row("1"), texts=(Text("p", "преамбула", "распоряжением от 25.12.2019 № Р-145"),)), 0),
        Example(
            Plan("Приказ", dt.date(2024, 9, 1), dt.date(2024, 9, 1), texts=(Text("p", "текст", "ст. 351.8 ТК РФ"),)), 1
        ),
    ),
)
