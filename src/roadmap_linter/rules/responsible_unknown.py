"""A named person who is nobody in the organisation: has left, or the plan was copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows
from roadmap_linter.rules.name_two_ways import names, stem


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Look every named responsible up among the people of the organisation; where nobody is known, nothing is asked."""
    if not context.people:
        return
    known = {_key(person) for person in context.people}
    for measure in plan.measures():
        strangers = [
            written for surname, initials, written in names(measure.responsible) if (surname, initials) not in known
        ]
        if strangers:
            listed = ", ".join(f"«{name}»" for name in dict.fromkeys(strangers))
            yield of_measure(measure, "responsible_text"), f"{listed}: такого сотрудника в организации нет.", None


def _key(person: str) -> tuple[str, str]:
    surname, *others = person.split()
    return stem(surname), "".join(other[0] for other in others)


HERE = Context(dt.date(2026, 11, 21), people=("Петрова Анна Сергеевна", "Рябов Максим Ильич"))
RULE = Rule(
    "responsible_unknown",
    "Ответственного нет в организации",
    "warning",
    "Напоминание не придёт никому. Пригласите сотрудника или назначьте другого.",
    check,
    (
        Example(rows(row("1", responsible="Петрова А.С., Сидоров К.К.")), 1, HERE),
        Example(rows(row("1", responsible="Петрова А. С., Рябов М.И.")), 0, HERE),
        Example(rows(row("1", responsible="Петровой А.С.")), 0, HERE),
        Example(rows(row("1", responsible="Куратор, классные руководители")), 0, HERE),
        Example(rows(row("1", responsible="Сидоров К.К.")), 0),
    ),
)
