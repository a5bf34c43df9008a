"""The goal EVERYONE, first two steps: how many places can be filled, and how good the weakest pair can then be.

Both are proved by covers (König, generalised to capacities): a set of people through whom every counted pair goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pairing.problem import SCALE, Ints, Small

from .net import Mask, Net, most_flow, most_pairs
from .pricing import FINE, ActivePairs, jitter
from .reachability import Reach, reach
from .subproblem import Block, Scores

STEP = 8
"""Points by which a floor that worked is first raised; then by twice as many each time."""
CAUTION = 32
"""A guess is lowered by one part in so many: a floor too low costs one flow, one too high many."""
DRAWN = 8
SAMPLED = 48
"""About so many pairs of a person are drawn when a floor is tried, and in a sample whose people stand for many."""
COARSE = 256
"""Scores are first counted in steps of so many points, then exactly inside one step."""


@dataclass(frozen=True)
class Cover:
    """Prices 0 and 1: no answer has more than `bound` pairs of scores >= floor."""

    bound: int
    floor: int
    mentees: Ints
    mentors: Ints


def fill(held: ActivePairs) -> Cover:
    """Find the most pairs and the cover that proves it."""
    taken, reached = _fullest(held, 0, int(held.pool.wanted.sum()), enrich=False)
    count, held.anchor = len(taken.tails), taken.keys
    if count == int(held.pool.wanted.sum()):
        return Cover(count, 0, np.ones(held.pool.n, np.int64), np.zeros(held.pool.m, np.int64))
    reached = reached or reach(held, taken, 0)
    return Cover(count, 0, (~reached.mentees).astype(np.int64), reached.mentors.astype(np.int64))


def _fullest(held: ActivePairs, floor: int, enough: int, *, enrich: bool) -> tuple[Net, Reach | None]:
    """Fill most places from pairs >= floor, held or not: with which, and who is reached from open wishes.

    None for whom is reached when nothing is left to be wished for or the count is `enough`. With `enrich` more pairs
    are held first, if those at hand do not do.
    """
    most = min(int(held.pool.wanted.sum()), int(held.pool.places.sum()), enough)
    taken = _taken(held, floor)
    if enrich and len(taken.tails) < most:
        _enrich(held, floor)
        taken = _taken(held, floor)
    while True:
        if len(taken.tails) >= most:
            return taken, None
        reached = reach(held, taken, floor)
        if not reached.free:
            return taken, reached
        held.insert(*reached.steps)
        taken = _taken(held, floor)


def _taken(held: ActivePairs, floor: int) -> Net:
    """Return as many held pairs >= floor as can be together."""
    net = held.net.only(held.net.scores >= floor) if floor else held.net
    return net.only(most_pairs(net))


def ceiling(held: ActivePairs, filled: int) -> tuple[int, Cover]:
    """Return a score that the weakest pair cannot exceed, with the cover that proves it, by counting alone.

    At floor f mentee i fills at most min(wanted, pairs >= f) places, and mentor j has use for as many at most.
    """
    top, proof = _highest(filled, SCALE, lambda floor: _enough_of_mentees(held, floor))
    if top and int(np.minimum(_degrees(held, top), held.pool.places).sum()) < filled:
        return _enough_of_mentors(held, filled)
    return top, proof


def _highest(filled: int, high: int, cover_at: Callable[[int], Cover]) -> tuple[int, Cover]:
    """Halve the span between floors that admit `filled` pairs and floors, from `high` up, that do not."""
    low, high = 0, high + 1
    while high - low > 1:
        middle = (low + high) // 2
        if cover_at(middle).bound >= filled:
            low = middle
        else:
            high = middle
    return low, cover_at(high)


def _enough_of_mentees(held: ActivePairs, floor: int) -> Cover:
    degrees = (held.best >= max(floor, 0)).sum(axis=1)
    wanted = held.pool.wanted
    bound = int(np.minimum(degrees, wanted).sum())
    return Cover(bound, floor, (degrees >= wanted).astype(np.int64), np.zeros(held.pool.m, np.int64))


def _degrees(held: ActivePairs, floor: int) -> Ints:
    """Return how many pairs >= floor each mentor has."""
    return _summed(held, lambda block: np.bincount(block.mentors[block.scores >= floor], minlength=held.pool.m))


def _enough_of_mentors(held: ActivePairs, filled: int) -> tuple[int, Cover]:
    """Return the highest floor at which mentors have enough pairs, and why no higher one does."""
    m, places = held.pool.m, held.pool.places
    steps = SCALE // COARSE + 1
    whole = _summed(held, lambda block: _counted(block.mentors, block.scores // COARSE, m, steps)).reshape(m, steps)
    at_least = whole[:, ::-1].cumsum(axis=1)[:, ::-1]
    step = int(np.flatnonzero(np.minimum(at_least, places[:, None]).sum(axis=0) >= filled)[-1])
    first = step * COARSE

    def inside(block: Block) -> Ints:
        here = np.flatnonzero((block.scores >= first) & (block.scores < first + COARSE))
        return _counted(block.mentors[here], block.scores[here] - first, m, COARSE)

    fine = _summed(held, inside).reshape(m, COARSE)
    above = at_least[:, step] - whole[:, step]
    degrees = np.column_stack([fine[:, ::-1].cumsum(axis=1)[:, ::-1] + above[:, None], above])
    floor = int(np.flatnonzero(np.minimum(degrees, places[:, None]).sum(axis=0) >= filled)[-1])
    why = degrees[:, floor + 1]
    bound = int(np.minimum(why, places).sum())
    proof = Cover(bound, first + floor + 1, np.zeros(held.pool.n, np.int64), (why >= places).astype(np.int64))
    return first + floor, proof


def _counted(mentors: Small, steps: Scores, m: int, width: int) -> Ints:
    """Count pairs by mentor and step."""
    return np.bincount(mentors * np.int64(width) + steps, minlength=m * width)


def _summed(held: ActivePairs, count: Callable[[Block], Ints]) -> Ints:
    """Add up what is counted in all blocks of pairs, held or not."""
    if held.exhaustive:
        return count(held.whole())
    return np.asarray(sum(held.field.each(count)))


def weakest(held: ActivePairs, filled: int, start: int, proof: Cover) -> tuple[int, Cover]:
    """Find the highest floor, at most `start`, at which `filled` places can be filled, and why no higher one does.

    A guess comes first. Each floor that works raises the lower end to its weakest pair. Each that fails leaves a cut:
    of the pairs that cross it so many must be let in that the cut admits `filled`, so the upper end goes down at once
    to the score of the pair that makes up the number (Newton's method on a step function).
    """
    low, high, step = 0, start, STEP
    floor = _guess(held, filled, start)
    floor -= floor // CAUTION if floor < start else 0
    fresh = not held.complete
    while low < high:
        taken, reached = _fullest(held, floor, filled, enrich=fresh)
        fresh = reached is None and not held.complete
        if reached is None:
            low, held.anchor = int(taken.scores.min()), taken.keys
            floor, step = min(high, low + step), 2 * step
            continue
        crossing = _crossing(held, reached.mentees, ~reached.mentors)
        at_least = np.cumsum(np.bincount(crossing.scores, minlength=SCALE + 2)[::-1])[::-1]
        inside = len(taken.tails) - int(at_least[floor])  # pairs >= floor that cross are all taken
        floor = high = int(np.flatnonzero(inside + at_least >= filled)[-1])
        held.insert(*crossing.only(crossing.scores >= floor).triple)
        prices = (~reached.mentees).astype(np.int64), reached.mentors.astype(np.int64)
        proof = Cover(inside + int(at_least[floor + 1]), floor + 1, *prices)
    return high, proof


def _guess(held: ActivePairs, filled: int, start: int) -> int:
    """Guess the floor from a sample and a few of its pairs; `start` where there is no sample."""
    seen = held.forecast
    if seen is None:
        return start
    share = -(-held.pool.n // len(seen.rows))
    wanted = held.pool.wanted[seen.rows] * share
    rows, mentors = np.nonzero(seen.table >= 0)
    tails, heads, scores = rows.astype(np.int32), mentors.astype(np.int32), seen.table[rows, mentors].astype(np.int32)
    lots = jitter(tails, heads)
    low, high = 0, start + 1
    while high - low > 1:
        floor = (low + high) // 2
        good = np.flatnonzero(scores >= floor)
        counts = np.bincount(tails[good], minlength=len(wanted)), np.bincount(heads[good], minlength=held.pool.m)
        some = good[lots[good] * np.minimum(counts[0][tails[good]], counts[1][heads[good]]) < FINE * SAMPLED]
        net = Net(wanted, held.pool.places, tails[some], heads[some], scores[some])
        if int(most_flow(net, np.full(len(some), share)).sum()) >= filled:
            low = floor
        else:
            high = floor
    return low


def _enrich(held: ActivePairs, floor: int) -> None:
    """Hold some pairs >= floor of everyone, drawn by lot: they nearly always seat as many as all would."""
    seen = held.forecast
    assert seen is not None, "nothing is left out without a forecast"
    share = held.pool.n / len(seen.rows)
    many = np.maximum(1, ((seen.table >= floor).sum(axis=0) * share)).astype(np.int64)

    def some(block: Block) -> tuple[Small, Small, Small]:
        good = np.flatnonzero(block.scores >= floor)
        tails, heads = block.owners()[good], block.mentors[good]
        counts = np.bincount(tails - block.first, minlength=len(block.indptr) - 1)
        lots = jitter(tails, heads)
        ours = lots * counts[tails - block.first] < FINE * DRAWN
        theirs = lots * many[heads] < FINE * DRAWN * held.pool.places[heads]
        few = np.flatnonzero(ours | theirs)
        return tails[few], heads[few], block.scores[good[few]].astype(np.int32)

    found = [some(block) for block in [held.whole()]] if held.exhaustive else held.field.each(some)
    held.insert(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _crossing(held: ActivePairs, mentees: Mask, mentors: Mask) -> Net:
    """Return all pairs, held or not, between these mentees and these mentors."""
    rows = np.flatnonzero(mentees)
    found = held.rows_of(rows)
    across = mentors[found.mentors]
    tails = np.repeat(rows, np.diff(found.indptr))[across].astype(np.int32)
    return Net(held.pool.wanted, held.pool.places, tails, found.mentors[across], found.scores[across])
