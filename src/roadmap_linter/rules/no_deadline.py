"""A measure without a deadline among measures that have one."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Measure, Place, Plan, Rule, of_measure, row, rows

MANY = 5


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Name every row without a deadline of its own or of its section.

    A plan of stages that has none at all is meant so; where most rows have none, one remark on the plan is enough.
    """
    measures = [measure for measure in plan.measures() if not measure.is_heading]
    bare = list(_bare(plan))
    if len(bare) == len(measures):
        return
    if len(bare) > MANY and len(bare) * 2 > len(measures):
        yield Place("plan", "", "", "deadline_text"), f"Без срока {len(bare)} из {len(measures)} мероприятий.", None
        return
    for measure in bare:
        yield of_measure(measure, "deadline_text"), "У мероприятия нет срока.", None


def _bare(plan: Plan) -> Iterable[Measure]:
    for section in plan.sections:
        if not section.deadline_text.strip():
            yield from (
                measure
                for measure in section.measures
                if not measure.is_heading and not measure.deadline_text.strip() and not _dated(measure.dues)
            )


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
        Example(rows(row("1", deadline_text="до 01.10.2026"), *(row(str(number)) for number in range(2, 9))), 1),
        Example(rows(row("1", deadline_text="постоянно"), row("2", is_heading=True)), 0),
    ),
)
