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
from pairing.problem import SCALE, Ints, Problem, Small

from .task import Task, prepare

FAR = 100
"""So many mentees a search passes before it settles for a bound."""

ALL_AT_ONCE = 2_000_000
"""With so many possible pairs everybody is asked for at once, and all ways home are found together."""

HOME = -1
NO_WAY = np.int64(2**62)

Row = tuple[Ints, Ints, Ints]


class _Weighed:
    """The pairs of an answer under the weights and prices of its last stage; rows of pairs are asked for once."""

    def __init__(self, problem: Problem, answer: Answer, ballots: Ballots | None) -> None:
        if answer.goal is Goal.STABLE or not answer.certificate.stages:
            raise Refused("Цена замены считается для целей «как можно больше людей» и «лучшая сумма»")
        self.task: Task = prepare(problem, ballots)
        self.stage: Stage = answer.certificate.stages[-1]
        self.u, self.v = self.stage.mentee_prices, self.stage.mentor_prices
        self.old = set(answer.old)
        self.rows: dict[int, Row] = {}
        self.partners: dict[int, dict[int, int]] = {}
        self.held: dict[int, list[int]] = {}
        self.home: Ints | None = None
        pins = set(answer.pins)
        for i, j, score in zip(*(column.tolist() for column in answer.pairs), strict=True):
            if (i, j) not in pins:
                self.partners.setdefault(i, {})[j] = score
                self.held.setdefault(j, []).append(i)

    def weight(self, i: int, j: int, score: int) -> int:
        """Return the weight of a pair in the last stage."""
        stage = self.stage
        first = SCALE + 1 if i in stage.firsts else 0
        return stage.unit * score + stage.bonus + first + (stage.keep if (i, j) in self.old else 0)

    def fetch(self, mentees: Iterable[int]) -> None:
        """Ask for rows not known yet: mentors, scores and reduced costs of pairs that may be made and are not."""
        new = sorted({i for i in mentees if i not in self.rows})
        if not new:
            return
        together = len(self.task.wanted) * self.task.mentors <= ALL_AT_ONCE
        if together:
            new = list(range(len(self.task.wanted)))
        found = self.task.problem.scorer.candidates(np.array(new, np.int64))
        tails = np.repeat(np.array(new, np.int64), np.diff(found.indptr))
        good = (found.scores >= self.stage.floor) & (self.task.places[found.mentors] > 0)
        good &= ~self.task.is_barred(tails, found.mentors)
        for spot, i in enumerate(new):
            span = slice(found.indptr[spot], found.indptr[spot + 1])
            fine = good[span]
            self.rows[i] = self._row(i, found.mentors[span][fine].astype(np.int64), found.scores[span][fine])
        if together:
            self.home = self._ways_home()

    def _row(self, i: int, mentors: Ints, scores: Small) -> Row:
        if i in self.partners:
            other = ~np.isin(mentors, list(self.partners[i]))
            mentors, scores = mentors[other], scores[other]
        weights = self.weight(i, -1, 0) + self.stage.unit * scores.astype(np.int64)
        if self.stage.keep:
            weights += self.stage.keep * np.array([(i, j) in self.old for j in mentors.tolist()], np.int64)
        return mentors, scores.astype(np.int64), self.u[i] + self.v[mentors] - weights

    def free(self, j: int) -> bool:
        """Say whether a mentor has a free place."""
        return len(self.held.get(j, ())) < int(self.task.places[j])

    def tied(self, i: int, j: int) -> int:
        """Return what a made pair weighs above its prices."""
        return max(0, self.weight(i, j, self.partners[i][j]) - int(self.u[i]) - int(self.v[j]))

    def _ways_home(self) -> Ints:
        """Return for every mentor the length of the shortest way home, for all of them together (Bellman-Ford)."""
        seated = sorted(self.partners)
        counts = np.array([len(self.rows[i][0]) + 1 for i in seated], np.int64)
        home = np.array([self.task.mentors])  # stands for home: at distance 0
        heads = np.concatenate([home[:0], *(np.append(self.rows[i][0], home) for i in seated)]).astype(np.int64)
        steps = np.concatenate([home[:0], *(np.append(self.rows[i][2], self.u[i]) for i in seated)])
        made = [(spot, j, self.tied(i, j)) for spot, i in enumerate(seated) for j in self.partners[i]]
        who, where, tied = np.array(made, np.int64).reshape(-1, 3).T
        far = np.array([0 if self.free(j) else NO_WAY for j in range(self.task.mentors)] + [0], np.int64)
        while seated:
            least = np.minimum.reduceat(np.minimum(steps + far[heads], NO_WAY), np.cumsum(counts) - counts)
            nearer = far.copy()
            np.minimum.at(nearer, where, tied + least[who])
            if (nearer == far).all():
                break
            far = nearer
        return far[:-1]

    def way_home(self, start: int, goal: int) -> tuple[int, bool]:
        """Return how much it costs to make room at mentor `start`, where mentee `goal` has left; False: at least."""
        limit = int(self.home[start]) if self.home is not None else int(NO_WAY)
        near = [(limit, HOME), (0, start)] if limit else [(0, HOME)]
        heapq.heapify(near)
        best = {start: 0, HOME: limit}
        asked: set[int] = set()
        while True:  # everybody on the way can go home at a price, so the queue is never empty
            far, j = heapq.heappop(near)
            if j == HOME or self.free(j):
                return far, True
            pushed = self.held.get(j, ())
            asked |= set(pushed)
            if len(asked) > FAR:
                return far, False
            self.fetch(pushed)
            for a in pushed:
                there = far + self.tied(a, j)
                self._enter(near, best, [(HOME, there)] if a == goal else self._ways(a, there, best[HOME]))

    def _ways(self, a: int, far: int, limit: int) -> list[tuple[int, int]]:
        """Return where mentee `a` may go: home or to another mentor nearer than home, and how far that is."""
        mentors, _, slacks = self.rows[a]
        near = np.flatnonzero(slacks < limit - far)
        others = zip(mentors[near].tolist(), (far + slacks[near]).tolist(), strict=True)
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
    if not weighed.task.wanted[i]:
        return []
    mentors, scores, slacks = weighed.rows[i]
    cheapest = np.lexsort((mentors, slacks))[: 2 * count]
    found = []
    for j, score, slack in zip(*(column[cheapest].tolist() for column in (mentors, scores, slacks)), strict=True):
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
