"""A number that is missing between two others: a row was lost, or the rest was not renumbered."""

from __future__ import annotations

import re
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Place, Plan, Rule, Text, of_measure, row, rows

PARAGRAPH = re.compile(r"^\W*(\d{1,2}\.\d{1,2})\.?[ \t]", re.MULTILINE)
NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?$")


def parts(number: str) -> tuple[int, ...]:
    """«1.2.» as (1, 2); empty for what is no number."""
    clean = number.strip()
    return tuple(int(part) for part in clean.rstrip(".").split(".")) if NUMBER.match(clean) else ()


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Walk the numbers of rows and of the paragraphs of texts; a step of more than one within a level is a gap."""
    measures = ((of_measure(measure, "number"), measure.number) for measure in plan.measures())
    for place, number, missing in gaps(measures):
        yield place, f"Перед пунктом {number} пропущен номер {missing}.", None
    for text in plan.texts:
        places = ((Place("text", text.key, text.name, found), found) for found in PARAGRAPH.findall(text.text))
        for place, number, missing in gaps(places, from_one=False):
            yield place, f"Перед пунктом {number} пропущен номер {missing}.", None


def gaps(numbers: Iterable[tuple[Place, str]], *, from_one: bool = True) -> Iterable[tuple[Place, str, str]]:
    """Yield (place, number, what is missing before it); with `from_one` a level must begin with its first number."""
    last: dict[tuple[int, ...], int] = {}
    for place, written in numbers:
        number = parts(written)
        if not number:
            continue
        head, tail = number[:-1], number[-1]
        known = head in last or (from_one and bool(head))
        expected = last.get(head, 0) + 1
        last[head] = tail
        if known and tail > expected:
            yield (
                place,
                written,
                ", ".join(".".join(str(part) for part in (*head, gap)) for gap in range(expected, tail)),
            )


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
        Example(rows(row("1.1"), texts=(Text("p", "положение", "2.3. Цель\n2.6. Задачи\n2.7. Прочее"),)), 1),
        Example(rows(row("1.1"), texts=(Text("p", "положение", "2.3. Цель\n3.1. Задачи\n2.4. Прочее"),)), 0),
        Example(rows(row("5.1"), row("5.1.1"), row("5.2")), 0),
    ),
)
