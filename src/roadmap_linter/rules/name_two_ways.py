"""One surname with different initials: «С.Р.» here, «С.Ф.» there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from roadmap_linter.model import Context, Example, Hit, Place, Plan, Rule, Text, row, rows

NAME = re.compile(r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\s+([А-ЯЁ])\.\s?([А-ЯЁ])\.")
BACK = re.compile(r"\b([А-ЯЁ])\.\s?([А-ЯЁ])\.\s?([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)\b")
ENDINGS = re.compile(r"(?:ой|ою|ым|ом|ему|ому|у|а|е|ы|и)$")


def stem(surname: str) -> str:
    """The surname without its ending, so that «Петровой» and «Петрова» are one."""
    return ENDINGS.sub("", surname)


def names(text: str) -> Iterable[tuple[str, str, str]]:
    """Yield (stem, initials, as written) of every name in a text."""
    for found in NAME.finditer(text):
        yield stem(found[1]), found[2] + found[3], found.group()
    for found in BACK.finditer(text):
        yield stem(found[3]), found[1] + found[2], found.group()


def check(plan: Plan, context: Context) -> Iterable[Hit]:
    """Initials that share their first letter with those met more often are taken for a slip; others for a namesake."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], tuple[Place, str]] = {}
    for place, text in plan.wordings():
        for surname, initials, written in names(text):
            seen[surname][initials] += 1
            where.setdefault((surname, initials), (place, written))
    for surname, counted in seen.items():
        (usual, _), *others = counted.most_common()
        for initials, _ in others:
            if initials[0] == usual[0]:
                place, written = where[surname, initials]
                right = where[surname, usual][1]
                yield place, f"«{written}», а в других местах «{right}»: это один человек?", None


RULE = Rule(
    "name_two_ways",
    "Один человек написан по-разному",
    "warning",
    "Приказ с чужими инициалами не подписать, а отчёт посчитает двоих.",
    check,
    (
        Example(rows(row("1", responsible="Громов П.А."), row("2", responsible="Громов П.А., Громов П.И.")), 1),
        Example(
            rows(
                row("1", responsible="Громов П.А."),
                row("2", responsible="Громов П.А."),
                texts=(Text("order", "приказ", "Директор П.Ф. Громов"),),
            ),
            1,
        ),
        Example(rows(row("1", responsible="Громова П.А."), row("2", responsible="Громовой П.А.")), 0),
        Example(rows(row("1", responsible="Громов П.А."), row("2", responsible="Громова О.С.")), 0),
    ),
)
