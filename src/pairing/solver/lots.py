"""Ties: of all optima, the one whose lots sum to least.

By complementary slackness every optimum agrees with one vector of optimal prices: pairs of weight > u + v are in all
of them, pairs < u + v in none, and whoever has a price > 0 is filled to the brim. What is left is a small problem on
the *tight* pairs (= u + v), solved exactly with the lots as costs. Lots are a hash of (seed, mentee, mentor), so no
one is favoured for standing first in a list, and the answer does not depend on how it was found. That two optima
have equal sums of lots has a probability below pairs / 2^40 (isolation lemma of Mulmuley, Vazirani and Vazirani);
then, too, the answer is the same on every machine, because each step is deterministic.

Where somebody has very many tight pairs (everybody is alike), only the MANY pairs of the lowest lots come into
question; should they admit no optimum, eight times as many, and so on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Ints, Small

from .net import Infeasible, Net, least_cost
from .pricing import ActivePairs
from .weights import Gauge

SPAN = 2**40
"""Lots are below this; times a number of people it stays far inside 64 bits."""
MANY = 64


def draw(held: ActivePairs, chosen: Net, gauge: Gauge, seed: int) -> Net:
    """Return the pairs of the optimum that the lots prefer.

    The prices of `gauge` must be optimal for all pairs, and `chosen` an optimum.
    """
    field = held.field

    def drawn_of(tails: Small, heads: Small) -> Ints:
        return lots(seed, field.rows[tails], field.columns[heads])

    forced, tight = held.sorted_out(gauge, drawn_of)
    if len(chosen.tails) == len(forced.tails) + len(tight.tails):
        return chosen
    drawn = drawn_of(tight.tails, tight.heads)
    order = np.lexsort((drawn, tight.tails))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order)) - np.searchsorted(tight.tails[order], tight.tails[order])
    wanted = field.wanted - np.bincount(forced.tails, minlength=chosen.n)
    places = field.places - np.bincount(forced.heads, minlength=chosen.m)
    many = MANY
    while True:
        few = ranks < many
        loose = Net(wanted, places, tight.tails[few], tight.heads[few], tight.scores[few])
        try:
            taken = least_cost(loose, drawn[few], np.where(gauge.mentees > 0, -1, 0), gauge.mentors > 0)
        except Infeasible:
            if few.all():  # only where pairs had to be left out for want of room: then the optimum found stands
                return chosen
            many *= 8
            continue
        break
    pairs = loose.only(taken)
    return forced.with_pairs(*pairs.triple)


def lots(seed: int, mentees: NDArray[np.integer], mentors: NDArray[np.integer]) -> Ints:
    """Return a number from 0 to SPAN - 1 for each pair (the mixing function of SplitMix64)."""
    mixed = mentees.astype(np.uint64) << np.uint64(32) | mentors.astype(np.uint64)
    mixed += np.uint64((seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(SPAN)).astype(np.int64)
