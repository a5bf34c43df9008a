"""The way home from one mentor in a part too large to be looked at whole: Dijkstra's search on reduced costs.

It asks the scorer only for the people it passes, and settles for a bound when they are too many. The way from home to
a pair that is made costs nothing under the least prices; those of a re-match are not, so there all is a bound.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import numpy as np

from pairing.problem import Ints

from .reduced_costs import ReducedCosts

FAR = 100
"""So many mentees a search passes before it settles for a bound."""

HOME = -1

Row = tuple[Ints, Ints, Ints]


class Search:
    """Searches in one answer; rows of pairs are asked for once."""

    def __init__(self, weighed: ReducedCosts) -> None:
        self.weighed, self.task, self.stage, self.u = weighed, weighed.task, weighed.stage, weighed.u
        self.rows: dict[int, Row] = {}
        self.held: dict[int, dict[int, int]] = {}
        columns = weighed.tails, weighed.heads, weighed.over
        for i, j, over in zip(*(column.tolist() for column in columns), strict=True):
            self.held.setdefault(j, {})[i] = over

    def fetch(self, mentees: Iterable[int]) -> None:
        """Ask for rows not known yet: mentors, scores and reduced costs of pairs that may be made and are not."""
        new = np.array(sorted({int(i) for i in mentees} - self.rows.keys()), np.int64)
        if not len(new):
            return
        found = self.weighed.open_pairs(new)
        for spot, i in enumerate(new.tolist()):
            span = slice(found.starts[spot], found.starts[spot + 1])
            self.rows[i] = found.heads[span], found.scores[span], found.slacks[span]

    def free(self, j: int) -> bool:
        """Say whether a mentor has a free place."""
        return len(self.held.get(j, ())) < int(self.task.places[j])

    def way_home(self, start: int, goal: int) -> tuple[int, bool]:
        """Return how much it costs to make room at mentor `start`, where mentee `goal` has left; False: at least."""
        near = [(0, start)]
        best = {start: 0}
        asked: set[int] = set()
        while True:  # everybody on the way can go home at a price, so the queue is never empty
            far, j = heapq.heappop(near)
            if j == HOME or self.free(j):
                return far, not self.stage.keep
            pushed = self.held[j]
            asked |= pushed.keys()
            if len(asked) > FAR:
                return far, False
            self.fetch(pushed)
            for a, over in pushed.items():
                there = far + over
                limit = best.get(HOME, there + int(self.u[a]) + 1)
                self._enter(near, best, [(HOME, there)] if a == goal else self._ways(a, there, limit))

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
