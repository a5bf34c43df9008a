"""What is left of another organisation or region in a copied plan."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Own, Plan, Rule, Text, row, rows

REGIONS = {
    "область": (re.compile(r"\b[А-ЯЁ]\w+(?:ая|ой)\s+област[ьи]\b"), re.compile(r"\bобластн(?:ой|ого|ом|ая|ые|ых)\b")),
    "край": (re.compile(r"\b[А-ЯЁ]\w+(?:ий|ый|ого|ому)\s+кра[йяюе]\b"), re.compile(r"\bкраев(?:ой|ого|ом|ая|ые|ых)\b")),
    "республика": (
        re.compile(r"\bРеспублик[аиуе]\s+[А-ЯЁ]\w+"),
        re.compile(r"\bреспубликанск(?:ий|ого|ом|ая|ие|их)\b"),
    ),
}


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name other organisations, and adjectives of another sort of region than the plan's own."""
    own = _region(plan, context)
    others = [name for name in context.others if name]
    foreign = [adjective for sort, (_, adjective) in REGIONS.items() if own and sort != own]
    for place, text in plan.wordings():
        for name in filter(text.__contains__, others):
            yield place, f"Здесь названа другая организация: «{name}».", None
        for odd in _matches(foreign, text):
            yield place, f"«{odd}», а ваш регион — {own}: не осталось ли от чужой карты?", None


def _matches(patterns: Iterable[re.Pattern[str]], text: str) -> Iterable[str]:
    return (found.group() for found in (pattern.search(text) for pattern in patterns) if found)


def _region(plan: Plan, context: Context) -> str:
    """The sort of the own region: as known, else the only one the paper names with its proper name."""
    known = " ".join((context.own.region, context.own.full_name))
    named = {sort for sort, (proper, _) in REGIONS.items() if proper.search(known)}
    if not named:
        whole = "\n".join(text for _, text in plan.wordings())
        named = {sort for sort, (proper, _) in REGIONS.items() if proper.search(whole)}
    return next(iter(named)) if len(named) == 1 else ""


HOME = Context(
    dt.date(2026, 11, 21),
    Own("Школа № 2", "СОШ № 2", "school", "г. Заречный", "Приозёрный край"),
    others=("Лесная СОШ",),
)
RULE = Rule(
    "copied_leftover",
    "Осталось от чужой карты",
    "warning",
    "Карту копировали: чужое название в своей бумаге заметят первым.",
    check,
    (
        Example(rows(row("1", "Провести встречу в Лесная СОШ")), 1, HOME),
        Example(rows(row("1", "Достичь областного показателя")), 1, HOME),
        Example(rows(row("1", "Достичь краевого показателя")), 0, HOME),
        Example(rows(row("1", "областного показателя"), texts=(Text("p", "шапка", "Республики Заречье"),)), 1),
        Example(rows(row("1", "областного показателя")), 0),
    ),
)
