"""One date that stands apart from a row of like ones: 20.12 among 30.12."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows

DAY = re.compile(r"(?<!\d)(\d\d?\.\d\d)\.20\d\d(?!\d)")
LEAST = 4


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Within one cell that lists dates of several years: all but one on the same day of the same month."""
    for measure in plan.measures():
        for name, text in measure.texts:
            if found := _lone(DAY.findall(text)):
                usual, odd = found
                yield of_measure(measure, name), f"Среди дат {usual} одна другая: {odd}.", None


def _lone(days: list[str]) -> tuple[str, str] | None:
    """The usual day and the only other one, where that is of the same month."""
    counted = Counter(days).most_common()
    if len(days) < LEAST or len(counted) != 2:
        return None
    (usual, _), (odd, count) = counted
    return (usual, odd) if count == 1 and odd[-2:] == usual[-2:] else None


RULE = Rule(
    "lone_date",
    "Одна дата не как все",
    "hint",
    "Похоже на опечатку: проверьте день.",
    check,
    (
        Example(rows(row("1", reporting=("30.12.2023 30.12.2024 30.12.2025 20.12.2026",))), 1),
        Example(rows(row("1", reporting=("30.12.2023 30.12.2024 30.12.2025 30.12.2026",))), 0),
        Example(rows(row("1", deadline_text="15.10.2026, 20.12.2026, 01.03.2027, 15.05.2027")), 0),
    ),
)
