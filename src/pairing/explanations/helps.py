"""The smallest changes that would help those left over; every number comes from solving again or from the duals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pairing.answer import Goal
from pairing.people import Mentor, fold
from pairing.phrases import pairs as pairs_said
from pairing.phrases import spaced
from pairing.rules.organisation import Kind as OrganisationRule
from pairing.runs import Case, Run, case_of, run
from pairing.solver import one_more_place
from pairing.vocabulary import quote
from russian.phrases import capital

MENTORS = 5
"""How many mentors with one more place are proposed."""
PEOPLE = 20_000
"""Up to so many mentees rules are lifted for trial at all."""
WAITING = 2_000
"""How many waiting mentees are asked which rules bar them."""
NEIGHBOURS = 12
"""How many pairs of organisations are tried."""
PAIRS = 4_000_000
"""Possible pairs in all trials together, so that they take seconds; what does not fit is said, not guessed."""


@dataclass(frozen=True, slots=True)
class Help:
    """A change: `kind` is place, rule, neighbours or skipped; how many more places it would fill; a sentence.

    Of the kind skipped nothing was computed: the sentence says what was left out and why.
    `rule` is the code of the rule to lift, `mentor` the number of the one who needs a place.
    """

    kind: str
    gain: int
    sentence: str
    mentor: int = -1
    rule: str = ""


def helps(run_: Run) -> tuple[Help, ...]:
    """Return the changes that would fill more places, the best first. Nothing is proposed where nobody waits.

    Stable pairs have no duals: for them the changes are those of the goal EVERYONE.
    """
    if run_.answer.goal is Goal.STABLE:
        run_ = run(run_.case, Goal.EVERYONE)
    if run_.answer.matched >= run_.answer.wanted:
        return ()
    found = [*_places(run_), *_neighbours(run_), *_lifted(run_)]
    return tuple(sorted(found, key=lambda help_: -help_.gain))


def _places(run_: Run) -> Iterator[Help]:
    """Propose one more place at the mentors where it fills one; the best total first. Exact: from the duals."""
    gain = one_more_place(run_.case.problem, run_.answer, run_.case.ballots)
    useful = np.flatnonzero(gain.filled > 0)
    for j in sorted(useful.tolist(), key=lambda j: (-int(gain.total[j]), j))[:MENTORS]:
        yield Help("place", int(gain.filled[j]), f"{_more(run_.case.mentors[j])}: +{pairs_said(1)}.", j)
    rest = len(useful) - MENTORS
    if rest > 0:
        also = f"Ещё одно место добавит пару и у других: таких наставников ещё {spaced(rest)}."
        yield Help("skipped", 0, also)


def _more(mentor: Mentor) -> str:
    """Propose one more place in words that need no declension of names."""
    where = f", {mentor.organisation}," if mentor.organisation else ""
    return f"Если {mentor.name}{where} возьмёт ещё одного человека"


def _named(organisation: str) -> str:
    """Return the name of an organisation in quotes, unless it brings its own."""
    return organisation if "«" in organisation else quote(organisation)


def _lifted(run_: Run) -> Iterator[Help]:
    """Lift each rule that bars a waiting mentee, and solve again."""
    case = run_.case
    waiting = [i for i, mentee in enumerate(case.mentees) if len(run_.by_mentee.get(i, ())) < mentee.wanted]
    barring = {code for i in waiting[:WAITING] for code in case.scorer.barred_by(i)}
    if len(waiting) > WAITING:
        looked = f"смотрели по первым {spaced(WAITING)} из {spaced(len(waiting))} ждущих"
        yield Help("skipped", 0, f"Какие правила мешают, {looked}.")
    left, many = PAIRS, len(case.mentees) > PEOPLE
    skipped: list[str] = []
    for rule in case.settings.rules:
        if rule.code not in barring or not rule.remedy:
            continue
        wider = None if many else case.under(case.settings.relax(rule.code))
        if wider is None or wider.scorer.size > left:
            skipped.append(rule.title)
            continue
        left -= wider.scorer.size
        gain = run(wider, Goal.EVERYONE).answer.matched - _most(run_)
        if gain > 0:
            yield Help("rule", gain, f"{capital(rule.remedy)}: +{pairs_said(gain)}.", rule=rule.code)
    if skipped:
        yield Help("skipped", 0, f"Людей слишком много: не считали, что даст отмена правил {_quoted(skipped)}.")


def _quoted(titles: list[str]) -> str:
    """Return titles of rules in quotes."""
    return ", ".join(quote(title) for title in titles)


def _most(run_: Run) -> int:
    """Return how many places can be filled at all."""
    answer = run_.answer
    return answer.matched if answer.goal is Goal.EVERYONE else run(run_.case, Goal.EVERYONE).answer.matched


def _filled(case: Case) -> int:
    """Return how many places of a case can be filled."""
    return run(case, Goal.EVERYONE).answer.matched


def _neighbours(run_: Run) -> Iterator[Help]:
    """Let two organisations exchange mentors, where one waits and the other has places, and solve their part again."""
    rule = run_.case.settings.rule("organisation")
    if not isinstance(rule, OrganisationRule) or rule.everywhere:
        return
    left, tried, promising = PAIRS, 0, _promising(run_, rule)
    for one, other in promising[:NEIGHBOURS]:
        part = _part(run_.case, rule, {fold(one), fold(other)})
        left -= 2 * len(part.mentees) * len(part.mentors)
        if left < 0:
            break
        tried += 1
        wider = rule.with_neighbours(((one, other),))
        rules = tuple(wider if old.code == rule.code else old for old in part.settings.rules)
        gain = _filled(part.under(replace(part.settings, rules=rules))) - _filled(part)
        if gain > 0:
            both = f"Разрешить обмен наставниками между {_named(one)} и {_named(other)}"
            yield Help("neighbours", gain, f"{both}: +{pairs_said(gain)}.")
    if tried < len(promising):
        counts = f"проверено пар организаций — {tried} из {spaced(len(promising))}"
        yield Help("skipped", 0, f"Обмен наставниками: {counts}, начиная с тех, где ждут больше всего.")


def _promising(run_: Run, rule: OrganisationRule) -> list[tuple[str, str]]:
    """Return pairs of organisations, the one that waits first, by the most pairs that could come of it at best."""
    wait: dict[str, int] = {}
    free: dict[str, int] = {}
    for i, mentee in enumerate(run_.case.mentees):
        lacking = mentee.wanted - len(run_.by_mentee.get(i, ()))
        if lacking > 0:
            wait[mentee.organisation] = wait.get(mentee.organisation, 0) + lacking
    for j, mentor in enumerate(run_.case.mentors):
        if mentor.places > run_.taken[j] and rule.leaves(mentor):
            free[mentor.organisation] = free.get(mentor.organisation, 0) + mentor.places - int(run_.taken[j])
    most = sorted(wait, key=lambda name: (-wait[name], name))[:200]
    donors = sorted(free, key=lambda name: (-free[name], name))[:200]
    found = [
        (min(wait[one], free[other]), one, other)
        for one in most
        for other in donors
        if fold(one) != fold(other) and not rule.meets(fold(one), fold(other))
    ]
    best: dict[frozenset[str], tuple[str, str]] = {}
    for _, one, other in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        best.setdefault(frozenset((one, other)), (one, other))
    return list(best.values())


def _part(case: Case, rule: OrganisationRule, start: set[str]) -> Case:
    """Return the people of these organisations and of all that exchange mentors with them or are pinned to them."""
    pinned = [(case.mentees[i], case.mentors[j]) for i, j in case.problem.pins]
    near: dict[str, set[str]] = {name: set(others) for name, others in rule.neighbours.items()}
    for mentee, mentor in pinned:
        one, other = fold(mentee.organisation), fold(mentor.organisation)
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    names, ahead = set(start), list(start)
    while ahead:
        fresh = near.get(ahead.pop(), set()) - names
        names |= fresh
        ahead.extend(fresh)
    mentees = [mentee for mentee in case.mentees if fold(mentee.organisation) in names]
    mentors = [mentor for mentor in case.mentors if fold(mentor.organisation) in names]
    pins = tuple((one.key, other.key) for one, other in pinned if fold(one.organisation) in names)
    avoid = case.ballots.avoid if case.ballots else ()
    banned = [(case.mentees[i], case.mentors[j]) for i, j in sorted({*case.problem.bans, *avoid})]
    bans = tuple((o.key, t.key) for o, t in banned if {fold(o.organisation), fold(t.organisation)} <= names)
    return case_of(mentees, mentors, replace(case.settings, pins=pins, bans=bans))
