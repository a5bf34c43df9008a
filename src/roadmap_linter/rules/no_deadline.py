"""A measure without a deadline among measures that have one."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name every row without a deadline; a plan of stages that has none at all is meant so."""
    measures = [measure for measure in plan.measures() if not measure.is_heading]
    bare = [measure for measure in measures if not measure.deadline_text.strip() and not _dated(measure.dues)]
    if len(bare) == len(measures):
        return
    for measure in bare:
        yield of_measure(measure, "deadline_text"), "У мероприятия нет срока.", None


def _dated(dues: tuple[tuple[object, object], ...]) -> bool:
    return any(end is not None for _, end in dues)


RULE = Rule(
    "no_deadline",
    "Нет срока",
    "warning",
    "Без срока мероприятие никому не напомнит о себе.",
    check,
    (
        Example(rows(row("1", deadline_text="до 01.10.2026"), row("2")), 1),
        Example(rows(row("1"), row("2")), 0),
        Example(rows(row("1", deadline_text="постоянно"), row("2", is_heading=True)), 0),
    ),
)
