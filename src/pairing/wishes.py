"""Who would rather be with whom: the meaning of ballots, for the checker.

Ballots name people in classes; people not named come after all named, by score. Lower numbers are better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from .answer import Ballots, Pairs
from .problem import SCALE, Ints, Problem

UNNAMED = 1 << 40
ANYBODY = 1 << 60


class Wishes:
    """What each person of an answer would leave for: the worst of their free partners, or anybody with a place open."""

    def __init__(self, problem: Problem, ballots: Ballots, pairs: Pairs, free: np.ndarray) -> None:
        self.ranks = (_table(ballots.mentees, len(problem.places)), _table(ballots.mentors, len(problem.wanted)))
        self.width = (len(problem.places), len(problem.wanted))
        tails, heads = pairs.mentees[free].astype(np.int64), pairs.mentors[free].astype(np.int64)
        scores = pairs.scores[free].astype(np.int64)
        filled_w = np.bincount(pairs.mentees, minlength=len(problem.wanted))
        filled_p = np.bincount(pairs.mentors, minlength=len(problem.places))
        self.worst = (
            self._worst(tails, self.order(0, tails, heads, scores), problem.wanted - filled_w),
            self._worst(heads, self.order(1, heads, tails, scores), problem.places - filled_p),
        )

    @staticmethod
    def _worst(people: Ints, orders: Ints, left: Ints) -> Ints:
        worst = np.full(len(left), -1, np.int64)
        np.maximum.at(worst, people, orders)
        worst[left > 0] = ANYBODY
        return worst

    def order(self, side: int, people: Ints, others: Ints, scores: Ints) -> Ints:
        """Return how people of a side (0 mentees, 1 mentors) rank others; equal numbers are ties."""
        keys, classes = self.ranks[side]
        orders = UNNAMED + (SCALE - scores)
        if len(keys):
            wanted = people * self.width[side] + others
            spots = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            named = keys[spots] == wanted
            orders[named] = classes[spots[named]]
        return np.asarray(orders, np.int64)

    def blocking_pairs(self, tails: Ints, heads: Ints, scores: Ints) -> list[tuple[int, int]]:
        """Return those of these pairs, none of them made, in which both would rather be."""
        rather = self.order(0, tails, heads, scores) < self.worst[0][tails]
        rather &= self.order(1, heads, tails, scores) < self.worst[1][heads]
        return list(zip(tails[rather].tolist(), heads[rather].tolist(), strict=True))


def _table(ballots: Mapping[int, Sequence[Sequence[int]]], width: int) -> tuple[Ints, Ints]:
    """Return ascending keys person x width + other, and the class of each; the first mention counts."""
    classes: dict[int, int] = {}
    for person, ballot in ballots.items():
        for rank, tied in enumerate(ballot):
            for other in tied:
                classes.setdefault(person * width + other, rank)
    keys = np.array(sorted(classes), np.int64)
    return keys, np.array([classes[key] for key in keys.tolist()], np.int64)
