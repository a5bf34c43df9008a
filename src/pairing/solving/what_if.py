"""What would change: another mentor for a mentee, one more place at a mentor. Read off prices and shortest paths.

The prices of an answer are the least that prove it. Then from every free place and every open wish («home») a tight
path leads to each pair that is made, so forcing a pair (i, j) costs its reduced cost u + v - weight plus the shortest
path from j home or to i, whichever is nearer (Ahuja, Magnanti and Orlin 1993, chapter 9). The search is Dijkstra's on
reduced costs, which are all >= 0, and asks the scorer only for the people it passes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

import numpy as np

from pairing.answer import Alternative, Answer, Ballots, Goal, OneMorePlace, Refused, Stage
from pairing.problem import Ints, Problem

from .task import Task, prepare

FAR = 300
"""So many mentees a search asks the scorer about before it settles for a bound."""

ALL_AT_ONCE = 200_000
"""With so many possible pairs everybody is asked for at once."""

HOME = -1


class _Weighed:
    """The pairs of an answer under the weights and prices of its last stage; rows of pairs are asked for once."""

    def __init__(self, problem: Problem, answer: Answer, ballots: Ballots | None) -> None:
        if answer.goal is Goal.STABLE or not answer.certificate.stages:
            raise Refused("Цена замены считается для целей «как можно больше людей» и «лучшая сумма»")
        self.task: Task = prepare(problem, ballots)
        self.stage: Stage = answer.certificate.stages[-1]
        self.u, self.v = self.stage.mentee_prices, self.stage.mentor_prices
        self.barred = set(self.task.barred.tolist())
        self.old = set(answer.old)
        self.rows: dict[int, list[tuple[int, int, int]]] = {}
        self.partners: dict[int, dict[int, int]] = {}
        self.held: dict[int, list[int]] = {}
        pins = set(answer.pins)
        for i, j, score in zip(*(column.tolist() for column in answer.pairs), strict=True):
            if (i, j) not in pins:
                self.partners.setdefault(i, {})[j] = score
                self.held.setdefault(j, []).append(i)

    def weight(self, i: int, j: int, score: int) -> int:
        """Return the weight of a pair in the last stage."""
        stage = self.stage
        return stage.unit * score + stage.bonus + (stage.keep if (i, j) in self.old else 0)

    def fetch(self, mentees: Iterable[int]) -> None:
        """Ask for rows not known yet: (mentor, score, weight) of every pair that may be made."""
        new = sorted({i for i in mentees if i not in self.rows})
        if not new:
            return
        if len(self.task.wanted) * self.task.mentors <= ALL_AT_ONCE:
            new = list(range(len(self.task.wanted)))
        found = self.task.problem.scorer.candidates(np.array(new, np.int64))
        ends, mentors, scores = found.indptr.tolist(), found.mentors.tolist(), found.scores.tolist()
        for spot, i in enumerate(new):
            span = range(ends[spot], ends[spot + 1])
            self.rows[i] = [
                (mentors[at], scores[at], self.weight(i, mentors[at], scores[at]))
                for at in span
                if i * self.task.mentors + mentors[at] not in self.barred
            ]

    def slack(self, i: int, j: int, weight: int) -> int:
        """Return the reduced cost of a pair that is not made, below 0 for none that prices allow."""
        return int(self.u[i]) + int(self.v[j]) - weight

    def free(self, j: int) -> bool:
        """Say whether a mentor has a free place."""
        return len(self.held.get(j, ())) < int(self.task.places[j])

    def way_home(self, start: int, goal: int) -> tuple[int, bool]:
        """Return how much it costs to make room at mentor `start`, where mentee `goal` has left; False: at least."""
        near = [(0, start)]  # mentors alone are nodes: a mentee is passed in one go
        best = {start: 0}
        asked: set[int] = set()
        n = len(self.u)
        while True:  # everybody on the way can go home at a price, so the queue is never empty
            far, j = heapq.heappop(near)
            if j == HOME or self.free(j):
                return far, True
            pushed = self.held.get(j, ())
            asked |= set(pushed)
            if len(asked) > min(FAR, n):
                return far, False
            self.fetch(pushed)
            for a in pushed:
                there = far + self._tied(a, j)
                self._enter(near, best, [(HOME, there)] if a == goal else self._ways(a, there))

    def _tied(self, i: int, j: int) -> int:
        """Return what a made pair weighs above its prices."""
        return max(0, -self.slack(i, j, self.weight(i, j, self.partners[i][j])))

    def _ways(self, a: int, far: int) -> list[tuple[int, int]]:
        """Return where mentee `a` may go: home or to another mentor, and how far that is."""
        mine = self.partners[a]
        others = [
            (j, far + self.slack(a, j, weight))
            for j, score, weight in self.rows[a]
            if j not in mine and score >= self.stage.floor
        ]
        return [(HOME, far + int(self.u[a])), *others]

    @staticmethod
    def _enter(near: list[tuple[int, int]], best: dict[int, int], ways: list[tuple[int, int]]) -> None:
        for j, length in ways:
            if length < best.get(j, length + 1):
                best[j] = length
                heapq.heappush(near, (length, j))


def alternatives(
    problem: Problem, answer: Answer, mentees: Sequence[int], count: int = 2, ballots: Ballots | None = None
) -> dict[int, tuple[Alternative, ...]]:
    """Return the mentors, other than theirs, that would cost the whole least, for each of these mentees.

    The cheapest are chosen by reduced cost, a bound from below; each then gets its exact cost by a search, unless the
    search would pass more than FAR people (`exact` False: at least so much). Pairs below the floor of the goal
    EVERYONE are not offered: they would worsen the weakest pair.
    """
    weighed = _Weighed(problem, answer, ballots)
    weighed.fetch(mentees)
    return {i: tuple(_of(weighed, i, count)) for i in map(int, mentees)}


def _of(weighed: _Weighed, i: int, count: int) -> list[Alternative]:
    mine = weighed.partners.get(i, {})
    open_ways = sorted(
        (weighed.slack(i, j, weight), j, score)
        for j, score, weight in weighed.rows[i]
        if j not in mine and score >= weighed.stage.floor and weighed.task.places[j] > 0
    )
    if not weighed.task.wanted[i]:
        return []
    found = []
    for slack, j, score in open_ways[: 2 * count]:
        room, exact = weighed.way_home(j, i)
        filled, total = _taken_apart(weighed.stage, slack + room)
        found.append((slack + room, Alternative(i, j, score, filled, total, exact)))
    return [alternative for _, alternative in sorted(found, key=lambda pair: (pair[0], pair[1].mentor))[:count]]


def one_more_place(problem: Problem, answer: Answer, ballots: Ballots | None = None) -> OneMorePlace:
    """Return for each mentor what one more place there, alone, would change; exact (least prices, see `prices`)."""
    weighed = _Weighed(problem, answer, ballots)
    stages = answer.certificate.stages
    gains = _gains(weighed.task, stages[-1])
    apart = [_taken_apart(stages[-1], gain) for gain in gains.tolist()]
    filled = _gains(weighed.task, stages[0]) if stages[0].name == "filled" else [pair[0] for pair in apart]
    return OneMorePlace(np.array(filled, np.int64), np.array([pair[1] for pair in apart], np.int64))


def _gains(task: Task, stage: Stage) -> Ints:
    """Return prices of mentors; one without a place is priced by the best offer above what mentees have now."""
    closed = task.places == 0
    gains = np.where(closed, 0, stage.mentor_prices)
    wanting = np.flatnonzero(task.wanted > 0) if closed.any() else np.zeros(0, np.int64)
    step = max(1, 2_000_000 // max(1, task.mentors))
    for start in range(0, len(wanting), step):
        rows = wanting[start : start + step]
        found = task.problem.scorer.candidates(rows)
        tails = np.repeat(rows, np.diff(found.indptr))
        good = closed[found.mentors] & (found.scores >= stage.floor) & ~task.is_barred(tails, found.mentors)
        offers = stage.unit * found.scores[good].astype(np.int64) + stage.bonus - stage.mentee_prices[tails[good]]
        np.maximum.at(gains, found.mentors[good], offers)
    return np.asarray(gains)


def _taken_apart(stage: Stage, weight: int) -> tuple[int, int]:
    """Return the places and the points that a weight stands for; old pairs kept are left aside."""
    if stage.unit > 1:
        points = (weight + stage.unit // 2) // stage.unit
        return weight - points * stage.unit, points
    filled = (weight + stage.bonus // 2) // stage.bonus
    points = weight - filled * stage.bonus
    return filled, (points + stage.keep // 2) % stage.keep - stage.keep // 2 if stage.keep else points
