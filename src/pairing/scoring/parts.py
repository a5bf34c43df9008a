"""A criterion with its weight as numbers that are only added: value and weight are packed into one whole number.

A criterion with the value v and the weight w adds w·v·step + w, one without data adds nothing; `step` is greater than
the sum of all weights, so the sum over the criteria still tells Σ w·v from Σ w. Sums, and not fractions, are what is
carried along, so nothing is ever rounded but once, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import NO_DATA, UNIT
from pairing.problem import SCALE, Ints, Small
from pairing.scoring.columns import Answers
from pairing.scoring.points import NEUTRAL
from pairing.sums import Sums, Whole

WIDE = 4_000_000
"""Cells of a table over all mentors of a block that may be prepared."""
MERGED = 60_000
"""Cells of a table into which several small ones are put together."""
LOOKED = 1 << 22
"""Packed numbers up to which every score is computed beforehand and then looked up."""
Packed = NDArray[np.signedinteger[Any]]


class Pack:
    """How value and weight are packed for weights of this sum, and how a sum becomes a score."""

    def __init__(self, weight: int) -> None:
        self.step = weight + 1
        self.most = UNIT * weight * self.step + weight
        if self.most >= 2**63:
            raise ValueError("the weights add up to more than settings.HEAVIEST")
        self.dtype: type[np.signedinteger[Any]] = np.int32 if self.most < 2**31 else np.int64
        self._seen = 0
        self._scores: Small | None = None

    def gains(self, values: NDArray[Any], weight: int) -> Packed:
        """Return what these values add to a sum, value and weight in one number; nothing for NO_DATA."""
        known = values != NO_DATA
        return np.where(known, values.astype(self.dtype) * (weight * self.step) + weight, 0).astype(self.dtype)

    def scores(self, packed: Packed) -> Small:
        """Return the scores of these sums; when there are many, all that can occur are computed once."""
        self._seen += packed.size
        if self._scores is None and min(self._seen, LOOKED) > self.most:
            self._scores = self._rounded(np.arange(self.most + 1))
        if self._scores is None:
            return self._rounded(packed)
        return self._scores.take(packed, mode="clip")

    def _rounded(self, packed: Packed) -> Small:
        """Return floor((2·SCALE·total + UNIT·known) / (2·UNIT·known)), NEUTRAL where nothing is known.

        Exact: numerator and denominator are whole and below 2**53 (`settings.HEAVIEST`), so the rounded quotient can
        only reach the next whole number when the true one does.
        """
        total = packed // self.step
        known = packed - total * self.step
        upper = total.astype(np.float64)
        upper *= 2 * SCALE
        lower = known.astype(np.float64)
        lower *= UNIT
        upper += lower
        lower *= 2
        none = lower == 0
        if none.any():
            upper[none] = NEUTRAL
            lower[none] = 1
        upper /= lower
        return upper.astype(np.int32)


class Facing(Protocol):
    """A criterion over some mentors, ready for many mentees."""

    def add(self, packed: Packed, rows: Ints) -> None:
        """Add what these mentees gain with each of the mentors; shape (rows, mentors)."""


class Part(Protocol):
    """A criterion with its weight, ready to be added to the sums of any pairs."""

    def facing(self, columns: Ints) -> Facing:
        """Return the criterion over these mentors."""

    def add(self, packed: Packed, rows: Ints, counts: Ints, columns: Ints) -> None:
        """Add what each pair gains; `counts` columns belong to each row, in order."""


class Tabled:
    """A criterion by its table between classes; the last row and column stand for «нет данных»."""

    def __init__(self, left: Ints, right: Ints, table: Packed) -> None:
        self.left, self.right, self.table = left, right, table

    def facing(self, columns: Ints) -> Facing:
        """Return the table over these mentors, where that is no more than the pairs themselves."""
        return _Cut(self, columns)

    def add(self, packed: Packed, rows: Ints, counts: Ints, columns: Ints) -> None:
        """Add what each pair gains, looked up in the table."""
        places = np.repeat(self.left[rows] % self.table.shape[0] * self.table.shape[1], counts)
        places += self.right[columns] % self.table.shape[1]
        packed += self.table.ravel().take(places)


class _Cut:
    def __init__(self, part: Tabled, columns: Ints) -> None:
        self._left, self._right = part.left, part.right[columns]
        self._table = part.table
        self._cut = part.table[:, self._right] if len(part.table) * len(columns) <= WIDE else None

    def add(self, packed: Packed, rows: Ints) -> None:
        """Add what these mentees gain, whole rows of the table at a time."""
        left = self._left[rows]
        packed += self._table[left][:, self._right] if self._cut is None else self._cut[left]


class Summed:
    """A criterion by sums over features (`pairing.sums`)."""

    def __init__(self, answers: Answers, sums: Sums, weight: int, pack: Pack) -> None:
        self.left, self.right, self.sums = answers.left, answers.right, sums
        gains = pack.gains(sums.values, weight)
        # the first half is for mentors without an answer
        self.gains = np.concatenate([np.zeros_like(gains), gains])
        self.known = np.where(answers.right >= 0, len(gains), 0).astype(sums.dtype)

    def facing(self, columns: Ints) -> Facing:
        """Return the features over these mentors."""
        return _Faced(self, columns)

    def add(self, packed: Packed, rows: Ints, counts: Ints, columns: Ints) -> None:
        """Add up the features of each pair."""
        places = self.sums.pairs(self.left[rows], counts, self.right[columns])
        places += self.known[columns]
        packed += self.gains.take(places, mode="clip")


class _Faced:
    """The features of a criterion over some mentors."""

    def __init__(self, part: Summed, columns: Ints) -> None:
        self._part, self._offers, self._known = part, part.right[columns], part.known[columns]
        few = len(part.sums.features) * len(columns) <= WIDE
        self._faced: Whole | None = part.sums.facing(self._offers) if few else None

    def add(self, packed: Packed, rows: Ints) -> None:
        """Add up features by whole rows."""
        part = self._part
        places = part.sums.grid(part.left[rows], self._offers, self._faced)
        places += self._known
        packed += part.gains.take(places, mode="clip")


class Compared:
    """A criterion with too many classes for a table: those that meet are compared when they do."""

    def __init__(self, answers: Answers, weight: int, pack: Pack) -> None:
        self._answers, self._weight, self._pack = answers, weight, pack

    def facing(self, columns: Ints) -> Facing:
        """Return the criterion over these mentors."""
        return _Meeting(self, columns)

    def cut(self, left: Ints, right: Ints) -> Packed:
        """Return what classes gain with classes."""
        table = np.zeros((len(left), len(right)), self._pack.dtype)
        rows, columns = left >= 0, right >= 0
        if rows.any() and columns.any() and self._answers.numeric is not None:
            values = self._answers.numeric.table(left[rows], right[columns])
            table[np.ix_(rows, columns)] = self._pack.gains(values, self._weight)
        return table

    def met(self, rows: Ints, columns: Ints) -> tuple[Packed, Ints, Ints]:
        """Return the table of the classes that occur, and the place of each row and column in it."""
        ups, up = np.unique(self._answers.left[rows], return_inverse=True)
        sides, side = np.unique(self._answers.right[columns], return_inverse=True)
        return self.cut(ups, sides), up, side

    def add(self, packed: Packed, rows: Ints, counts: Ints, columns: Ints) -> None:
        """Compare the classes of all these pairs once each."""
        table, up, side = self.met(rows, columns)
        packed += table[np.repeat(up, counts), side]


class _Meeting:
    def __init__(self, part: Compared, columns: Ints) -> None:
        self._part, self._columns = part, columns

    def add(self, packed: Packed, rows: Ints) -> None:
        """Compare the classes that occur here."""
        table, up, side = self._part.met(rows, self._columns)
        packed += table[up][:, side]


def parts(weighed: Sequence[tuple[Answers, int]], pack: Pack, pairs: int) -> list[Part]:
    """Return the criteria with their weights; small tables are put together when there are many pairs."""
    found: list[Part] = []
    tables: list[Tabled] = []
    for answers, weight in weighed:
        if isinstance(answers.numeric, Sums):
            found.append(Summed(answers, answers.numeric, weight, pack))
        elif answers.small:
            tables.append(Tabled(answers.left, answers.right, pack.gains(answers.table, weight)))
        else:
            found.append(Compared(answers, weight, pack))
    tables.sort(key=lambda one: one.table.size)
    while len(tables) > 1 and pairs > MERGED and tables[0].table.size * tables[1].table.size <= MERGED:
        tables[:2] = [_merged(tables[0], tables[1])]
        tables.sort(key=lambda one: one.table.size)
    return [*tables, *found]


def _merged(one: Tabled, other: Tabled) -> Tabled:
    """Put two tables together: a class is now an answer to both."""
    up, left = _both(one.left, other.left, one.table.shape[0], other.table.shape[0])
    side, right = _both(one.right, other.right, one.table.shape[1], other.table.shape[1])
    table = one.table[up[0][:, None], side[0]] + other.table[up[1][:, None], side[1]]
    return Tabled(left, right, table)


def _both(one: Ints, other: Ints, height: int, width: int) -> tuple[tuple[Ints, Ints], Ints]:
    """Return the pairs of classes that occur, and which of them each person has."""
    seen, where = np.unique(one % height * width + other % width, return_inverse=True)
    return (seen // width, seen % width), where
