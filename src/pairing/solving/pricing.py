"""Which pairs to hold: a shortlist of the best of each mentee, then whatever the prices say was wrongly left out.

This is column generation: an optimum of the held pairs whose prices leave no other pair with weight > u + v is an
optimum of all pairs (weak duality), whatever the shortlist was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pairing.problem import Ints, Small

from .field import Block, Field
from .forecast import forecast
from .net import Net
from .task import contained

HOLD_ALL = 64
"""With so many pairs a mentee on average nothing is left out: pricing would cost more than it saves."""

SHORTLIST = 16
LEAST = 6
"""A shortlist has so many pairs of the best scores less forecast prices, and so many of the best scores."""

EACH_ROUND = 8
"""So many left-out pairs a mentee join at most in the first round of pricing; twice, then four times as many later."""

WIDE = 8_000_000
FINE = 4096
CHEAPEST = 10_000 * 20

Triple = tuple[Small, Small, Small]


class Source(Protocol):
    """Where pairs come from."""

    @property
    def rows(self) -> Ints:
        """Return the numbers of the mentees in the problem."""

    @property
    def columns(self) -> Ints:
        """Return the numbers of the mentors in the problem."""

    def blocks(self) -> Iterator[Block]:
        """Go through every pair once."""


@dataclass
class Stock:
    """The pairs of a net as a source for a narrower one."""

    net: Net
    rows: Ints
    columns: Ints

    def blocks(self) -> Iterator[Block]:
        """Return all pairs in one block."""
        yield Block(0, self.net.starts(), self.net.heads, self.net.scores)


@dataclass
class Held:
    """The held pairs of a source, and whether they are all there are."""

    source: Source
    net: Net
    complete: bool
    rounds: int = 0

    @property
    def rows(self) -> Ints:
        """Return the numbers of the mentees in the problem."""
        return self.source.rows

    @property
    def columns(self) -> Ints:
        """Return the numbers of the mentors in the problem."""
        return self.source.columns

    def admit(self, tails: Small, heads: Small, scores: Small) -> None:
        """Add pairs that were left out."""
        self.net = self.net.extended(tails, heads, scores)
        self.rounds += 1

    def prune(self, worth: Ints) -> None:
        """Let go of the pairs farthest below their prices, if there are many: pricing brings back what was needed."""
        most = (SHORTLIST + EACH_ROUND) * self.net.n
        if len(worth) > most:
            self.net = self.net.only(worth >= min(0, int(np.partition(worth, len(worth) - most)[len(worth) - most])))


def hold(field: Field) -> Held:
    """Go through the field and hold everything when that is little, else each mentee's best pairs.

    Best by score (as many as anyone wants mentors, at least LEAST) and best by score less the forecast price.
    """
    mean = _mean(field)
    limit = HOLD_ALL * max(1, len(field.rows))
    if mean * len(field.rows) <= field.memory:
        everything = list(field.blocks())
        if field.pairs <= limit:
            field.release()
            return Held(field, _net(field, [_triple(block) for block in everything]), True)
    prices = forecast(field)
    length = max(LEAST, int(field.wanted.max(initial=0)))
    return Held(field, _net(field, [_best(block, prices, length) for block in field.blocks()]), False)


def _mean(field: Field) -> int:
    """Guess how many pairs a mentee has, from a few."""
    if len(field.rows) * len(field.columns) <= field.memory:
        return 0
    few = np.unique(np.arange(64) * len(field.rows) // 64)
    return sum(len(block.mentors) for block in field.some(few)) // len(few)


def _triple(block: Block) -> Triple:
    return block.owners(), block.mentors, block.scores.astype(np.int32)


def _net(field: Field, parts: list[Triple]) -> Net:
    nothing = np.zeros(0, np.int32)
    columns = [np.concatenate(column) for column in zip((nothing, nothing, nothing), *parts, strict=True)]
    return Net(field.wanted, field.places, *columns)


def missing(held: Held, mentee_prices: Ints, mentor_prices: Ints, *, unit: int, bonus: int, floor: int) -> bool:
    """Admit left-out pairs >= floor whose weight is above their prices; say whether there were any."""
    if held.complete:
        return False
    keys = held.net.keys()
    found = [
        _wanting(
            block,
            held.net.m,
            keys,
            mentee_prices - bonus,
            mentor_prices,
            unit=unit,
            floor=floor,
            each=EACH_ROUND << min(held.rounds, 2),
        )
        for block in held.source.blocks()
    ]
    tails, heads, scores = (np.concatenate(column) for column in zip(*found, strict=True))
    if not len(tails):
        return False
    held.admit(tails, heads, scores)
    return True


def _wanting(
    block: Block, m: int, keys: Ints, levels: Ints, prices: Ints, *, unit: int, floor: int, each: int
) -> tuple[Small, Small, Small]:
    """Return the left-out pairs of a block that prices do not cover, the most wanting of each mentee first."""
    owners = block.owners()
    gains = -levels[owners] - prices[block.mentors]
    if unit:
        gains += block.scores.astype(np.int64) * unit
    hit = np.flatnonzero((gains > 0) & (block.scores >= floor))
    tails, heads = owners[hit], block.mentors[hit]
    new = ~contained(tails.astype(np.int64) * m + heads, keys)
    hit, tails = hit[new], tails[new]
    order = np.lexsort((_lots(tails, heads[new]), -gains[hit], tails))
    hit, tails = hit[order], tails[order]
    rank = np.arange(len(tails)) - np.searchsorted(tails, tails)
    hit = hit[rank < each]
    return owners[hit], block.mentors[hit], block.scores[hit].astype(np.int32)


def _lots(tails: Small, heads: Small) -> Small:
    """Return a number below FINE for each pair that looks random, lest all mentees fight for the first mentor."""
    mixed = tails.astype(np.uint32) * np.uint32(2654435761) + heads.astype(np.uint32) * np.uint32(2246822519)
    return np.asarray((mixed ^ (mixed >> np.uint32(15))) & np.uint32(FINE - 1), np.int32)


def _best(block: Block, prices: Ints, length: int) -> Triple:
    """Keep the best of each mentee by score, and the best by score less price; ties by lot."""
    tails, heads, scores = _triple(block)
    counts = np.diff(block.indptr)
    lots = _lots(tails, heads)
    spots = [
        _top(scores * np.int32(FINE) + lots, block.indptr[:-1], counts, length),
        _top(
            (scores + CHEAPEST - prices[heads].astype(np.int32)) * np.int32(FINE) + lots,
            block.indptr[:-1],
            counts,
            SHORTLIST,
        ),
    ]
    chosen = np.unique(np.concatenate(spots))
    return tails[chosen], heads[chosen], scores[chosen]


def best_of_block(block: Block, length: int) -> Ints:
    """Return the positions of the best `length` pairs of each mentee by score; of equal ones all or none.

    A row may come out shorter than `length` when many tie at its end.
    """
    counts = np.diff(block.indptr)
    worth = block.scores.astype(np.int32)
    spots = _top(worth, block.indptr[:-1], counts, length + 1)
    tails = block.owners()[spots] - block.first
    least = np.full(len(counts), np.iinfo(np.int32).max, np.int32)
    np.minimum.at(least, tails, worth[spots])
    cut = counts > length + 1
    return np.asarray(spots[~cut[tails] | (worth[spots] > least[tails])])


def _top(worth: Small, first: Ints, counts: Ints, length: int) -> Ints:
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
