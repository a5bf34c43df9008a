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
            days = DAY.findall(text)
            if len(days) < LEAST:
                continue
            (usual, count), *others = Counter(days).most_common()
            odd = [day for day, _ in others]
            if count == len(days) - 1 and odd[0][-2:] == usual[-2:]:
                yield of_measure(measure, name), f"Среди дат {usual} одна другая: {odd[0]}.", None


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
