"""Groups of mentees round a mentor: people → GroupProblem → solving.groups → groups in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pairing.answer import GroupAnswer, GroupProblem
from pairing.checker_groups import check_groups
from pairing.people import Mentee, Mentor
from pairing.phrases import counted, mentees
from pairing.rules.ages import age_of
from pairing.runs import Case
from pairing.solver import groups
from pairing.vocabulary import quote
from russian.phrases import listed

SMALLEST = 2
"""A group has at least so many mentees, even where its mentor has named no least."""


@dataclass(frozen=True)
class Groups:
    """A case with its groups; `names` are the requests by their numbers."""

    case: Case
    given: GroupProblem
    answer: GroupAnswer
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group in words: the numbers of its mentor and members, what it is about, why."""

    mentor: int
    members: tuple[int, ...]
    request: str
    sentence: str


def group(case: Case, *, span: int = 3) -> Groups:
    """Make groups with the mentors who lead any (`most`); ages in a group differ by at most `span` years.

    Raises pairing.answer.Refused when people are pinned.
    """
    names = tuple(sorted({name for mentee in case.mentees for name in asks(mentee)}))
    places = np.array([mentor.most if mentor.most >= SMALLEST else 0 for mentor in case.mentors], np.int32)
    wanted = np.array([min(1, mentee.wanted) for mentee in case.mentees], np.int32)
    given = GroupProblem(
        replace(case.problem, wanted=wanted, places=places),
        least=np.array([max(SMALLEST, mentor.least) for mentor in case.mentors], np.int32),
        requests=_table([asks(mentee) for mentee in case.mentees], names),
        offers=_table([_offers(mentor) for mentor in case.mentors], names),
        ages=np.array([-1 if (age := age_of(mentee)) is None else age for mentee in case.mentees], np.int32),
        span=span,
    )
    return Groups(case, given, groups(given), names)


def asks(mentee: Mentee) -> set[str]:
    """Return what a mentee asks for; nothing is «нет данных» and fits any request."""
    return {skill.name for skill in (*mentee.needs, *mentee.subjects)}


def _offers(mentor: Mentor) -> set[str]:
    """Return what a mentor offers; nothing is «нет данных» and fits any request."""
    return {skill.name for skill in (*mentor.competences, *mentor.subjects)} | set(mentor.wishes)


def _table(people: Sequence[set[str]], names: Sequence[str]) -> NDArray[np.bool_] | None:
    """Return people x requests; a row of one who said nothing is full. None where nobody asks for anything."""
    if not names:
        return None
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(people), len(names)), np.bool_)
    for number, said in enumerate(people):
        table[number, [place[name] for name in said if name in place]] = True
        table[number] |= not said
    return table


def describe(grouped: Groups) -> tuple[Group, ...]:
    """Return the groups in words, in the order of mentors."""
    found = []
    for mentor in sorted(set(grouped.answer.leader.tolist()) - {-1}):
        members = tuple(np.flatnonzero(grouped.answer.leader == mentor).tolist())
        number = int(grouped.answer.request[mentor])
        request = grouped.names[number] if number >= 0 else ""
        found.append(Group(mentor, members, request, _sentence(grouped.case, members, request)))
    return tuple(found)


def _sentence(case: Case, members: Sequence[int], request: str) -> str:
    """Return «4 наставляемых с общим запросом «проект», возраст 14–15 лет»."""
    known = [age for i in members if (age := age_of(case.mentees[i])) is not None]
    about = f" с общим запросом {quote(request)}" if request else ""
    silent = [case.mentees[i].name for i in members if request and not asks(case.mentees[i])]
    ages = f", возраст {_ages(min(known), max(known))}" if known else ""
    unsaid = f"; запроса не назвали: {listed(silent, most=3)}" if silent else ""
    return f"{mentees(len(members))}{about}{ages}{unsaid}."


def _ages(low: int, high: int) -> str:
    """Return «14–15 лет»."""
    last = counted(high, "год", "года", "лет")
    return last if low == high else f"{low}–{last}"


def prove(grouped: Groups) -> tuple[bool, tuple[str, ...]]:
    """Prove the groups again and say how far from the best they may be."""
    verdict = check_groups(grouped.given, grouped.answer)
    return verdict.ok, verdict.sentences
