"""One number for two rows, or for a section and a row."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, Section, of_measure, row, rows


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Remember every number; plans whose sections count their rows anew are left alone."""
    if _counts_anew(plan):
        return
    seen = {section.number.rstrip(".") for section in plan.sections if section.number}
    for measure in plan.measures():
        number = measure.number.strip().rstrip(".")
        if not number:
            continue
        if number in seen:
            yield of_measure(measure, "number"), f"Номер {measure.number} стоит ещё раз.", None
        seen.add(number)


def _counts_anew(plan: Plan) -> bool:
    """True when several sections begin with the same plain number."""
    firsts = [section.measures[0].number.rstrip(".") for section in plan.sections if section.measures]
    return len(firsts) > 1 and firsts.count(firsts[0]) > 1


RULE = Rule(
    "numbering_repeat",
    "Повтор номера",
    "warning",
    "По номеру должно находиться одно мероприятие.",
    check,
    (
        Example(rows(row("1.1"), row("1.1")), 1),
        Example(rows(row("1"), row("2")), 1),
        Example(rows(row("1.1"), row("1.2")), 0),
        Example(Plan("Карта", sections=(Section("a", "I", "А", (row("1"),)), Section("b", "II", "Б", (row("1"),)))), 0),
    ),
)
