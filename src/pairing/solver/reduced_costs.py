"""The pairs of an answer under the weights and prices of its last stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairing.answer import Answer, Ballots, Goal, Refused, Stage
from pairing.problem import SCALE, Ints, Problem

from .prices import spread
from .task import Task, contains, prepare

__all__ = ["Open", "ReducedCosts", "Stage"]


@dataclass(frozen=True)
class Open:
    """Pairs that may be made and are not, of some mentees: where each one's begin, mentors, scores, reduced costs."""

    starts: Ints
    heads: Ints
    scores: Ints
    slacks: Ints

    def only(self, mentees: Ints) -> Open:
        """Return the pairs of some of the mentees, named by their place in the list that was asked about."""
        spots, counts = spread(self.starts, mentees)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Open(starts, self.heads[spots], self.scores[spots], self.slacks[spots])


class ReducedCosts:
    """The pairs made, but for pins, ascending: `tails`, `heads`, `scores`, and `over`, their weights above prices.

    `starts` says where each mentee's begin. Raises `Refused` for an answer without prices (goal STABLE).
    """

    def __init__(self, problem: Problem, answer: Answer, ballots: Ballots | None) -> None:
        if answer.goal is Goal.STABLE or not answer.certificate.stages:
            raise Refused("Цена замены считается для целей «как можно больше людей» и «лучшая сумма»")
        self.task: Task = prepare(problem, ballots)
        self.stage: Stage = answer.certificate.stages[-1]
        self.u, self.v = self.stage.mentee_prices, self.stage.mentor_prices
        n = len(self.task.wanted)
        self.first = np.full(n, self.stage.bonus, np.int64)
        self.first[self.stage.firsts] += SCALE + 1
        self.old = self._keys(answer.old)
        tails, heads, scores = (np.asarray(column, np.int64) for column in answer.pairs)
        free = ~contains(tails * self.task.mentors + heads, self._keys(answer.pins))
        self.tails, self.heads, self.scores = tails[free], heads[free], scores[free]
        self.keys = self.tails * self.task.mentors + self.heads
        self.starts = np.searchsorted(self.tails, np.arange(n + 1))
        self.over = np.maximum(0, -self.slacks(self.tails, self.heads, self.scores))

    def _keys(self, pairs: tuple[tuple[int, int], ...]) -> Ints:
        both = np.array(pairs, np.int64).reshape(-1, 2)
        return np.sort(both[:, 0] * self.task.mentors + both[:, 1])

    def slacks(self, tails: Ints, heads: Ints, scores: Ints) -> Ints:
        """Return how far the weights of these pairs stay below their prices."""
        weights = self.stage.unit * scores + self.first[tails]
        if self.stage.keep:
            weights += self.stage.keep * contains(tails * self.task.mentors + heads, self.old)
        return np.asarray(self.u[tails] + self.v[heads] - weights)

    def open_pairs(self, mentees: Ints) -> Open:
        """Ask about these mentees: all pairs not below the floor that may be made and are not."""
        found = self.task.problem.scorer.candidates(mentees)
        tails, heads = np.repeat(mentees, np.diff(found.indptr)), found.mentors.astype(np.int64)
        good = (found.scores >= self.stage.floor) & (self.task.places[heads] > 0)
        good &= ~self.task.is_barred(tails, found.mentors) & ~contains(tails * self.task.mentors + heads, self.keys)
        starts = np.concatenate([[0], np.cumsum(good)])[found.indptr]
        tails, heads, scores = tails[good], heads[good], found.scores[good].astype(np.int64)
        return Open(starts, heads, scores, self.slacks(tails, heads, scores))
