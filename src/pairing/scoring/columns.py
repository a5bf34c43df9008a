"""What people have said to one criterion or one rule: classes of equal answers, a table between them, no weights."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import NO_DATA, Criterion, Numeric, Table
from pairing.people import Mentee, Mentor
from pairing.problem import Ints
from pairing.rule import AnswerRule
from pairing.sums import Sums

TABLE = 1_000_000
"""Cells of a table between classes of answers that is kept."""
P = TypeVar("P", bound=Mentee | Mentor)


class _Numbers(dict[Hashable, int]):
    """Gives each new answer the next number; `known` of the answers have had theirs before."""

    known = 0

    def __missing__(self, said: Hashable) -> int:
        number = self[said] = len(self) - self.known
        return number


def classes(
    people: Sequence[P], answer: Callable[[P], Hashable | None], *, silent: bool = True
) -> tuple[Ints, list[Any]]:
    """Return the class of each person and what the classes answered; None is -1 («нет данных») when `silent`."""
    numbers = _Numbers({None: -1} if silent else {})
    numbers.known = len(numbers)
    found = np.fromiter(map(numbers.__getitem__, map(answer, people)), np.int64, len(people))
    return found, list(numbers)[numbers.known :]


class Answers:
    """The classes of both sides of a criterion, -1 for «нет данных»; `numeric` is None where one side is all silent."""

    def __init__(self, criterion: Criterion, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        self.criterion = criterion
        self.left, asked = classes(mentees, criterion.demand)
        self.right, offered = classes(mentors, criterion.supply)
        self.shape = len(asked), len(offered)
        self.numeric: Numeric | None = criterion.numeric(asked, offered) if asked and offered else None

    @cached_property
    def table(self) -> Table:
        """Return the values of all classes against all, with a last row and column for «нет данных»."""
        assert self.numeric is not None
        values = self.numeric.table(np.arange(self.shape[0]), np.arange(self.shape[1]))
        return np.pad(values, ((0, 1), (0, 1)), constant_values=NO_DATA)

    @property
    def small(self) -> bool:
        """True when the table of all classes may be kept."""
        return (self.shape[0] + 1) * (self.shape[1] + 1) <= TABLE

    def values(self, mentees: Ints, mentors: Ints) -> Table:
        """Return the value of each of these pairs, NO_DATA where the two cannot be compared."""
        left, right = self.left[mentees], self.right[mentors]
        if isinstance(self.numeric, Sums):
            places = self.numeric.pairs(left, np.ones(len(left), np.int64), right)
            return np.where(right < 0, NO_DATA, self.numeric.values[places])
        if self.numeric is None or self.small:
            return np.full(len(left), NO_DATA) if self.numeric is None else np.asarray(self.table[left, right])
        found = np.full(len(left), NO_DATA)
        known = (left >= 0) & (right >= 0)
        codes, where = np.unique(left[known] * self.shape[1] + right[known], return_inverse=True)
        ups, sides = np.divmod(codes, self.shape[1])
        starts = np.flatnonzero(np.diff(ups, prepend=-1))
        cuts = zip(starts.tolist(), np.split(sides, starts)[1:], strict=True)
        rows = [self.numeric.table(ups[at : at + 1], cut)[0] for at, cut in cuts]
        found[known] = np.concatenate([*rows, sides[:0]])[where]
        return found


class Gate:
    """A rule over answers, as a table of who may go with whom."""

    def __init__(self, rule: AnswerRule, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        self.rule = rule
        # to a rule None is an answer like any other («возраст не сказан»)
        self.left, asked = classes(mentees, rule.demand, silent=False)
        self.right, offered = classes(mentors, rule.supply, silent=False)
        self.table = rule.table(asked, offered)
        self.bars = not self.table.all()
        self.some: NDArray[np.bool_] = np.asarray(self.table.any(axis=0))
        sizes = np.bincount(self.left, minlength=len(asked)), np.bincount(self.right, minlength=len(offered))
        self.allowed = int(sizes[0] @ self.table @ sizes[1])

    def cut(self, rows: Ints, columns: Ints) -> NDArray[np.bool_]:
        """Return who may go with whom, shape (rows, columns)."""
        return np.asarray(self.table[self.left[rows][:, None], self.right[columns][None, :]])

    def pairs(self, rows: Ints, counts: Ints, columns: Ints) -> NDArray[np.bool_]:
        """Say of each pair whether it may be; `counts` columns belong to each row, in order."""
        places = np.repeat(self.left[rows] * self.table.shape[1], counts)
        places += self.right[columns]
        return self.table.ravel().take(places)
