"""The best total, of all matchings or of those that fill most places, with prices proved on every allowed pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pairing.problem import SCALE, Ints

from .lots import draw
from .net import Mask, Net, best_pairs, most_weight
from .prices import bound, least_prices
from .pricing import Held, Stock, missing

PRUNED_ROUNDS = 6
"""So many rounds of pricing let go of pairs that prices have made hopeless; then held pairs only grow, which ends."""


@dataclass(frozen=True)
class Weights:
    """What a pair weighs in the proof: unit x score + bonus; only pairs of scores >= floor are counted."""

    unit: int
    bonus: int
    floor: int = 0

    def of(self, net: Net) -> Ints:
        """Return the weight of every pair of a net."""
        return net.scores.astype(np.int64) * self.unit + self.bonus


@dataclass(frozen=True)
class Best:
    """Chosen pairs of a net, and prices under which nobody could do better for these weights."""

    net: Net
    chosen: Mask
    mentee_prices: Ints
    mentor_prices: Ints


def best_of_fullest(held: Held, floor: int, bonus: int, seed: int) -> Best:
    """Find the best total from pairs >= floor of those that fill most places; `bonus` as `enough` says."""
    weights = Weights(1, bonus, floor)
    return _by_lot(held, weights, _proved(held, weights, lambda net: best_pairs(net, full=True)), seed)


def best_total(held: Held, unit: int, seed: int) -> Best:
    """Find the best total and, of equal totals, the one that fills most places: the weights unit x score + 1.

    First by scores alone. If that fills every wish, the larger weights change nothing but the prices.
    Otherwise they are solved on the pairs that some optimum may hold, which are few; pricing lets in what is missing.
    """
    plain, weights = Weights(1, 0), Weights(unit, 1)
    found = _proved(held, plain, lambda net: best_pairs(net, full=False))
    filled = int(found.chosen.sum())
    if filled == int(found.net.wanted.sum()):
        found = Best(found.net, found.chosen, found.mentee_prices * unit + 1, found.mentor_prices * unit)
    else:
        net = found.net
        near = plain.of(net) >= found.mentee_prices[net.tails] + found.mentor_prices[net.heads]
        narrow = Held(Stock(net, held.rows, held.columns) if held.complete else held.source, net.only(near), False)
        found = _proved(narrow, weights, lambda net: most_weight(net, weights.of(net)))
    return _by_lot(held, weights, found, seed)


def _proved(held: Held, weights: Weights, choose: Callable[[Net], Mask]) -> Best:
    """Choose from the held pairs until their prices leave no other pair wanting."""
    while True:
        net = held.net.only(held.net.scores >= weights.floor) if weights.floor else held.net
        chosen = choose(net)
        mentees, mentors = least_prices(net, chosen, weights.of(net))
        if bound(net, mentees, mentors, weights.of(net)) != int(weights.of(net)[chosen].sum()):
            raise RuntimeError("the prices do not prove the flow")
        if not missing(held, mentees, mentors, unit=weights.unit, bonus=weights.bonus, floor=weights.floor):
            return Best(net, chosen, mentees, mentors)
        if held.rounds <= PRUNED_ROUNDS:
            held.prune(weights.of(held.net) - mentees[held.net.tails] - mentors[held.net.heads])


def _by_lot(held: Held, weights: Weights, found: Best, seed: int) -> Best:
    """Settle ties among the optima of the held pairs."""
    net, prices = found.net, (found.mentee_prices, found.mentor_prices)
    lots = (seed, held.rows, held.columns)
    return Best(net, draw(net, found.chosen, weights.of(net), prices, lots), *prices)


def enough(filled: int) -> int:
    """Return a bonus so high that one more pair outweighs any change of scores along a path of exchanges.

    A path that fills one more place changes at most `filled` pairs for as many others plus one. Twice that lets a price
    be taken apart into places and points again (`what_if`).
    """
    return 2 * SCALE * (filled + 2)
