"""A forecast of mentor prices, to choose which pairs to look at first. It may be wrong: pricing mends what it misses.

Optimal transport with entropy on a sample of mentees (Sinkhorn; Cuturi 2013), cooled down in steps: each sampled mentee
stands for many, a silent partner on either side takes who is better left out. In floating point, which may differ
between machines in the last digits: that changes which pairs are held, never the answer. No products of matrices: their
libraries start threads of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Ints

from .subproblem import Subproblem

SAMPLE = 12
"""One mentee of so many is asked, of large fields; at least LEAST_SAMPLE."""
LEAST_SAMPLE = 320
CELLS = 12_000_000
"""So many cells has the table of a sample at most (4 bytes each, three times)."""
HEATS = (400.0, 200.0, 100.0, 50.0)
"""Points of score within which mentors count as nearly alike, from coarse to fine."""
TURNS = 10
NEVER = -1e6
TINY = 1e-30

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Forecast:
    """What is expected of prices, in points of score.

    A pair is held when it is at most `margin` below the best of its mentee (scores less prices), or at most
    `reach[mentor]`; it is kept at hand when it is at most `wide` below. `table` are the scores of the sampled `rows`,
    -1 where there is no pair.
    """

    prices: Ints
    margin: int
    reach: Ints
    wide: int
    rows: Ints
    table: NDArray[np.int16]


@dataclass(frozen=True)
class Lists:
    """How long shortlists should be on average: pairs held a mentee, held a place of a mentor, at hand a mentee."""

    mentee: int
    place: int
    pool: int


@dataclass(frozen=True)
class _Shape:
    """The sampled rows, for how many each of them stands, and how long lists should be."""

    rows: Ints
    share: float
    lists: Lists


def forecast(field: Subproblem, lists: Lists) -> Forecast:
    """Look at some mentees, evenly spread over the field."""
    n, m = len(field.rows), len(field.columns)
    count = min(n, max(n // SAMPLE, LEAST_SAMPLE), max(1, CELLS // (m + 1)))
    rows = np.unique(np.arange(count) * n // count)
    found = field.rows_of(rows)
    table = np.full((len(rows) + 1, m + 1), NEVER, np.float32)
    table[np.repeat(np.arange(len(rows)), np.diff(found.indptr)), found.mentors] = found.scores
    table[-1, :] = table[:, -1] = 0
    share = n / len(rows)
    prices = _balance(table, (field.wanted[rows] * share).astype(np.float32), field.places.astype(np.float32))
    shape = _Shape(rows, share, lists)
    return _margins(table[:-1, :-1], prices, field.places, shape)


def _balance(table: Floats, wanted: Floats, places: Floats) -> Ints:
    """Return the prices at which what is asked for and what is there agree; the last row and column are silent."""
    left = np.append(wanted, places.sum())
    right = np.append(places, wanted.sum())
    levels: Floats = np.zeros(len(left), np.float32)
    prices: Floats = np.zeros(len(right), np.float32)
    for heat in HEATS:
        for first in (True, False):
            if first:
                levels = (table - prices).max(axis=1)
            kernel: Floats = (table - levels[:, None] - prices) / np.float32(heat)
            np.exp(np.minimum(kernel, 40, out=kernel), out=kernel)
            ours: Floats = np.ones(len(right), np.float32)
            for _ in range(TURNS // 2):
                theirs = left / np.maximum(np.einsum("ij,j->i", kernel, ours), TINY)
                ours = right / np.maximum(np.einsum("i,ij->j", theirs, kernel), TINY)
            prices = (prices - heat * np.log(np.maximum(ours, TINY))).astype(np.float32)
            levels = (levels - heat * np.log(np.maximum(theirs, TINY))).astype(np.float32)
    level = prices - prices[-1]
    found: Ints = np.rint(np.clip(level[:-1], 0, None)).astype(np.int64)
    return found


def _margins(table: Floats, prices: Ints, places: Ints, shape: _Shape) -> Forecast:
    """Choose how far below the best of its mentee a pair may be, so that lists have the lengths asked for."""
    lists = shape.lists
    gains = table - prices.astype(np.float32)
    gains -= gains.max(axis=1, keepdims=True)
    count, m = gains.shape
    flat = np.sort(gains[:: max(1, count // 128)].ravel())
    seen = len(flat) // m
    margin, wide = (max(0, -int(flat[-min(len(flat), seen * length)])) for length in (lists.mentee, lists.pool))
    ranks = np.minimum(count, np.maximum(1, (lists.place * places / shape.share).astype(np.int64)))
    reach = np.empty(m, np.int64)
    for rank in np.unique(ranks).tolist():
        mine = np.flatnonzero(ranks == rank)
        reach[mine] = -np.partition(gains[:, mine], count - rank, axis=0)[count - rank].astype(np.int64)
    far = max(wide, margin)
    scores = np.maximum(table, -1).astype(np.int16)
    return Forecast(prices, margin, np.clip(reach, 0, far), far, shape.rows, scores)
