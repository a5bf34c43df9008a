"""The goal EVERYONE, first two steps: how many places can be filled, and how good the weakest pair can then be.

Both are proved by covers (König, generalised to capacities): a set of people through whom every counted pair goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from pairing.problem import SCALE, Ints, Small

from .field import Scores
from .net import Mask, most_pairs
from .pricing import Held, missing


@dataclass(frozen=True)
class Cover:
    """Prices 0 and 1: no answer has more than `bound` pairs of scores >= floor."""

    bound: int
    floor: int
    mentees: Ints
    mentors: Ints


def fill(held: Held) -> Cover:
    """Find the most pairs and the cover that proves it."""
    while True:
        count, mentees, mentors = most_pairs(held.net)
        cover = Cover(count, 0, (~mentees).astype(np.int64), mentors.astype(np.int64))
        if not missing(held, cover.mentees, cover.mentors, unit=0, bonus=1, floor=0):
            return cover


def ceiling(held: Held, filled: int) -> tuple[int, Cover]:
    """Return a score that the weakest pair cannot exceed, with the cover that proves it, by counting alone.

    At floor f mentee i fills at most min(wanted, pairs >= f) places, and mentor j has use for as many at most. Counts
    of mentees are known from a shortlist, which is at least as long as anyone's wishes; mentors need all pairs.
    """
    top, proof = _highest(filled, SCALE, lambda floor: _enough_of_mentees(held, floor))
    if top and _enough_of_mentors(held, top).bound < filled:
        top, proof = _highest(filled, top, lambda floor: _enough_of_mentors(held, floor))
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


def _enough_of_mentees(held: Held, floor: int) -> Cover:
    net = held.net
    degrees = np.bincount(net.tails[net.scores >= floor], minlength=net.n)
    bound = int(np.minimum(degrees, net.wanted).sum())
    return Cover(bound, floor, (degrees >= net.wanted).astype(np.int64), np.zeros(net.m, np.int64))


def _enough_of_mentors(held: Held, floor: int) -> Cover:
    net = held.net
    degrees = np.zeros(net.m, np.int64)
    for mentors, scores in _all_pairs(held):
        degrees += np.bincount(mentors[scores >= floor], minlength=net.m)
    bound = int(np.minimum(degrees, net.places).sum())
    return Cover(bound, floor, np.zeros(net.n, np.int64), (degrees >= net.places).astype(np.int64))


def _all_pairs(held: Held) -> Iterator[tuple[Small, Scores]]:
    """Go through mentors and scores of all pairs, held or not."""
    if held.complete:
        yield held.net.heads, held.net.scores
    else:
        yield from ((block.mentors, block.scores) for block in held.source.blocks())


def weakest(held: Held, filled: int, start: int, proof: Cover) -> tuple[int, Cover]:
    """Lower the floor from `start` until `filled` places can be filled; return it and why no higher floor does.

    Each failure leaves a cut. Of the pairs that cross it, held or not, so many must be let in that the cut admits
    `filled`: the floor goes down at once to the score of the pair that makes up the number. (Newton's method on a
    step function; every floor tried is an upper bound, so the first that works is the best.)
    """
    floor = start
    while True:
        net = held.net
        mask = net.scores >= floor
        count, mentees, mentors = most_pairs(net.only(mask))
        if count >= filled:
            return floor, proof
        crossing = _crossing(held, mentees, ~mentors)
        at_least = np.cumsum(crossing[::-1])[::-1]
        inside = count - int((mentees[net.tails] & ~mentors[net.heads] & mask).sum())
        prices = (~mentees).astype(np.int64), mentors.astype(np.int64)
        lower = int(np.flatnonzero(inside + at_least >= filled)[-1])
        if lower < floor:
            floor = lower
            proof = Cover(inside + int(at_least[floor + 1]), floor + 1, *prices)
        missing(held, *prices, unit=0, bonus=1, floor=floor)


def _crossing(held: Held, mentees: Mask, mentors: Mask) -> Ints:
    """Count by score all pairs, held or not, between these mentees and these mentors."""
    counts = np.zeros(SCALE + 2, np.int64)
    if held.complete:
        net = held.net
        across = mentees[net.tails] & mentors[net.heads]
        return np.bincount(net.scores[across], minlength=SCALE + 2)
    for block in held.source.blocks():
        across = mentees[block.owners()] & mentors[block.mentors]
        counts += np.bincount(block.scores[across], minlength=SCALE + 2)
    return counts
