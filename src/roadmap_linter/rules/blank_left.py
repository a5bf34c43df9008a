"""A blank of the template that nobody has filled."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows

BLANK = re.compile(r"_{3,}|\bХХ+\b|\bXX+\b|<[^<>\n]{2,40}>|\{[^{}\n]{2,40}\}|\(ФИО\)|\bФ\.\s?И\.\s?О\.(?=\s|$|,)")


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Look into the rows only: lines to sign on are meant in the head of a paper."""
    for measure in plan.measures():
        for name, text in measure.texts:
            found = BLANK.search(text)
            if found and name in {"title", "deadline_text", "responsible_text"}:
                yield of_measure(measure, name), f"Не заполнено: «{found.group()}».", None


RULE = Rule(
    "blank_left",
    "Пустое место шаблона",
    "error",
    "Шаблон заполнен не до конца.",
    check,
    (
        Example(rows(row("1", responsible="_________")), 1),
        Example(rows(row("1", deadline_text="до ___ октября")), 1),
        Example(rows(row("1", responsible="Директор"), row("2", "Собрать ФИО участников")), 0),
    ),
)
