"""A forecast of mentor prices, to choose a good shortlist. It may be wrong: pricing puts right what it misses.

An auction on a sample in whole numbers (Walrasian tâtonnement with a softened demand): each sampled mentee spreads its
wish over the mentors nearest to its best net score; mentors asked for beyond their places get dearer, others cheaper.
"""

from __future__ import annotations

import numpy as np

from pairing.problem import Ints

from .field import Field

SAMPLE = 512
ROUNDS = 16
SOFTNESS = 600
SHARES = 1 << 16
WIDEST = 2_000_000


def forecast(field: Field) -> Ints:
    """Return prices of mentors, in points of score, guessed from some mentees evenly spread over the field."""
    count = max(1, min(SAMPLE, max(200, len(field.rows) // 8), len(field.rows), WIDEST // max(1, len(field.columns))))
    spots = np.unique(np.arange(count) * len(field.rows) // count)
    tables = [(block.indptr, block.mentors, block.scores) for block in field.some(spots)]
    counts = np.concatenate([np.diff(indptr) for indptr, _, _ in tables])
    mentors = np.concatenate([mentors for _, mentors, _ in tables]).astype(np.int64)
    scores = np.concatenate([scores for _, _, scores in tables]).astype(np.int64)
    rows = counts > 0
    starts = (np.cumsum(counts) - counts)[rows]
    supply = int(field.wanted.sum()) * SHARES // count
    return _auction(mentors, scores, starts, counts=counts[rows], places=field.places * SHARES, supply=supply)


def _auction(mentors: Ints, scores: Ints, starts: Ints, *, counts: Ints, places: Ints, supply: int) -> Ints:
    """Move prices towards a balance of demand and places; `supply` is what one sampled mentee stands for."""
    if not len(starts):
        return np.zeros(len(places), np.int64)
    prices = _by_quality(mentors, scores, places, supply * len(starts))
    softness, step = SOFTNESS, SOFTNESS // 2
    for turn in range(ROUNDS):
        net_worth = scores - prices[mentors]
        gaps = np.repeat(np.maximum.reduceat(net_worth, starts), counts) - net_worth
        near = np.flatnonzero(gaps < softness)
        wishes = softness - gaps[near]
        mine = np.searchsorted(starts, near, "right") - 1
        # whole numbers below 2^53: a sum of floats is exact, whatever its order
        sums = np.bincount(mine, weights=wishes, minlength=len(starts)).astype(np.int64)
        shares = wishes * SHARES // sums[mine]
        asked = np.bincount(mentors[near], weights=shares, minlength=len(places)).astype(np.int64)
        excess = np.clip((asked * (supply // SHARES) - places) * 256 // np.maximum(places, 1), -256, 512)
        prices = np.maximum(prices + step * excess // 256, 0)
        if turn % 3 == 2:
            step = step * 2 // 3
    return prices


def _by_quality(mentors: Ints, scores: Ints, places: Ints, supply: int) -> Ints:
    """Start from what a mentor is above the last one that is needed, judged by mean scores."""
    counts = np.bincount(mentors, minlength=len(places))
    sums = np.bincount(mentors, weights=scores, minlength=len(places)).astype(np.int64)
    quality = sums // np.maximum(counts, 1)
    order = np.argsort(-quality, kind="stable")
    needed = int(np.searchsorted(np.cumsum(places[order]), supply))
    last = int(quality[order[min(needed, len(order) - 1)]])
    return np.asarray(np.maximum(quality - last, 0))
