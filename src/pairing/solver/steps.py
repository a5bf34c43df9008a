"""What is done with one batch of parts, in three short steps, here or in another process.

The goal EVERYONE needs two words from the others in between: the lowest ceiling and the lowest weakest score, because
«the weakest pair» is that of the whole, not of a part.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from pairing.answer import Ballots
from pairing.problem import SCALE, Ints, Small

from .covers import Cover, ceiling, fill, weakest
from .pricing import ActivePairs, hold
from .stable import settle
from .subproblem import Subproblem
from .totals import Best, best_of_fullest, best_total
from .weights import Weights


@dataclass(frozen=True)
class FillStep:
    """A batch after its first step: places filled, the cover that proves it, a score its weakest pair cannot exceed."""

    cover: Cover
    ceiling: int
    proof: Cover


@dataclass(frozen=True)
class Floor:
    """A batch after its second step: the best floor of its weakest pair not above the common ceiling, and why."""

    floor: int
    proof: Cover


@dataclass(frozen=True)
class Solution:
    """A batch solved: chosen pairs in the numbers of the problem, prices in the order of its rows and columns."""

    rows: Ints
    columns: Ints
    mentees: Small
    mentors: Small
    scores: Small
    mentee_prices: Ints
    mentor_prices: Ints
    stats: dict[str, float]


class Batch:
    """The three steps on one field; what a step leaves for the next stays inside."""

    def __init__(self, field: Subproblem) -> None:
        self.field = field
        self._held: ActivePairs | None = None
        self.stats = {"gathering": 0.0, "filling": 0.0, "choosing": 0.0}

    def active_pairs(self) -> ActivePairs:
        """Return the pairs at hand, gathered at the first call."""
        if self._held is None:
            started = perf_counter()
            self._held = hold(self.field)
            self.stats["gathering"] = perf_counter() - started
        return self._held

    def first(self) -> FillStep:
        """Fill as many places as possible."""
        held = self.active_pairs()
        started = perf_counter()
        cover = fill(held)
        top, proof = ceiling(held, cover.bound) if cover.bound else (SCALE, cover)
        self.stats["filling"] += perf_counter() - started
        return FillStep(cover, top, proof)

    def second(self, filled: FillStep, top: int) -> Floor:
        """Find how good the weakest pair can be, if not as good as `top`."""
        if not filled.cover.bound:
            return Floor(top, filled.proof)
        started = perf_counter()
        floor, proof = weakest(self.active_pairs(), filled.cover.bound, top, filled.proof)
        self.stats["filling"] += perf_counter() - started
        return Floor(floor, proof)

    def last(self, weights: Weights, seed: int, *, full: bool) -> Solution:
        """Choose the best total and forget the pairs."""
        held = self.active_pairs()
        started = perf_counter()
        if full:
            found = best_of_fullest(held, weights.floor, weights.bonus, seed)
        else:
            found = best_total(held, weights.unit, seed)
        self.stats["choosing"] += perf_counter() - started
        self.stats |= {"pairs": self.field.pairs, "held": len(held.net.tails), "rounds": held.rounds}
        self._held = None
        self.field.release()
        return self._solved(found)

    def _solved(self, found: Best) -> Solution:
        net, chosen = found.net, found.chosen
        return Solution(
            self.field.rows,
            self.field.columns,
            self.field.rows[net.tails[chosen]].astype(np.int32),
            self.field.columns[net.heads[chosen]].astype(np.int32),
            net.scores[chosen],
            found.mentee_prices,
            found.mentor_prices,
            self.stats,
        )

    def agree(self, ballots: Ballots, seed: int) -> Solution:
        """Let people ask and hold until nobody would leave."""
        started = perf_counter()
        mentees, mentors, scores = settle(self.field, ballots, seed)
        self.stats |= {"choosing": perf_counter() - started, "pairs": self.field.pairs}
        self.field.release()
        rows, columns = self.field.rows, self.field.columns
        prices = np.zeros(len(rows), np.int64), np.zeros(len(columns), np.int64)
        chosen = rows[mentees].astype(np.int32), columns[mentors].astype(np.int32)
        return Solution(rows, columns, *chosen, scores, *prices, self.stats)
