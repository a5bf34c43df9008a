"""A ground that is no longer, or not yet, in force when the plan begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, Text, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Look up every cited norm on the first day of the plan, or today for a paper without a period.

    A ground that ends while the plan still runs is named as well.
    """
    begins = plan.starts or context.today
    for place, text in plan.wordings():
        for mention in context.norms.mentions(text):
            norm = mention.norm
            if mention.right:
                continue
            ends = plan.ends or begins
            if norm.in_force(begins) and (norm.valid_to is None or ends <= norm.valid_to or ends.year == begins.year):
                continue
            until = f"действует до {norm.valid_to:%d.%m.%Y}" if norm.valid_to else "ещё не действует"
            if norm.valid_from > begins:
                until = f"действует только с {norm.valid_from:%d.%m.%Y}"
            yield place, f"«{mention.text.strip()}»: {norm.name} {until}.", None


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
