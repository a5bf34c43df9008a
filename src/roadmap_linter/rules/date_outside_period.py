"""A date that lies outside the period of the plan: left over from last year, or a slip."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from roadmap_linter.model import Change, Context, Example, Hit, Mend, Plan, Rule, of_measure, row, rows

FULL = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(20\d\d)(?!\d)")
YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Compare dates and years of the wording, else the dues, with the first and the last year of the plan."""
    if plan.starts is None or plan.ends is None:
        return
    for measure in plan.measures():
        years = {int(year) for year in YEAR.findall(measure.deadline_text)}
        dues = {due for _, due in measure.dues if due is not None}
        outside = sorted(due for due in dues if not plan.starts <= due <= plan.ends)
        wrong = sorted(year for year in years if not plan.starts.year <= year <= plan.ends.year)
        if (outside or wrong) and "следующ" not in measure.deadline_text.lower():
            shown = measure.deadline_text or ", ".join(f"{due:%d.%m.%Y}" for due in outside)
            words = f"Срок «{shown}» не входит в период карты ({plan.starts:%d.%m.%Y} – {plan.ends:%d.%m.%Y})."
            yield of_measure(measure, "deadline_text"), words, _mend(plan, measure.key, measure.deadline_text, wrong)


def _mend(plan: Plan, key: str, text: str, wrong: list[int]) -> Mend | None:
    """Offer the year that puts a single date inside the period; nothing where that is not clear."""
    assert plan.starts is not None
    assert plan.ends is not None
    found = FULL.search(text)
    if len(wrong) != 1 or found is None:
        return None
    for year in range(plan.starts.year, plan.ends.year + 1):
        try:
            day = dt.date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if plan.starts <= day <= plan.ends:
            fresh = text.replace(str(wrong[0]), str(year))
            place = next(of_measure(measure, "deadline_text") for measure in plan.measures() if measure.key == key)
            return Mend(f"Исправить на {fresh}", (Change(place, fresh),))
    return None


RULE = Rule(
    "date_outside_period",
    "Срок вне периода карты",
    "error",
    "Такой срок не попадёт ни в напоминания, ни в отчёт за период карты.",
    check,
    (
        Example(rows(row("1", deadline_text="до 15.10.2025", dues=((None, dt.date(2025, 10, 15)),))), 1),
        Example(rows(row("1", deadline_text="до 15 октября 2022 г.")), 1),
        Example(rows(row("1", deadline_text="до 15.10.2026", dues=((None, dt.date(2026, 10, 15)),))), 0),
        Example(rows(row("1", deadline_text="в течение 2026/27 учебного года")), 0),
        Example(rows(row("1", deadline_text="постоянно")), 0),
        Example(rows(row("1", deadline_text="до 20 января следующего года", dues=((None, dt.date(2028, 1, 20)),))), 0),
    ),
)
