"""The best total, of all matchings or of those that fill most places, with prices proved on every allowed pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pairing.problem import SCALE, Ints

from .lots import draw
from .net import Mask, Net, best_pairs, choose_boxed, most_weight
from .prices import bound, least_prices
from .pricing import ActivePairs, add_missing
from .weights import Gauge, Weights

BOX = 150
BOXED_ROUNDS = 4
SETTLED = 60
"""Points that prices may move in one boxed round, how many such rounds there are, and when prices are near enough."""


@dataclass(frozen=True)
class Best:
    """Chosen pairs of a net, and prices under which nobody could do better for these weights."""

    net: Net
    chosen: Mask
    mentee_prices: Ints
    mentor_prices: Ints


def best_of_fullest(held: ActivePairs, floor: int, bonus: int, seed: int) -> Best:
    """Find the best total from pairs >= floor of those that fill most places; `bonus` as `enough` says."""
    weights = Weights(1, bonus, floor)
    if not held.widen(floor):
        steady(held, floor)
    return _by_lot(held, weights, _proved(held, weights, lambda net: best_pairs(net, full=True)), seed)


def best_total(held: ActivePairs, unit: int, seed: int) -> Best:
    """Find the best total and, of equal totals, the one that fills most places: the weights unit x score + 1.

    First by scores alone. If that fills every wish, the larger weights change nothing but the prices.
    Otherwise they are solved on the pairs that some optimum may hold, which are few; pricing lets in what is missing.
    """
    plain, weights = Weights(1, 0), Weights(unit, 1)
    steady(held, 0)
    found = _proved(held, plain, lambda net: best_pairs(net, full=False))
    if int(found.chosen.sum()) == int(found.net.wanted.sum()):
        found = Best(found.net, found.chosen, found.mentee_prices * unit + 1, found.mentor_prices * unit)
    else:
        gauge = Gauge(plain, found.mentee_prices, found.mentor_prices)
        held.mask = gauge.over(*held.pool.triple) >= 0
        found = _proved(held, weights, lambda net: most_weight(net, weights.of(net)))
    return _by_lot(held, weights, found, seed)


def steady(held: ActivePairs, floor: int) -> None:
    """Improve the held pairs in rounds where prices may move but little from those before (boxstep; Marsten 1975).

    Without that, prices of a net on which few can be seated jump about, and each jump calls in pairs that are useless.
    """
    if held.complete or held.forecast is None:
        return
    prices = held.forecast.prices
    for turn in range(BOXED_ROUNDS):
        net = held.net.only(held.net.scores >= floor) if floor else held.net
        low, high = np.maximum(prices - BOX, 0), prices + BOX
        chosen, crowded = choose_boxed(net, low, high)
        mentees, prices = least_prices(net, chosen, net.scores.astype(np.int64), np.where(crowded, high, low))
        gauge = Gauge(Weights(1, 0, floor), mentees, prices)
        if not held.exhaustive and not turn % 2:
            held.look(gauge)
        if held.admit(gauge) <= SETTLED:
            return


def _proved(held: ActivePairs, weights: Weights, choose: Callable[[Net], Mask]) -> Best:
    """Choose from the held pairs until their prices leave no other pair wanting."""
    while True:
        net = held.net.only(held.net.scores >= weights.floor) if weights.floor else held.net
        chosen = choose(net)
        mentees, mentors = least_prices(net, chosen, weights.of(net))
        if bound(net, mentees, mentors, weights.of(net)) != int(weights.of(net)[chosen].sum()):
            raise RuntimeError("the prices do not prove the flow")
        if not add_missing(held, Gauge(weights, mentees, mentors)):
            return Best(net, chosen, mentees, mentors)


def _by_lot(held: ActivePairs, weights: Weights, found: Best, seed: int) -> Best:
    gauge = Gauge(weights, found.mentee_prices, found.mentor_prices)
    drawn = draw(held, found.net.only(found.chosen), gauge, seed)
    return Best(drawn, np.ones(len(drawn.tails), np.bool_), found.mentee_prices, found.mentor_prices)


def enough(filled: int) -> int:
    """Return a bonus so high that one more pair outweighs any change of scores along a path of exchanges.

    A path that fills one more place changes at most `filled` pairs for as many others plus one. Twice that lets a price
    be taken apart into places and points again (`what_if`).
    """
    return 2 * SCALE * (filled + 2)
