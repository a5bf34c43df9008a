"""What would change: another mentor for a mentee, one more place at a mentor. Read off prices and shortest paths.

Forcing a pair (i, j) costs its reduced cost u + v - weight, plus the shortest path from j to i in the residual graph
(Ahuja, Magnanti and Orlin 1993, chapter 9): straight to where i sits, or from j to a free place or an open wish
(«home») and from home to where i sits. In a part that is not too large these are known for all mentors at once
(`ways`), so that every pair has its exact cost and the cheapest are the cheapest of all.

The prices of an answer, but for a re-match, are the least that prove it; then the path from home to any pair that is
made is tight, and costs nothing. In a larger part the search goes on from one pair at a time (`search`) and takes
that for granted; it may also be cut short, and then ends with a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pairing.answer import Alternative, Answer, Ballots, OneMorePlace
from pairing.problem import Ints, Problem

from .reduced_costs import ReducedCosts, Stage
from .rows import neighbourhoods
from .search import Search
from .task import Task
from .ways import NO_WAY
from .whole import of_parts

MOST_MENTORS = 3_500
"""A part with more mentors is not looked at whole."""

WORTH = 4_000_000
"""So many possible pairs are looked at for the first mentee asked about, and ..."""

WORTH_MORE = 1_000_000
"""... so many more for every other one of the same part; a part with still more is not looked at whole."""


def alternatives(
    problem: Problem, answer: Answer, mentees: Sequence[int], count: int = 2, ballots: Ballots | None = None
) -> dict[int, tuple[Alternative, ...]]:
    """Return the mentors, other than theirs, that would cost the whole least, for each of these mentees.

    Exact in parts with at most MOST_MENTORS mentors and WORTH possible pairs (WORTH_MORE for every other mentee asked
    about). In larger ones the cheapest are chosen by reduced cost, a bound from below; each then gets its exact cost by
    a search, unless the search would pass more than FAR people or the answer is a re-match (`exact` False: at least so
    much). Pairs below the floor of the goal EVERYONE are not offered: they would worsen the weakest pair.
    """
    weighed = ReducedCosts(problem, answer, ballots)
    asked = np.unique(np.array([int(i) for i in mentees], np.int64))
    whole, apart = _neighbours(weighed.task, asked[weighed.task.wanted[asked] > 0])
    found: dict[int, list[Alternative]] = {}
    for part in of_parts(weighed, whole):
        for columns in part.cheapest(asked, count):
            for i, j, score, cost in zip(*(column.tolist() for column in columns), strict=True):
                found.setdefault(i, []).append(Alternative(i, j, score, *_taken_apart(weighed.stage, cost), True))
    if len(apart):
        search = Search(weighed)
        search.fetch(apart)
        found |= {i: _searched(search, i, count) for i in apart.tolist()}
    return {i: tuple(found.get(i, ())) for i in map(int, mentees)}


def _searched(search: Search, i: int, count: int) -> list[Alternative]:
    mentors, scores, slacks = search.rows[i]
    cheapest = np.lexsort((mentors, slacks))[: 2 * count]
    found = []
    for j, score, slack in zip(*(column[cheapest].tolist() for column in (mentors, scores, slacks)), strict=True):
        room, exact = search.way_home(j, i)
        found.append((slack + room, Alternative(i, j, score, *_taken_apart(search.stage, slack + room), exact)))
    return [alternative for _, alternative in sorted(found, key=lambda pair: (pair[0], pair[1].mentor))[:count]]


def _neighbours(task: Task, asked: Ints) -> tuple[list[tuple[Ints, Ints]], Ints]:
    """Return the parts (mentees, mentors) to be looked at whole, and those asked who are in none."""
    labels = neighbourhoods(task)
    people, starts = zip(*(_sorted_by(label, labels[2]) for label in labels[:2]), strict=True)
    mine = labels[0][asked]
    names, asking = np.unique(mine[mine >= 0], return_counts=True)
    rows, columns = (start[names + 1] - start[names] for start in starts)
    names = names[(columns <= MOST_MENTORS) & (rows * columns <= WORTH + WORTH_MORE * (asking - 1))]
    spans = [(start[names].tolist(), start[names + 1].tolist()) for start in starts]
    whole = [
        (people[0][first:last], people[1][begin:end])
        for first, last, begin, end in zip(*spans[0], *spans[1], strict=True)
    ]
    return whole, asked[(mine >= 0) & ~np.isin(mine, names)]


def _sorted_by(labels: Ints, count: int) -> tuple[Ints, Ints]:
    """Return people by part, ascending in each, and where each part begins."""
    order = np.argsort(labels, kind="stable")
    return order, np.searchsorted(labels[order], np.arange(count + 1))


def one_more_place(problem: Problem, answer: Answer, ballots: Ballots | None = None) -> OneMorePlace:
    """Return for each mentor what one more place there, alone, would change; exact.

    It is the mentor's least price (see `prices`). Prices of a re-match are brought down to the least first, which asks
    about everybody.
    """
    weighed = ReducedCosts(problem, answer, ballots)
    stages = answer.certificate.stages
    gains = _gains(weighed, stages[-1])
    apart = [_taken_apart(stages[-1], gain) for gain in gains.tolist()]
    filled = _gains(weighed, stages[0]) if stages[0].name == "filled" else [pair[0] for pair in apart]
    return OneMorePlace(np.array(filled, np.int64), np.array([pair[1] for pair in apart], np.int64))


def _gains(weighed: ReducedCosts, stage: Stage) -> Ints:
    """Return prices of mentors; one without a place is priced by the best offer above what mentees have now."""
    task = weighed.task
    left, moving = _slack_prices(weighed) if stage.keep else (0, np.zeros(len(task.wanted), np.int64))
    closed = task.places == 0
    gains = np.where(closed, 0, stage.mentor_prices - left)
    levels = stage.mentee_prices + moving
    if stage.keep:
        levels -= weighed.first - stage.bonus
    wanting = np.flatnonzero(task.wanted > 0) if closed.any() else np.zeros(0, np.int64)
    for rows in _chunks(wanting, task.mentors):
        found = task.problem.scorer.candidates(rows)
        tails = np.repeat(rows, np.diff(found.indptr))
        good = closed[found.mentors] & (found.scores >= stage.floor) & ~task.is_barred(tails, found.mentors)
        offers = stage.unit * found.scores[good].astype(np.int64) + stage.bonus - levels[tails[good]]
        np.maximum.at(gains, found.mentors[good], offers)
    return np.asarray(gains)


def _chunks(people: Ints, width: int) -> Iterator[Ints]:
    step = max(1, 2_000_000 // max(1, width))
    for start in range(0, len(people), step):
        yield people[start : start + step]


def _slack_prices(weighed: ReducedCosts) -> tuple[Ints, Ints]:
    """Return how far mentors' prices are above the least, and what it costs each mentee to leave somebody.

    A place left by somebody stays empty, goes to an open wish or to who leaves another place: the cheapest chain, found
    by passes over all pairs until none gets cheaper (Bellman-Ford).
    """
    task = weighed.task
    left = weighed.v.copy()
    moving = np.where(np.diff(weighed.starts) < task.wanted, 0, NO_WAY)
    while True:
        before = left.copy()
        np.minimum.at(moving, weighed.tails, weighed.over + left[weighed.heads])
        for rows in _chunks(np.flatnonzero(task.wanted > 0), task.mentors):
            pairs = weighed.open_pairs(rows)
            np.minimum.at(left, pairs.heads, pairs.slacks + np.repeat(moving[rows], np.diff(pairs.starts)))
        if (left == before).all():
            return left, moving


def _taken_apart(stage: Stage, weight: int) -> tuple[int, int]:
    """Return the places and the points that a weight stands for; old pairs kept are left aside."""
    if stage.unit > 1:
        points = (weight + stage.unit // 2) // stage.unit
        return weight - points * stage.unit, points
    filled = (weight + stage.bonus // 2) // stage.bonus
    points = weight - filled * stage.bonus
    return filled, (points + stage.keep // 2) % stage.keep - stage.keep // 2 if stage.keep else points
