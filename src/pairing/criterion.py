"""What a criterion is: it compares what a mentee asks with what a mentor offers, from 0 to UNIT, or has no data.

A criterion is a frozen dataclass called `Kind` in its own file of `pairing.criteria`; its fields are the options that
rules.toml may set. What it asks of a person is reduced to a hashable value, so equal answers are compared once.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from pairing.people import Mentee, Mentor

UNIT = 1_000
"""The best value of a criterion; all values are whole."""
NO_DATA = -1
"""In a table: the two cannot be compared, though both have answered."""
Rows = NDArray[np.int64]
Table = NDArray[np.int64]


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
    def demand(self, mentee: Mentee) -> Hashable | None:
        """Return what the mentee asks, None for «нет данных»."""

    @abstractmethod
    def supply(self, mentor: Mentor) -> Hashable | None:
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
        asked, offered = self.demand(mentee), self.supply(mentor)
        if asked is None and offered is None:
            return f"{self.title} (не ответили оба)"
        if asked is not None and offered is not None:
            return f"{self.title} (ответили о разном)"
        return f"{self.title} (не ответил {'наставляемый' if asked is None else 'наставник'})"

    def numeric(self, asked: Sequence[Any], offered: Sequence[Any]) -> Numeric:
        """Return the values between these answers; one with many different answers does it by `pairing.sums`."""
        return Whole(np.array([[self.compare(a, o) for o in offered] for a in asked], np.int64), len(offered))

    def value(self, mentee: Mentee, mentor: Mentor) -> int | None:
        """Return the value of one pair, None for «нет данных»."""
        asked, offered = self.demand(mentee), self.supply(mentor)
        if asked is None or offered is None:
            return None
        value = self.compare(asked, offered)
        return None if value == NO_DATA else value


def once(said: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return what was said, each once and in order; None for nothing."""
    return tuple(sorted(set(said))) if len(said) > 1 else said or None


class Whole:
    """A table that is kept whole."""

    def __init__(self, values: Table, width: int) -> None:
        self._values = values.reshape(-1, width)

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return the values of these classes, shape (rows, columns)."""
        return np.asarray(self._values[rows[:, None], columns[None, :]])


def mean(values: Sequence[int], count: int) -> int:
    """Return the sum over the count, rounded half up, at most UNIT."""
    return min(UNIT, (2 * sum(values) + count) // (2 * count))


def weighted_mean(*parts: tuple[int, int | None]) -> int:
    """Return the weighed mean of the parts that are known: (weight, value) each, rounded half up."""
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    return (2 * sum(weight * value for weight, value in known) + total) // (2 * total)


def part(value: float, whole: float) -> int:
    """Return a share in whole units, 0…UNIT, rounded down; computed by one division, so equal everywhere."""
    return max(0, min(UNIT, math.floor(UNIT * value / whole)))
