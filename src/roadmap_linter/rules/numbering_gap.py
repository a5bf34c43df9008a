"""A number that is missing between two others: a row was lost, or the rest was not renumbered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Plan, Rule, of_measure, row, rows

NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?$")


def parts(number: str) -> tuple[int, ...]:
    """«1.2.» as (1, 2); empty for what is no number."""
    clean = number.strip()
    return tuple(int(part) for part in clean.rstrip(".").split(".")) if NUMBER.match(clean) else ()


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Walk the numbers; a step of more than one within the same level is a gap."""
    last: dict[tuple[int, ...], int] = {}
    for section in plan.sections:
        for measure in section.measures:
            number = parts(measure.number)
            if not number:
                continue
            head, tail = number[:-1], number[-1]
            expected = last.get(head, 0) + 1
            last[head] = tail
            if tail > expected and ((head in last and expected > 1) or head):
                missing = ", ".join(".".join(str(part) for part in (*head, gap)) for gap in range(expected, tail))
                words = f"Перед пунктом {measure.number} пропущен номер {missing}."
                yield of_measure(measure, "number"), words, None


RULE = Rule(
    "numbering_gap",
    "Пропуск в нумерации",
    "warning",
    "По номерам ссылаются приказы и отчёты: пропуск выглядит как потерянное мероприятие.",
    check,
    (
        Example(rows(row("1.1"), row("1.4")), 1),
        Example(rows(row("2.3"), row("2.6"), row("2.7")), 2),
        Example(rows(row("1.1"), row("1.2"), row("1.3")), 0),
        Example(rows(row("1"), row("2"), row("2.1"), row("3")), 0),
        Example(rows(row(""), row("")), 0),
        Example(rows(row("5.1"), row("5.1.1"), row("5.2")), 0),
    ),
)
