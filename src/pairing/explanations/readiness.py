"""What a curator should know before a run: demand against offer, who can never be paired, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from pairing.answer import Goal
from pairing.explanations.helps import Help, helps
from pairing.explanations.leftovers import Leftover, idle_mentors, nobody_fits
from pairing.people import Mentee, Mentor
from pairing.phrases import counted, mentors
from pairing.runs import Case, Run, run
from pairing.solver import one_more_place
from pairing.vocabulary import quote
from russian.phrases import listed
from russian.plurals import plural

P = TypeVar("P", Mentee, Mentor)
FEW = 3
"""Fewer different scores than this: the criteria tell people apart too little."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Demand against offer of one thing: mentees who ask and what they want, mentors who offer and their places."""

    name: str
    asking: int
    wanted: int
    offering: int
    places: int

    @property
    def short(self) -> bool:
        """True when all places together are fewer than the mentees want."""
        return self.places < self.wanted


@dataclass(frozen=True, slots=True)
class Silence:
    """How many of each side have not answered what a criterion compares."""

    title: str
    mentees: int
    mentors: int


@dataclass(frozen=True, slots=True)
class More:
    """What one more place at a mentor would change: places filled, and the total of scores."""

    mentor: int
    filled: int
    total: int


@dataclass(frozen=True)
class Readiness:
    """The report; `filled` of `wanted` places are what the best run can fill."""

    wanted: int
    places: int
    filled: int
    needs: tuple[Balance, ...]
    subjects: tuple[Balance, ...]
    forms: tuple[Balance, ...]
    organisations: tuple[Balance, ...]
    hopeless: tuple[Leftover, ...]
    idle: tuple[Leftover, ...]
    silence: tuple[Silence, ...]
    helps: tuple[Help, ...]
    more: tuple[More, ...]
    sentences: tuple[str, ...]


def readiness(
    case: Case, *, processes: int = 0, best: Run | None = None, useful: tuple[Help, ...] | None = None
) -> Readiness:
    """Return the report. The run for as many people as possible is solved, unless `best` and its helps are given."""
    if best is None or best.answer.goal is not Goal.EVERYONE:
        best = run(case, Goal.EVERYONE, processes=processes)
    hopeless, few = _scan(best)
    idle = tuple(left for left in idle_mentors(best) if not left.open)
    tables = [
        _balance(case, lambda p: [s.name for s in p.needs], lambda p: [*(s.name for s in p.competences), *p.wishes]),
        _balance(case, lambda p: [s.name for s in p.subjects], lambda p: [s.name for s in p.subjects]),
        _balance(case, lambda p: p.forms, lambda p: p.forms),
        _balance(case, lambda p: [p.organisation], lambda p: [p.organisation]),
    ]
    total = int(case.problem.places.sum())
    return Readiness(
        best.answer.wanted,
        total,
        best.answer.matched,
        tables[0],
        tables[1],
        tables[2],
        tables[3],
        hopeless,
        idle,
        _silence(case),
        helps(best) if useful is None else useful,
        _more(best),
        _sentences(best, hopeless, idle, tables[0], few=few),
    )


def _more(best: Run) -> tuple[More, ...]:
    """Return the gain of one more place at each mentor, exact, from the duals."""
    gain = one_more_place(best.case.problem, best.answer, best.case.ballots)
    return tuple(More(j, int(f), int(t)) for j, (f, t) in enumerate(zip(gain.filled, gain.total, strict=True)))


def _balance(
    case: Case, asks: Callable[[Mentee], Iterable[str]], offers: Callable[[Mentor], Iterable[str]]
) -> tuple[Balance, ...]:
    """Count demand and offer, the greatest lack first."""
    rows: dict[str, list[int]] = {}
    for mentee in case.mentees:
        for name in set(asks(mentee)):
            row = rows.setdefault(name, [0, 0, 0, 0])
            row[0] += 1
            row[1] += mentee.wanted
    for mentor in case.mentors:
        for name in set(offers(mentor)):
            row = rows.setdefault(name, [0, 0, 0, 0])
            row[2] += 1
            row[3] += mentor.places
    found = (Balance(name, *row) for name, row in rows.items())
    return tuple(sorted(found, key=lambda one: (one.places - one.wanted, one.name)))


def _scan(best: Run) -> tuple[tuple[Leftover, ...], bool]:
    """Return the mentees whom no mentor may have, and whether the scores hardly differ."""
    case, nobody = best.case, frozenset[int]()
    hopeless: list[Leftover] = []
    different: set[int] = set()
    pairs = 0
    for first in range(0, len(case.mentees), 512):
        rows = np.arange(first, min(first + 512, len(case.mentees)))
        table = case.scorer.candidates(rows)
        pairs += len(table.mentors)
        if len(different) < FEW:
            different.update(np.unique(table.scores).tolist())
        for place, number in enumerate(rows.tolist()):
            mentee, banned = case.mentees[number], best.banned.get(number, nobody)
            start, stop = int(table.indptr[place]), int(table.indptr[place + 1])
            if mentee.wanted and stop - start <= len(banned) and banned.issuperset(table.mentors[start:stop].tolist()):
                barred = tuple(case.scorer.barred_by(number).items())
                why = nobody_fits(case, mentee, barred, banned=stop - start)
                hopeless.append(Leftover(number, 0, mentee.wanted, why, barred, ()))
    return tuple(hopeless), pairs > FEW and len(different) < FEW


def _silence(case: Case) -> tuple[Silence, ...]:
    found = []
    for criterion, weight in zip(case.settings.criteria, case.settings.weights, strict=True):
        if weight:
            found.append(
                Silence(
                    criterion.title,
                    sum(criterion.demand(mentee) is None for mentee in case.mentees),
                    sum(criterion.supply(mentor) is None for mentor in case.mentors),
                )
            )
    return tuple(found)


def _sentences(
    best: Run, hopeless: Sequence[Leftover], idle: Sequence[Leftover], needs: Sequence[Balance], *, few: bool
) -> tuple[str, ...]:
    """Return the report in a few sentences."""
    case, wanted, filled = best.case, best.answer.wanted, best.answer.matched
    total = int(case.problem.places.sum())
    said = [
        f"Наставляемых: {len(case.mentees)}, им нужно наставников: {wanted}. "
        f"Наставников: {len(case.mentors)}, мест у них: {total}.",
    ]
    if not wanted:
        said.append("Наставника не просит никто.")
    elif filled == wanted:
        said.append("Наставника может получить каждый.")
    else:
        said.append(f"При нынешних правилах и местах пар получится не больше {filled} из {wanted}.")
    if hopeless:
        never = counted(len(hopeless), "наставляемому", "наставляемым", "наставляемым")
        said.append(f"При нынешних правилах {never} не подходит никто.")
    if idle:
        said.append(f"{mentors(len(idle))} {plural(len(idle), 'не подходит', 'не подходят', 'не подходят')} никому.")
    lacking = [quote(one.name) for one in needs if one.short]
    if lacking:
        said.append(f"Мест меньше, чем просят: {listed(lacking, most=5)}.")
    if few:
        said.append("Оценки почти не различаются: ответов мало или включено слишком мало критериев.")
    return tuple(said)
