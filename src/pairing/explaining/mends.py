"""What would help one person who is left over: a place at one who fits, or the one rule that stands in the way."""

from __future__ import annotations

import numpy as np

from pairing.answer import Goal
from pairing.explaining.leftovers import Leftover
from pairing.people import Mentee
from pairing.problem import Ints
from pairing.rules import rules
from pairing.running import Case, Run
from pairing.russian import counted, listed
from pairing.solving import one_more_place

LOOKED = 200_000
"""Pairs that are looked at one by one; beyond it the rules that stand in the way are not counted."""


def place_gains(run: Run) -> Ints:
    """Return the places that one more place at each mentor would fill, from the duals; zeros for stable pairs."""
    if run.answer.goal is Goal.STABLE:
        return np.zeros(len(run.case.mentors), np.int64)
    return one_more_place(run.case.problem, run.answer, run.case.ballots).filled


def mends(run: Run, left: tuple[Leftover, ...]) -> list[str]:
    """Return for each mentee left over what would help, empty where no small change was found."""
    gains = place_gains(run) if left else np.zeros(0, np.int64)
    closed = sum(not one.open for one in left)
    look = closed * len(run.case.mentors) <= LOOKED
    return [_place(run, one, gains) if one.open else (_rule(run.case, one) if look else "") for one in left]


def _place(run: Run, left: Leftover, gains: Ints) -> str:
    """Name the mentors who fit and whose one more place would make one more pair."""
    names = [run.case.mentors[j].name for j in left.open if gains[j] > 0]
    if not names:
        return ""
    where = "у этого наставника" if len(names) == 1 else "у любого из наставников"
    return f"Ещё одно место {where}: {listed(names)}."


def _rule(case: Case, left: Leftover) -> str:
    """Count the mentors whom one single rule keeps away."""
    alone: dict[str, int] = {}
    mentee: Mentee = case.mentees[left.person]
    for code, numbers in case.scorer.alone(left.person).items():
        rule = case.settings.rule(code)
        rest = rule.lifted() if rule is not None else None
        mentors = [mentor for j in numbers.tolist() if (mentor := case.mentors[j]).places]
        if count := sum(rest is None or rest.reason(mentee, mentor) is None for mentor in mentors):
            alone[code] = count
    found = [
        f"{rules()[code].remedy} — {_fit(count)}"
        for code, count in sorted(alone.items(), key=lambda row: (-row[1], row[0]))
        if rules()[code].remedy
    ]
    said = "; ".join(found)
    return said[:1].upper() + said[1:] + "." if said else ""


def _fit(count: int) -> str:
    """Return «подойдут 3 наставника»."""
    verb = "подойдёт" if count % 10 == 1 and count % 100 != 11 else "подойдут"
    return f"{verb} {counted(count, 'наставник', 'наставника', 'наставников')}"
