"""Years in the title, or in the order, that differ from the dates of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Place, Plan, Rule, Text, row, rows

SPAN = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d|\d\d)(?!\d|\.\d)")
ABOUT_PLAN = re.compile(r"дорожн\w+\s+карт|план\w*\s+мероприятий|внедрени|реализаци|учебн\w+\s+год", re.IGNORECASE)


def spans(text: str) -> list[tuple[int, int, str]]:
    """Return (first year, last year, as written) of every span of years in a text."""
    found = []
    for match in SPAN.finditer(text):
        first = int(match[1])
        last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
        if 0 < last - first <= 15:
            found.append((first, last, match.group()))
    return found


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Compare the title with the dates, then every order that speaks of the plan with the years of the title."""
    own = spans(plan.title)
    years = {(plan.starts.year, plan.ends.year)} if plan.starts and plan.ends else set()
    yield from _of_title(own, years)
    yield from _of_orders(plan, {(first, last) for first, last, _ in own} or years)


def _of_title(own: list[tuple[int, int, str]], years: set[tuple[int, int]]) -> Iterable[Hit]:
    for begins, ends in years:
        for first, last, written in own:
            if (first, last) != (begins, ends) and not _half_years(first, last, (begins, ends)):
                words = f"В названии {written}, а мероприятия идут с {begins} по {ends} год."
                yield Place("plan", "", "", "title"), words, None


def _of_orders(plan: Plan, wanted: set[tuple[int, int]]) -> Iterable[Hit]:
    for text in plan.texts if wanted else ():
        odd = [written for first, last, written in spans(text.text) if (first, last) not in wanted]
        if odd and text.key == "order" and ABOUT_PLAN.search(text.text):
            words = f"В приказе {odd[0]}, а карта на {_shown(wanted)}."
            yield Place("text", text.key, text.name, "text"), words, None


def _half_years(first: int, last: int, years: tuple[int, int]) -> bool:
    """A plan of calendar years may end in the January after, one of school years begin in the August before."""
    return abs(first - years[0]) + abs(last - years[1]) <= 1 and last - first > 1


def _shown(wanted: set[tuple[int, int]]) -> str:
    return ", ".join(f"{first}–{last}" for first, last in sorted(wanted))


RULE = Rule(
    "period_in_title",
    "Период не сходится",
    "warning",
    "Карта и приказ должны говорить об одних и тех же годах.",
    check,
    (
        Example(rows(row("1"), title="Дорожная карта на 2025-2026 учебный год"), 1),
        Example(rows(row("1"), title="Дорожная карта на 2026/27 учебный год"), 0),
        Example(
            rows(
                row("1"),
                title="Дорожная карта на 2026-2027 учебный год",
                texts=(Text("order", "приказ", "Утвердить дорожную карту внедрения на 2027-2028 годы"),),
            ),
            1,
        ),
        Example(rows(row("1"), title="Дорожная карта"), 0),
    ),
)
