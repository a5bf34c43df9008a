"""The best pairs of each mentee."""

from __future__ import annotations

import numpy as np

from pairing.problem import Ints, Small

from .subproblem import Block

WIDE = 8_000_000
"""So many cells has a table of rows at most."""


def best_of_block(block: Block, length: int) -> Ints:
    """Return the positions of the best `length` pairs of each mentee by score; of equal ones all or none.

    A row may come out shorter than `length` when many tie at its end.
    """
    counts = np.diff(block.indptr)
    worth = block.scores.astype(np.int32)
    spots = top(worth, block.indptr[:-1], counts, length + 1)
    tails = block.owners()[spots] - block.first
    least = np.full(len(counts), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(least, tails, worth[spots])
    cut = counts > length + 1
    return np.asarray(spots[~cut[tails] | (worth[spots] > least[tails])])


def top(worth: Small, first: Ints, counts: Ints, length: int) -> Ints:
    """Return the positions of the `length` largest of each row; rows begin at `first`."""
    chosen = [np.zeros(0, np.int64)]
    step = max(1, WIDE // max(1, int(counts.max(initial=0))))
    for start in range(0, len(first), step):
        chosen.append(_top_of(worth, first[start : start + step], counts[start : start + step], length))
    return np.concatenate(chosen)


def _top_of(worth: Small, first: Ints, counts: Ints, length: int) -> Ints:
    width = int(counts.max())
    if width <= length:
        return np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))
    table = np.full((len(counts), width), -1, np.int32)
    table[np.arange(width) < counts[:, None]] = worth[int(first[0]) : int(first[-1] + counts[-1])]
    best = np.argpartition(table, width - length, axis=1)[:, width - length :]
    return np.asarray((best + first[:, None])[best < counts[:, None]])
