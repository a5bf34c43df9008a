"""The book of groups: who leads whom and about what, who is in none, what is proved."""

from __future__ import annotations

from pathlib import Path

from pairing.explanations.ungrouped import ungrouped
from pairing.grouping import Groups, describe, prove
from pairing.writing.pages import Cell, Pages, new_book

WIDEST = 100
"""The greatest width of a column of sentences."""


def write_groups(grouped: Groups, path: Path) -> None:
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
        for one in describe(grouped)
    ]
    with new_book(path) as book:
        pages = Pages(book)
        pages.table("Группы", ("Наставник", "Организация", "Общий запрос", "Человек", "Наставляемые", "Почему"), rows)
        pages.table("Без группы", ("Наставляемый", "Организация", "Почему"), _left(grouped), widest=WIDEST)
        proof = [(sentence,) for sentence in (*prove(grouped)[1], gap_words(grouped))]
        pages.table("Доказательство", ("Что доказано",), proof, widest=WIDEST)


def _left(grouped: Groups) -> list[tuple[Cell, ...]]:
    """Return those who wanted a mentor and are in no group, and why."""
    people = grouped.case.mentees
    return [(people[one.person].name, people[one.person].organisation, one.sentence) for one in ungrouped(grouped)]


def gap_words(grouped: Groups) -> str:
    """Say how far from the best the groups may be: groups are not proved to be the best, only bounded."""
    gap = grouped.answer.gap_matched
    if gap == 0:
        return "Больше людей в группы собрать нельзя, это доказано."
    return f"Группы подобраны приближённо: возможно, удалось бы собрать ещё {gap}, но не больше."
