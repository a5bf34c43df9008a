"""Values that hang on a sum over few features: whole numbers, exact, for one pair or for thousands at once.

A mentee names three needs of fifty, so adding three rows is cheaper than a product of matrices, whose threads moreover
would fight with the other processes of a matching. Nothing here is ever a fraction.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import NO_DATA, UNIT, Numeric, Rows, Table

KEPT = 16_000_000
"""Cells of a table of features over offers that may be kept; above it, cells are looked up when asked."""
TOLD = 4_000_000
"""So many values of a criterion may be told beforehand; above it, each is computed when asked."""
Whole = NDArray[np.signedinteger[Any]]


class Lists:
    """The features of each class asked, as numbers from 1, in CSR form; 0 is no feature."""

    def __init__(self, asked: Sequence[Sequence[Hashable]], offered: set[Hashable] | None = None) -> None:
        flat = list(chain.from_iterable(asked))
        self.names = [one for one in dict.fromkeys(flat) if offered is None or one in offered]
        self.numbers: dict[Hashable, int] = {name: number for number, name in enumerate(self.names, 1)}
        found = np.fromiter(map(self.numbers.get, flat, repeat(0)), np.int64, len(flat))
        owners = np.repeat(np.arange(len(asked)), np.fromiter(map(len, asked), np.int64, len(asked)))
        some = found > 0
        # the class -1 («нет данных») comes last and has no feature
        self._counts = np.append(np.bincount(owners[some], minlength=len(asked)), 0)
        self._starts = np.cumsum(self._counts) - self._counts
        self._flat = np.append(found[some], 0)
        self._turns: list[Rows] = []
        most, everybody = int(self._counts.max()), np.arange(len(self._counts))
        if most * len(everybody) <= KEPT // 8:
            self._turns = [self.turn(everybody, number) for number in range(most)]

    def most(self, rows: Rows) -> int:
        """Return how many features any of these classes has."""
        return int(self._counts[rows].max(initial=0))

    def turn(self, rows: Rows, number: int) -> Rows:
        """Return the feature of this number of each class, 0 where it has fewer."""
        if number < len(self._turns):
            return self._turns[number][rows]
        return np.asarray(self._flat[np.where(self._counts[rows] > number, self._starts[rows] + number, -1)])

    def sums(self, worth: Rows) -> Rows:
        """Return the sum over the features of each class, given what each feature (from 0) is worth."""
        ends = np.concatenate([[0], np.cumsum(worth[self._flat[:-1]])])
        return np.asarray(ends[self._starts[:-1] + self._counts[:-1]] - ends[self._starts[:-1]])


class Worth(Protocol):
    """What each feature is worth at each class offered: whole numbers from 0; nothing is known of the class -1."""

    def grid(self, features: Rows, offers: Rows) -> Whole:
        """Return the worth of features at offers, shape (features, offers)."""

    def pairs(self, features: Rows, offers: Rows) -> Whole:
        """Return the worth of each feature at the offer beside it."""


class Sums:
    """A criterion by numbers: value = values[base of the class asked + sum of the worth of its features].

    Both sides may hold the class -1 («нет данных»): one who asked nothing gets `places` 0, whose value is NO_DATA.
    """

    def __init__(self, asked: Lists, worth: Worth, base: Rows, values: Rows) -> None:
        self.lists = asked
        self.worth = worth
        self.values = np.concatenate([[NO_DATA], values]).astype(np.int64)
        self.dtype: type[np.signedinteger[Any]] = small(2 * len(self.values))
        self._base = np.append(base + 1, 0).astype(self.dtype)
        self.features = np.arange(len(asked.names) + 1)

    def facing(self, offers: Rows) -> Whole:
        """Return the worth of every feature at these offers."""
        return self.worth.grid(self.features, offers).astype(self.dtype, copy=False)

    def grid(self, asked: Rows, offers: Rows, faced: Whole | None = None) -> Whole:
        """Return the place in `values` of these against those, shape (asked, offers); `faced` spares its making."""
        places = _total(self.lists, self.worth, asked, offers, faced).astype(self.dtype, copy=False)
        places += self._base[asked][:, None]
        return places

    def pairs(self, asked: Rows, counts: Rows, offers: Rows) -> Whole:
        """Return the place in `values` of each pair; `counts` offers belong to each class asked, in order."""
        places = np.repeat(self._base[asked], counts)
        for turn in range(self.lists.most(asked)):
            features = np.repeat(self.lists.turn(asked, turn), counts)
            places += self.worth.pairs(features, offers).astype(self.dtype, copy=False)
        return places

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return the values of these classes against those."""
        return np.asarray(self.values[self.grid(rows, columns)])


def _total(lists: Lists, worth: Worth, asked: Rows, offers: Rows, faced: Whole | None = None) -> Whole:
    """Return the sum of the worth of the features of these at those, shape (asked, offers)."""
    turns = [lists.turn(asked, turn) for turn in range(max(1, lists.most(asked)))]
    if faced is None:
        named = np.zeros(len(lists.names) + 1, np.int64)
        for features in (np.zeros(1, np.int64), *turns):
            named[features] = 1
        faced = worth.grid(np.flatnonzero(named), offers).astype(np.int64)
        places = np.cumsum(named) - 1
        turns = [places[features] for features in turns]
    total = faced[turns[0]]
    for features in turns[1:]:
        some = np.flatnonzero(features)
        if 2 * len(some) < len(features):
            total[some] += faced[features[some]]
        else:
            total += faced[features]
    return total


class Divided:
    """The same values computed when asked: where somebody has named so much that places would be too many.

    A sum is (number of things) x `step` + worth when `step` is given; otherwise `counts` says how many things count.
    """

    def __init__(self, lists: Lists, worth: Worth, counts: Rows, *, step: int = 0, share: int = 1) -> None:
        self._lists, self._worth, self._counts, self._step, self._share = lists, worth, counts, step, share

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return the values of these classes against those."""
        sums = _total(self._lists, self._worth, rows, columns).astype(np.int64)
        counts = self._counts[rows][:, None]
        if self._step:
            counts, sums = np.divmod(sums, self._step)
        safe = np.maximum(counts, 1)
        values = np.minimum((2 * self._share * sums + safe) // (2 * safe), UNIT)
        return np.where(counts > 0, values, NO_DATA)


def small(most: int) -> type[np.signedinteger[Any]]:
    """Return the smallest kind of whole numbers, of two bytes at least, that holds so many."""
    return np.int16 if most < 2**15 else np.int32 if most < 2**31 else np.int64


class Sparse:
    """The worth of features by a mapping of each class offered, divided by `share`, with `more` added to each.

    `tops` is the most of each feature.
    """

    def __init__(self, asked: Lists, offered: Sequence[Mapping[Any, int]], share: int = 1, more: int = 0) -> None:
        sizes = np.fromiter(map(len, offered), np.int64, len(offered))
        total = int(sizes.sum())
        features = np.fromiter(map(asked.numbers.get, chain.from_iterable(offered), repeat(0)), np.int64, total)
        worth = np.fromiter(chain.from_iterable(one.values() for one in offered), np.int64, total) // share + more
        some = (features > 0) & (worth > 0)
        features, worth, offers = features[some], worth[some], np.repeat(np.arange(len(offered)), sizes)[some]
        self._height = len(asked.names) + 1
        self.tops = np.zeros(self._height, np.int64)
        np.maximum.at(self.tops, features, worth)
        self._whole: Whole | None = None
        self._keys = self._worth = np.zeros(0, np.int64)
        if self._height * len(offered) <= KEPT:
            self._whole = np.zeros((self._height, len(offered)), small(int(self.tops.max())))
            self._whole[features, offers] = worth
        else:
            keys = offers * self._height + features
            order = np.argsort(keys)
            self._keys, self._worth = np.append(keys[order], -1), np.append(worth[order], 0)

    def grid(self, features: Rows, offers: Rows) -> Whole:
        """Return the worth of features at offers."""
        if self._whole is not None:
            rows = self._whole if len(features) == self._height else self._whole[features]
            return rows.take(offers, axis=1, mode="wrap")
        return self._look(features[:, None], offers[None, :])

    def pairs(self, features: Rows, offers: Rows) -> Whole:
        """Return the worth of each feature at the offer beside it."""
        if self._whole is not None:
            return np.asarray(self._whole[features, offers])
        return self._look(features, offers)

    def _look(self, features: Rows, offers: Rows) -> Whole:
        """Look cells up one by one."""
        wanted = offers * self._height + features
        spots = np.searchsorted(self._keys[:-1], wanted)
        return np.asarray(np.where(self._keys[spots] == wanted, self._worth[spots], 0))


def mean_of(
    asked: Sequence[Sequence[Hashable]], offered: Sequence[Mapping[Any, int]], most: int = 1_000_000
) -> Numeric:
    """Return the mean of what is offered for each thing asked, rounded half up, at most UNIT.

    `most` bounds how many things count. One divisor of all that is offered is taken out, so that places are few.
    """
    lists = Lists(asked, {feature for one in offered for feature in one})
    share = int(np.gcd.reduce(np.fromiter(chain.from_iterable(one.values() for one in offered), np.int64))) or 1
    sparse = Sparse(lists, offered, share)
    counts = np.fromiter((min(len(one), most) for one in asked), np.int64, len(asked))
    bounds = lists.sums(sparse.tops)
    base = np.zeros(len(asked), np.int64)
    values = [np.zeros(0, np.int64)]
    ends = 0
    for count in np.unique(counts).tolist():
        same = counts == count
        base[same] = ends
        ends += int(bounds[same].max()) + 1
        if ends > TOLD:
            return Divided(lists, sparse, counts, share=share)
        sums = share * np.arange(ends - base[same][0])
        values.append(np.minimum((2 * sums + count) // (2 * count), UNIT))
    return Sums(lists, sparse, base, np.concatenate(values))


def common_mean(asked: Sequence[Sequence[Hashable]], offered: Sequence[Mapping[Any, int]]) -> Numeric:
    """Return the mean over those things asked that the other side offers at all, rounded half up; else NO_DATA."""
    lists = Lists(asked, {feature for one in offered for feature in one})
    most = max(map(len, asked))
    step = UNIT * most + 1
    sparse, none = Sparse(lists, offered, more=step), np.zeros(len(asked), np.int64)
    if (most + 1) * step > TOLD:
        return Divided(lists, sparse, none, step=step)
    return Sums(lists, sparse, none, _means(most, step))


@lru_cache(maxsize=4)
def _means(most: int, step: int) -> Rows:
    """Return the mean for each count x step + sum, NO_DATA where the count is 0."""
    counts, sums = np.divmod(np.arange((most + 1) * step), step)
    safe = np.maximum(counts, 1)
    return np.where(counts > 0, (2 * sums + safe) // (2 * safe), NO_DATA)
