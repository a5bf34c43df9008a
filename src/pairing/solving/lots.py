"""Ties: of all optima of the held pairs, the one whose lots sum to least.

By complementary slackness every optimum agrees with one vector of optimal prices: pairs of weight > u + v are in all
of them, pairs < u + v in none, and whoever has a price > 0 is filled to the brim. What is left is a small problem on
the *tight* pairs (= u + v), solved exactly with the lots as costs. Lots are a hash of (seed, mentee, mentor), so no
one is favoured for standing first in a list, and the answer does not depend on the solver's own order. That two optima
have equal sums of lots has a probability below pairs / 2^40 (isolation lemma of Mulmuley, Vazirani and Vazirani);
then, too, the answer is the same on every machine, because each step is deterministic.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Ints

from .net import Mask, Net, least_cost

SPAN = 2**40
"""Lots are below this; times a number of people it stays far inside 64 bits."""


def draw(net: Net, chosen: Mask, weights: Ints, prices: tuple[Ints, Ints], names: tuple[int, Ints, Ints]) -> Mask:
    """Return the optimum that the lots prefer; `chosen` must be optimal under these prices.

    `names` are the seed and the numbers of mentees and mentors in the problem, so that a lot does not depend on how
    the problem was cut into parts.
    """
    mentee_prices, mentor_prices = prices
    seed, mentees, mentors = names
    over = weights - mentee_prices[net.tails] - mentor_prices[net.heads]
    tight = over == 0
    if int(tight.sum()) == int((chosen & tight).sum()):
        return chosen
    forced = over > 0
    wanted = net.wanted - np.bincount(net.tails[forced], minlength=net.n)
    places = net.places - np.bincount(net.heads[forced], minlength=net.m)
    loose = Net(wanted, places, net.tails[tight], net.heads[tight], net.scores[tight])
    costs = lots(seed, mentees[loose.tails], mentors[loose.heads])
    answer = forced.copy()
    answer[tight] = least_cost(loose, costs, np.where(mentee_prices > 0, -1, 0), mentor_prices > 0)
    return answer


def lots(seed: int, mentees: NDArray[np.integer], mentors: NDArray[np.integer]) -> Ints:
    """Return a number from 0 to SPAN - 1 for each pair (the mixing function of SplitMix64)."""
    mixed = mentees.astype(np.uint64) << np.uint64(32) | mentors.astype(np.uint64)
    mixed += np.uint64((seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed ^ (mixed >> np.uint64(31))) % np.uint64(SPAN)).astype(np.int64)
