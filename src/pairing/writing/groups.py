"""The book of groups: who leads whom and about what, who is in none, what is proved."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pairing.grouping import Grouped, proved, told
from pairing.writing.pages import Cell, Pages, opened


def write_groups(grouped: Grouped, path: Path) -> None:
    """Write the .xlsx of groups; the same groups give the same cells."""
    case = grouped.case
    rows: list[tuple[Cell, ...]] = [
        (
            case.mentors[one.mentor].name,
            case.mentors[one.mentor].organisation,
            one.request,
            len(one.members),
            "; ".join(case.mentees[i].name for i in one.members),
            one.sentence,
        )
        for one in told(grouped)
    ]
    with opened(path) as book:
        pages = Pages(book)
        pages.table("Группы", ("Наставник", "Организация", "Общий запрос", "Человек", "Наставляемые", "Почему"), rows)
        pages.table("Без группы", ("Наставляемый", "Организация"), _left(grouped))
        pages.table("Доказательство", ("Что",), [(sentence,) for sentence in (*proved(grouped)[1], gap_said(grouped))])


def _left(grouped: Grouped) -> list[tuple[Cell, ...]]:
    """Return those who wanted a mentor and are in no group."""
    people = grouped.case.mentees
    numbers = np.flatnonzero(grouped.answer.leader < 0).tolist()
    return [(people[i].name, people[i].organisation) for i in numbers if people[i].wanted]


def gap_said(grouped: Grouped) -> str:
    """Say how far from the best the groups may be: groups are not proved to be the best, only bounded."""
    gap = grouped.answer.gap_matched
    if gap == 0:
        return "Больше людей в группы собрать нельзя, это доказано."
    return f"Группы подобраны приближённо: возможно, удалось бы собрать ещё {gap}, но не больше."
