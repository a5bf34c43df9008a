"""What would help one person who is left over: a place at one who fits, or the one rule that stands in the way."""

from __future__ import annotations

from collections import Counter

import numpy as np

from pairing.answer import Goal
from pairing.explanations.leftovers import Leftover
from pairing.people import Mentee
from pairing.phrases import mentors
from pairing.problem import Ints
from pairing.rules import rules
from pairing.runs import Run
from pairing.solver import one_more_place
from russian.phrases import listed
from russian.plurals import plural

LOOKED = 200_000
"""Pairs that are looked at one by one; beyond it the rules that stand in the way are not counted."""
UNLOOKED = "Какое правило мешает больше всех, не считали: людей много. Спросите об этом человеке: pair explain."


def place_gains(run: Run) -> Ints:
    """Return the places that one more place at each mentor would fill, from the duals; zeros for stable pairs."""
    if run.answer.goal is Goal.STABLE:
        return np.zeros(len(run.case.mentors), np.int64)
    return one_more_place(run.case.problem, run.answer, run.case.ballots).filled


def mends(run: Run, left: tuple[Leftover, ...]) -> list[str]:
    """Return for each mentee left over what would help, empty where no small change was found.

    Where so many have nobody that looking would take long, the answer is UNLOOKED.
    """
    gains = place_gains(run) if left else np.zeros(0, np.int64)
    closed = sum(not one.open for one in left)
    look = closed * len(run.case.mentors) <= LOOKED
    return [_place(run, one, gains) if one.open else (_rule(run, one) if look else UNLOOKED) for one in left]


def _place(run: Run, left: Leftover, gains: Ints) -> str:
    """Name the mentors who fit and whose one more place would make one more pair."""
    names = [run.case.mentors[j].name for j in left.open if gains[j] > 0]
    if not names:
        return ""
    where = "у этого наставника" if len(names) == 1 else "у любого из наставников"
    return f"Ещё одно место {where}: {listed(names, most=3)}."


def _rule(run: Run, left: Leftover) -> str:
    """Count the mentors whom one single rule keeps away, and those of them who have a place."""
    case, alone = run.case, Counter[str]()
    free = Counter[str]()
    mentee: Mentee = case.mentees[left.person]
    for code, numbers in case.scorer.alone(left.person).items():
        rule = case.settings.rule(code)
        rest = rule.relaxation() if rule is not None else None
        able = [
            j
            for j in numbers.tolist()
            if case.mentors[j].places and (rest is None or rest.reason(mentee, case.mentors[j]) is None)
        ]
        if able:
            alone[code], free[code] = len(able), sum(run.free[j] > 0 for j in able)
    found = [
        f"{rules()[code].remedy} — {_fit(count, free[code])}"
        for code, count in sorted(alone.items(), key=lambda row: (-row[1], row[0]))
        if rules()[code].remedy
    ]
    said = "; ".join(found)
    return said[:1].upper() + said[1:] + "." if said else ""


def _fit(count: int, free: int) -> str:
    """Return «подойдут 3 наставника, место есть у 1 из них»."""
    said = f"{plural(count, 'подойдёт', 'подойдут', 'подойдут')} {mentors(count)}"
    if not free:
        return f"{said}, но {'место уже занято' if count == 1 else 'все места у них заняты'}"
    return said if free == count else f"{said}, место есть у {free} из них"
