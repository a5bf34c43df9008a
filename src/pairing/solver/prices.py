"""The least prices that prove a flow optimal: longest paths in the residual graph, whole frontiers at a time.

A mentor's price starts at 0 and rises only when somebody who is served worse would pay more: it is the label
correcting method of Bellman and Ford on the residual graph, restricted to rows whose mentors just became dearer.
The result is the least of all optimal price vectors (they form a lattice), hence a mentor's price is exactly what one
more place there would add (right derivative of a concave function).
"""

from __future__ import annotations

import numpy as np

from pairing.problem import Ints

from .net import Mask, Net


def spread(starts: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return positions of all items of these CSR rows, and how many items each row has."""
    counts = starts[rows + 1] - starts[rows]
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts[rows] - ends + counts, counts) + np.arange(total), counts


def least_prices(net: Net, flow: Mask, weights: Ints, start: Ints | None = None) -> tuple[Ints, Ints]:
    """Return (mentee prices, mentor prices) of a flow that is optimal for these weights of pairs.

    Mentor prices are at least `start` (0). Raises RuntimeError when the flow is not optimal in its net: then no such
    prices exist.
    """
    starts = net.starts
    levels = _Levels(net, flow, weights)
    by_mentor, mentor_starts = _by_mentor(net, flow)
    prices = np.zeros(net.m, np.int64) if start is None else start.copy()
    most = max(int(weights.max(initial=0)), int(prices.max(initial=0)))
    rows: Ints = np.flatnonzero(np.diff(starts) > 0)
    while len(rows):
        spots, counts = spread(starts, rows)
        heads = net.heads[spots]
        offers = weights[spots] - np.repeat(levels.at(rows, prices), counts)
        better = (offers > prices[heads]) & ~flow[spots]
        heads, offers = heads[better], offers[better]
        if not len(heads):
            break
        if int(offers.max()) > most:
            raise RuntimeError("the flow is not optimal")
        np.maximum.at(prices, heads, offers)
        dearer: Ints = np.flatnonzero(np.bincount(heads, minlength=1))
        rows = np.unique(by_mentor[spread(mentor_starts, dearer)[0]])
    return levels.at(np.arange(net.n), prices), prices


def bound(net: Net, mentee_prices: Ints, mentor_prices: Ints, weights: Ints) -> int:
    """Return the dual bound over the pairs of the net (pairs left out must not add to it)."""
    over = weights - mentee_prices[net.tails] - mentor_prices[net.heads]
    total = int(net.wanted @ mentee_prices) + int(net.places @ mentor_prices)
    return total + int(np.maximum(over, 0).sum())


def _by_mentor(net: Net, flow: Mask) -> tuple[Ints, Ints]:
    """Return the chosen mentees sorted by mentor, and where each mentor's begin."""
    chosen = net.heads[flow]
    order = np.argsort(chosen, kind="stable")
    counts = np.bincount(chosen, minlength=net.m)
    return net.tails[flow][order].astype(np.int64), np.concatenate([[0], np.cumsum(counts)])


class _Levels:
    """How well each mentee is served: the least of weight - price over its mentors, 0 with a wish left open."""

    def __init__(self, net: Net, flow: Mask, weights: Ints) -> None:
        self.heads, self.weights = net.heads[flow], weights[flow]
        counts = np.bincount(net.tails[flow], minlength=net.n)
        self.starts = np.concatenate([[0], np.cumsum(counts)])
        self.served = (counts == net.wanted) & (counts > 0)
        self.single = bool((counts <= 1).all())

    def at(self, rows: Ints, prices: Ints) -> Ints:
        """Return the levels of these mentees under these mentor prices."""
        levels = np.zeros(len(rows), np.int64)
        served = self.served[rows]
        mine = rows[served]
        if not len(mine):
            return levels
        if self.single:
            spots = self.starts[mine]
            levels[served] = self.weights[spots] - prices[self.heads[spots]]
            return levels
        spots, counts = spread(self.starts, mine)
        net_worth = self.weights[spots] - prices[self.heads[spots]]
        levels[served] = np.minimum.reduceat(net_worth, np.cumsum(counts) - counts)
        return levels
