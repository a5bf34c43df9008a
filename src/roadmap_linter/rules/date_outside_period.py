"""A date that lies outside the period of the plan: left over from last year, or a slip."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from roadmap_linter.model import Change, Context, Example, Hit, Measure, Mend, Place, Plan, Rule, of_measure, row, rows

FULL = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(20\d\d)(?!\d)")
YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])")


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Compare dates and years of the wording, else the dues, with the first and the last year of the plan."""
    if plan.starts is None or plan.ends is None:
        return
    starts, ends = plan.starts, plan.ends
    for measure in plan.measures():
        text, place = measure.deadline_text, of_measure(measure, "deadline_text")
        outside = _outside(measure, starts, ends)
        years = {int(year) for year in YEAR.findall(text)}
        wrong = sorted(years - set(range(starts.year, ends.year + 1)))
        if (outside or wrong) and "следующ" not in text.lower():
            shown = text or ", ".join(f"{due:%d.%m.%Y}" for due in outside)
            words = f"Срок «{shown}» не входит в период карты ({starts:%d.%m.%Y} – {ends:%d.%m.%Y})."
            yield place, words, _mend(place, text, wrong, starts, ends)


def _outside(measure: Measure, starts: dt.date, ends: dt.date) -> list[dt.date]:
    """The days of the measure that do not lie in the period, each once."""
    return sorted({due for _, due in measure.dues if due is not None and not starts <= due <= ends})


def _mend(place: Place, text: str, wrong: list[int], starts: dt.date, ends: dt.date) -> Mend | None:
    """Offer the year that puts a single date inside the period; nothing where that is not clear."""
    found = FULL.search(text)
    if len(wrong) != 1 or found is None:
        return None
    for year in range(starts.year, ends.year + 1):
        try:
            day = dt.date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if starts <= day <= ends:
            fresh = text.replace(str(wrong[0]), str(year))
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
