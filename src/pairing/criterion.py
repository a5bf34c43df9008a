"""What a criterion is: it compares what a mentee asks with what a mentor offers, from 0 to UNIT, or has no data.

A criterion is a frozen dataclass called `Kind` in its own file of `pairing.criteria`; its fields are the options that
rules.toml may set. What it asks of a person is reduced to a hashable value, so equal answers are compared once.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from pairing.people import Mentee, Mentor

UNIT = 1_000
"""The best value of a criterion; all values are whole."""
NO_DATA = -1
"""In a table: the two cannot be compared, though both have answered."""
DENSE = 4_000_000
"""Cells of a matrix that may be kept; above it, rows are built when asked."""

Rows = NDArray[np.int64]
Table = NDArray[np.float32]


class Numeric(Protocol):
    """All values of a criterion between classes of answers; the same numbers as `compare`, many at once."""

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return whole values 0…UNIT, or NO_DATA, of these asked against these offered, shape (rows, columns)."""


@dataclass(frozen=True)
class Criterion(ABC):
    """A criterion: `code` in rules.toml, `title` for a person, `weight` where rules.toml says none."""

    code: ClassVar[str]
    title: ClassVar[str]
    weight: ClassVar[int]
    partial: ClassVar[bool] = False

    @abstractmethod
    def asked(self, mentee: Mentee) -> Hashable | None:
        """Return what the mentee asks, None for «нет данных»."""

    @abstractmethod
    def offered(self, mentor: Mentor) -> Hashable | None:
        """Return what the mentor offers, None for «нет данных»."""

    @abstractmethod
    def compare(self, asked: Any, offered: Any) -> int:
        """Return how well the offer fits, 0…UNIT; NO_DATA only where `partial` is true."""

    @abstractmethod
    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return what speaks for this pair («ведёт физику»), empty when nothing does."""

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return what a curator must know of a pair with the value 0; empty where that is no trouble."""
        return ""

    def silence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return the title with who has not answered; for a pair without data."""
        asked, offered = self.asked(mentee), self.offered(mentor)
        if asked is None and offered is None:
            return f"{self.title} (не ответили оба)"
        if asked is not None and offered is not None:
            return f"{self.title} (ответили о разном)"
        return f"{self.title} (не ответил {'наставляемый' if asked is None else 'наставник'})"

    def numeric(self, asked: Sequence[Any], offered: Sequence[Any]) -> Numeric:
        """Return the values between these answers; a criterion with many different answers does it by matrices."""
        return Whole(np.array([[self.compare(a, o) for o in offered] for a in asked], np.float32), len(offered))

    def value(self, mentee: Mentee, mentor: Mentor) -> int | None:
        """Return the value of one pair, None for «нет данных»."""
        asked, offered = self.asked(mentee), self.offered(mentor)
        if asked is None or offered is None:
            return None
        value = self.compare(asked, offered)
        return None if value == NO_DATA else value


class Whole:
    """A table that is kept whole."""

    def __init__(self, values: Table, width: int) -> None:
        self._values = values.reshape(-1, width)

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Cut the table."""
        return np.asarray(self._values[rows[:, None], columns[None, :]])


class Bags:
    """Sums over features: what a row asks (each once) times what a column offers, exact in single precision.

    Features that one side alone has are left out. Matrices too large to be kept are built for the rows asked.
    """

    def __init__(self, asked: Sequence[Sequence[Hashable]], offered: Sequence[Mapping[Any, int]]) -> None:
        common = {feature for one in asked for feature in one} & {feature for one in offered for feature in one}
        place: dict[Hashable, int] = {}
        for one in asked:
            for feature in one:
                if feature in common:
                    place.setdefault(feature, len(place))
        self._width = len(place)
        self._left = _Sparse([{place[f]: 1 for f in one if f in place} for one in asked], self._width)
        self._right = _Sparse([{place[f]: v for f, v in one.items() if f in place} for one in offered], self._width)

    def sums(self, rows: Rows, columns: Rows) -> Table:
        """Return the sums, shape (rows, columns)."""
        if not self._width:
            return np.zeros((len(rows), len(columns)), np.float32)
        return self._left.rows(rows) @ self._right.rows(columns).T


class _Sparse:
    """Rows of few numbers, given out as a dense block."""

    def __init__(self, rows: list[dict[int, int]], width: int) -> None:
        self._width = width
        self._indptr = np.zeros(len(rows) + 1, np.int64)
        np.cumsum([len(row) for row in rows], out=self._indptr[1:])
        total = int(self._indptr[-1])
        self._places = np.fromiter((place for row in rows for place in row), np.int64, total)
        self._values = np.fromiter((value for row in rows for value in row.values()), np.float32, total)
        self._whole = self._build(np.arange(len(rows))) if len(rows) * width <= DENSE else None

    def rows(self, rows: Rows) -> Table:
        """Return these rows, dense."""
        return self._build(rows) if self._whole is None else self._whole[rows]

    def _build(self, rows: Rows) -> Table:
        """Spread these rows over a dense block."""
        start, stop = self._indptr[rows], self._indptr[rows + 1]
        counts = stop - start
        ends = np.cumsum(counts)
        at = np.repeat(start - ends + counts, counts) + np.arange(int(ends[-1]) if len(ends) else 0)
        block = np.zeros((len(rows), self._width), np.float32)
        block[np.repeat(np.arange(len(rows)), counts), self._places[at]] = self._values[at]
        return block


class Mean:
    """The mean of what is offered for each thing asked, rounded half up; `most` bounds how many things count."""

    def __init__(
        self, asked: Sequence[Sequence[Hashable]], offered: Sequence[Mapping[Any, int]], most: int = 1_000_000
    ) -> None:
        self._bags = Bags(asked, offered)
        self._counts = np.array([min(len(one), most) for one in asked], np.float32)

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return floor((2·sum + count) / (2·count)), at most UNIT; exact, since all numbers stay below 2**24."""
        sums = self._bags.sums(rows, columns)
        counts = self._counts[rows][:, None]
        sums *= 2
        sums += counts
        sums /= 2 * counts
        np.floor(sums, out=sums)
        return np.minimum(sums, UNIT, out=sums)


def mean(values: Sequence[int], count: int) -> int:
    """Return the sum over the count, rounded half up, at most UNIT."""
    return min(UNIT, (2 * sum(values) + count) // (2 * count))


def weighed(*parts: tuple[int, int | None]) -> int:
    """Return the weighed mean of the parts that are known: (weight, value) each, rounded half up."""
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    return (2 * sum(weight * value for weight, value in known) + total) // (2 * total)


def part(value: float, whole: float) -> int:
    """Return a share in whole units, 0…UNIT, rounded down; computed by one division, so equal everywhere."""
    return max(0, min(UNIT, math.floor(UNIT * value / whole)))
