"""Which pairs to hold: those that a forecast of prices likes, then whatever the prices say was wrongly left out.

This is column generation: an optimum of the held pairs whose prices leave no other pair with weight > u + v is an
optimum of all pairs (weak duality), whatever was held first. Most rounds look only at a *pool*, the pairs that came
near their prices when all were last looked at; the last round always looks at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field

import numpy as np

from pairing.problem import Candidates, Ints, Small

from .forecast import Forecast, Lists, forecast
from .net import Mask, Net
from .prices import spread
from .subproblem import Block, Scores, Subproblem
from .task import contains
from .tops import top
from .weights import LARGEST, Gauge

HOLD_ALL = 64
"""With so many pairs a mentee on average nothing is left out: pricing would cost more than it saves."""
POOL_ALL = 2_000_000
"""With so few pairs all are at hand."""
LISTS = Lists(mentee=8, place=4, pool=160)
"""Pairs held a mentee and a place of a mentor, and pairs at hand a mentee, on average."""
POOL_EACH = 320
"""The pool takes at most so many pairs a mentee, on average over a block."""
EACH_ROUND = 8
"""So many pairs a mentee join at most in one round of pricing."""
REACH = 400
"""Points below their prices from which pairs join, when prices are still far off."""
CLOSE = 600
"""Pairs leave again when prices are wrong by less than so many points."""
PRUNED_ROUNDS = 12
"""So many rounds of pricing let go of pairs that prices have made hopeless; then held pairs only grow, which ends."""
MOST = 16
"""So many pairs a mentee are kept on average between rounds."""
FINE = 4096
CLIP = 2**24
"""Differences beyond this many points are all alike."""

Triple = tuple[Small, Small, Small]


@dataclass
class ActivePairs:
    """The held pairs of a field: those of the `pool` that `mask` marks; `exhaustive` pools hold all pairs there are.

    `best` are the best scores of each mentee, as many as anyone wants mentors, -1 where there are fewer pairs.
    `anchor` are the keys of pairs that are never let go: with them as many places can be filled as at all.
    """

    field: Subproblem
    pool: Net
    mask: Mask
    exhaustive: bool
    forecast: Forecast | None
    best: Small
    rounds: int = 0
    trimmed: bool = False
    anchor: Ints = dataclass_field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def net(self) -> Net:
        """Return the active pairs as a net: the whole pool where it is complete."""
        return self.pool if self.complete else self.pool.only(self.mask)

    @property
    def complete(self) -> bool:
        """Say whether every pair there is is held."""
        return self.exhaustive and bool(self.mask.all())

    def whole(self) -> Block:
        """Return an exhaustive pool as one block."""
        return Block(0, self.pool.starts, self.pool.heads, self.pool.scores)

    def rows_of(self, rows: Ints) -> Candidates:
        """Return all pairs of these mentees (ascending), held or not."""
        if not self.exhaustive:
            return self.field.rows_of(rows)
        spots, counts = spread(self.pool.starts, rows)
        indptr = np.concatenate([[0], np.cumsum(counts)])
        return Candidates(indptr, self.pool.heads[spots], self.pool.scores[spots])

    def insert(self, tails: Small, heads: Small, scores: Small) -> None:
        """Hold pairs that may not even be in the pool."""
        keys = tails.astype(np.int64) * self.pool.m + heads
        if not contains(keys, self.pool.keys).all():
            held = self.pool.keys[self.mask]
            self.pool = self.pool.with_pairs(tails, heads, scores)
            self.mask = contains(self.pool.keys, held)
        self.mask[np.searchsorted(self.pool.keys, keys)] = True

    def widen(self, floor: int) -> bool:
        """Hold all pairs >= floor if that is little; say whether it was."""
        good = self.pool.scores >= floor
        if self.exhaustive and int(good.sum()) <= HOLD_ALL * self.pool.n:
            self.mask = good
            return True
        return False

    def admit(self, gauge: Gauge) -> int:
        """Hold pairs of the pool that are above or near their prices; return by how much the worst was above, or 0.

        When prices are nearly right, pairs far below them are let go: pricing brings back what was needed.
        """
        over = gauge.over(*self.pool.triple)
        most = int(over.max(initial=0, where=~self.mask))
        if most <= 0:
            return 0
        unit = max(1, gauge.weights.unit)
        low = -min(REACH * unit, max(20 * unit, 4 * most))
        near = np.flatnonzero((over > low) & ~self.mask)
        if self.rounds < PRUNED_ROUNDS:
            self._let_go(over, low if most < CLOSE * unit else -LARGEST)
        self.mask[_foremost(self.pool, near, over[near])] = True
        self.rounds += 1
        return most

    def _let_go(self, over: Ints | Small, low: int) -> None:
        """Hold no more pairs not above `low`, nor more than MOST a mentee; chosen pairs are never below 0."""
        self.mask &= over > low
        held = np.flatnonzero(self.mask)
        many = len(held) - MOST * self.pool.n
        if many > 0:
            cut = min(-1, int(np.partition(over[held], many)[many]))
            self.mask[held[over[held] <= cut]] = False
        self.mask[np.searchsorted(self.pool.keys, self.anchor)] = True

    def look(self, gauge: Gauge) -> None:
        """Look at all pairs: the pool is now what is held and what is above or near these prices."""
        wide = max(1, gauge.weights.unit) * (self.forecast.wide if self.forecast else 0)
        net = self.net
        found = self.field.each(lambda block: _around(block, gauge, -wide - 1))
        self.trimmed = any(cut for _, cut in found)
        self.pool = _net(self.field, [triple for triple, _ in found]).with_pairs(*net.triple)
        self.mask = contains(self.pool.keys, net.keys)

    def sorted_out(self, gauge: Gauge, drawn: Callable[[Small, Small], Ints]) -> tuple[Net, Net]:
        """Return the pairs above their prices and those equal to them; prices must be right for all pairs.

        Where everybody is alike, only so many equal pairs of a mentee come as a pool takes, the lowest of `drawn`.
        """
        pool = self.pool
        if self.trimmed:
            pool = _net(self.field, self.field.each(lambda block: _even(block, gauge, drawn)))
        over = gauge.over(*pool.triple)
        return pool.only(over > 0), pool.only(over == 0)


def _even(block: Block, gauge: Gauge, drawn: Callable[[Small, Small], Ints]) -> Triple:
    """Return the pairs of a block not below their prices, of each mentee the POOL_EACH that are drawn first."""
    tails = block.owners()
    even = np.flatnonzero(gauge.over(tails, block.mentors, block.scores) >= 0)
    tails, heads, scores = tails[even], block.mentors[even], block.scores[even].astype(np.int32)
    order = np.lexsort((drawn(tails, heads), gauge.over(tails, heads, scores) == 0, tails))
    ranks = np.arange(len(order)) - np.searchsorted(tails[order], tails[order])
    few = np.sort(order[ranks < POOL_EACH])
    return tails[few], heads[few], scores[few]


def _foremost(pool: Net, near: Ints, over: Ints | Small) -> Ints:
    """Return the best of these places for each mentee, at most EACH_ROUND; equal ones by lot."""
    tails = pool.tails[near]
    worth = np.clip(over, -CLIP, CLIP).astype(np.int64) * FINE + jitter(tails, pool.heads[near])
    order = np.argsort(tails.astype(np.int64) * (4 * CLIP * FINE) - worth)
    tails = tails[order]
    return np.asarray(near[order[np.arange(len(near)) - np.searchsorted(tails, tails) < EACH_ROUND]])


def hold(field: Subproblem) -> ActivePairs:
    """Go through the field and hold everything when that is little, else what a forecast likes."""
    width = max(1, int(field.wanted.max(initial=1)))
    n = len(field.rows)
    if field.estimate() > 2 * max(POOL_ALL, HOLD_ALL * n):
        guess = forecast(field, LISTS)
        found = field.each(lambda block: _gathered(block, guess, width))
        pool = _net(field, [near for near, _, _ in found])
        mask = np.concatenate([held for _, held, _ in found])
        return ActivePairs(field, pool, mask, False, guess, np.concatenate([best for _, _, best in found]))
    pool = _net(field, field.each(_triple))
    starts = pool.starts
    best = _best_scores(starts, pool.scores, width)
    if len(pool.tails) <= HOLD_ALL * n:
        field.release()
        return ActivePairs(field, pool, np.ones(len(pool.tails), np.bool_), True, None, best)
    guess = forecast(field, LISTS)
    field.release()
    near, held = _liked(starts, pool.heads, pool.scores, guess)
    mask = np.zeros(len(pool.tails), np.bool_)
    mask[near[held]] = True
    return ActivePairs(field, pool, mask, True, guess, best)


def add_missing(held: ActivePairs, gauge: Gauge) -> bool:
    """Hold pairs that were left out and are above their prices; say whether there were any."""
    if held.complete:
        return False
    if held.admit(gauge):
        return True
    if held.exhaustive:
        return False
    held.look(gauge)
    return bool(held.admit(gauge))


def _triple(block: Block) -> Triple:
    return block.owners(), block.mentors, block.scores.astype(np.int32)


def _net(field: Subproblem, parts: list[Triple]) -> Net:
    nothing = np.zeros(0, np.int32)
    columns = [np.concatenate(column) for column in zip((nothing, nothing, nothing), *parts, strict=True)]
    return Net(field.wanted, field.places, *columns)


def _gathered(block: Block, guess: Forecast, width: int) -> tuple[Triple, Mask, Small]:
    """Return what of a block belongs in the pool, what of that to hold, and the best scores of each mentee."""
    near, held = _liked(block.indptr, block.mentors, block.scores, guess)
    if len(near) > POOL_EACH * (len(block.indptr) - 1):
        tails = block.owners()[near]
        few = np.sort(_drawn(tails, block.mentors[near], POOL_EACH * (len(block.indptr) - 1)))
        near, held = near[few], held[few]
    triple = block.owners()[near], block.mentors[near], block.scores[near].astype(np.int32)
    return triple, held, _best_scores(block.indptr, block.scores, width)


def _drawn(tails: Small, heads: Small, count: int) -> Ints:
    """Return `count` places drawn by lot: there are more pairs alike than can be kept at hand."""
    return np.asarray(np.argpartition(jitter(tails, heads), count)[:count])


def _liked(indptr: Ints, mentors: Small, scores: Scores, guess: Forecast) -> tuple[Ints, Mask]:
    """Return the places of pairs near the best of their mentee at the forecast prices, and which of them to hold."""
    counts = np.diff(indptr)
    rows = counts > 0
    gains = scores.astype(np.int32)
    gains -= guess.prices.astype(np.int32)[mentors]
    if len(gains):
        gains -= np.repeat(np.maximum.reduceat(gains, indptr[:-1][rows]), counts[rows])
    near = np.flatnonzero(gains >= -guess.wide)
    here = gains[near]
    held = (here >= -guess.margin) | (here >= -guess.reach.astype(np.int32)[mentors[near]])
    return near, held


def _best_scores(indptr: Ints, scores: Scores, width: int) -> Small:
    """Return the `width` best scores of each row, -1 where there are fewer."""
    counts = np.diff(indptr)
    best = np.full((len(counts), width), -1, np.int32)
    rows = np.flatnonzero(counts > 0)
    if width == 1:
        if len(rows):
            best[rows, 0] = np.maximum.reduceat(scores, indptr[:-1][rows])
        return best
    spots = np.sort(top(scores.astype(np.int32), indptr[:-1], counts, width))
    owners = np.searchsorted(indptr, spots, "right") - 1
    best[owners, np.arange(len(spots)) - np.searchsorted(owners, owners)] = scores[spots]
    return best


def _around(block: Block, gauge: Gauge, low: int) -> tuple[Triple, bool]:
    """Return the pairs of a block above `low`, those farthest below left out when there are too many; say if so."""
    tails = block.owners()
    over = gauge.over(tails, block.mentors, block.scores)
    near = np.flatnonzero(over > low)
    most = POOL_EACH * (len(block.indptr) - 1)
    cut = len(near) > most
    if cut:
        worth = np.minimum(over[near], 1).astype(np.int64) * FINE + jitter(tails[near], block.mentors[near])
        near = np.sort(near[np.argpartition(-worth, most)[:most]])
    return (tails[near], block.mentors[near], block.scores[near].astype(np.int32)), cut


def jitter(tails: Small, heads: Small) -> Small:
    """Return a number below FINE for each pair that looks random, lest all mentees fight for the first mentor."""
    found = tails.astype(np.uint32) * np.uint32(2654435761) + heads.astype(np.uint32) * np.uint32(2246822519)
    return np.asarray((found ^ (found >> np.uint32(15))) & np.uint32(FINE - 1), np.int32)
