"""A norm whose number is written wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_linter.model import Change, Context, Example, Hit, Mend, Plan, Rule, Text, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name the known slips of the catalogue; in a row of the plan they are mended in one click."""
    for place, text in plan.wordings():
        for mention in context.norms.mentions(text):
            if mention.right:
                fresh = text[: mention.start] + mention.right + text[mention.end :]
                mend = Mend(f"Исправить на «{mention.right}»", (Change(place, fresh),))
                words = f"«{mention.text}» — опечатка в номере: {mention.norm.name}."
                yield place, words, mend if place.sort == "measure" and "\n" not in text else None


RULE = Rule(
    "norm_miscited",
    "Ошибка в номере акта",
    "error",
    "По такому номеру акта не найти.",
    check,
    (
        Example(rows(row("1", "Изучить распоряжение от 25.12.2019 № 145-р")), 1),
        Example(rows(row("1"), texts=(Text("p", "положение", "согласно ст. 358.1 ТК РФ"),)), 1),
        Example(rows(row("1", "Изучить распоряжение № Р-145, ст. 351.8 ТК РФ")), 0),
    ),
)
