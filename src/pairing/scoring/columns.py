"""One criterion or one rule over all people of a run: classes of equal answers, and their table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import DENSE, NO_DATA, Criterion, Numeric
from pairing.people import Mentee, Mentor
from pairing.problem import Ints
from pairing.rule import AnswerRule

WIDE = 8_000_000
"""Cells of a table over all mentors of a block that may be prepared."""
Numbers = NDArray[np.floating[Any]]
P = TypeVar("P", bound=Mentee | Mentor)


def classes(people: Sequence[P], answer: Callable[[P], Hashable | None]) -> tuple[Ints, list[Any]]:
    """Return the class of each person and what the classes answered; -1 for «нет данных»."""
    numbers: dict[Hashable, int] = {}
    found = np.empty(len(people), np.int64)
    for place, person in enumerate(people):
        said = answer(person)
        found[place] = -1 if said is None else numbers.setdefault(said, len(numbers))
    return found, list(numbers)


class Column:
    """A criterion with its weight. Unknown classes are added behind the known ones, with value 0."""

    def __init__(self, criterion: Criterion, weight: int, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        self.partial = criterion.partial
        self.weight = weight
        self.left, asked = classes(mentees, criterion.asked)
        self.right, offered = classes(mentors, criterion.offered)
        self.some = bool(asked and offered)
        self._numeric: Numeric | None = criterion.numeric(asked, offered) if self.some else None
        self._height, self._width = len(asked), len(offered)
        self._whole: Numbers | None = None
        if self._numeric is not None and (self._height + 1) * (self._width + 1) <= DENSE:
            self._whole = self._padded(self._numeric.table(np.arange(self._height), np.arange(self._width)))

    def _padded(self, table: Numbers) -> Numbers:
        """Add a row and a column for unknown answers."""
        fill = NO_DATA if self.partial else 0
        return np.pad(table, ((0, 1), (0, 1)), constant_values=fill)

    def cut(self, rows: Ints, columns: Ints) -> Numbers:
        """Return values of mentees against mentors, shape (rows, columns); unknown is 0, or NO_DATA when partial."""
        left, right = self.left[rows], self.right[columns]
        if self._whole is not None:
            return _cut(self._whole, left, right)
        assert self._numeric is not None
        return self._expand(left, right)

    def _expand(self, left: Ints, right: Ints) -> Numbers:
        """Compare the classes that occur here, once each."""
        fill = NO_DATA if self.partial else 0
        ups, up = np.unique(left, return_inverse=True)
        sides, side = np.unique(right, return_inverse=True)
        assert self._numeric is not None
        table = np.full((len(ups), len(sides)), fill, np.float32)
        known_rows, known_columns = ups >= 0, sides >= 0
        if known_rows.any() and known_columns.any():
            table[np.ix_(known_rows, known_columns)] = self._numeric.table(ups[known_rows], sides[known_columns])
        return _cut(table, up, side)

    def wide(self, columns: Ints) -> Numbers | None:
        """Return the table of all mentee classes over these mentors, None when it would be too large."""
        if self._whole is None or len(self._whole) * len(columns) > WIDE:
            return None
        return np.ascontiguousarray(self._whole[:, self.right[columns]])


class Gate:
    """A rule over answers, as a table of who may go with whom."""

    def __init__(self, rule: AnswerRule, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        self.code = rule.code
        # To a rule None is an answer like any other («возраст не сказан»), so answers are wrapped.
        self.left, asked = classes(mentees, lambda mentee: (rule.asked(mentee),))
        self.right, offered = classes(mentors, lambda mentor: (rule.offered(mentor),))
        self._whole = rule.table([said for (said,) in asked], [said for (said,) in offered])
        self.bars = not self._whole.all()

    def cut(self, rows: Ints, columns: Ints) -> NDArray[np.bool_]:
        """Return who may go with whom, shape (rows, columns)."""
        return _cut(self._whole, self.left[rows], self.right[columns])

    def wide(self, columns: Ints) -> NDArray[np.bool_] | None:
        """Return the table of all mentee classes over these mentors, None when it would be too large."""
        large = len(self._whole) * len(columns) > 4 * WIDE
        return None if large else np.ascontiguousarray(self._whole[:, self.right[columns]])


Cells = TypeVar("Cells", bound=np.generic)


def _cut(table: NDArray[Cells], rows: Ints, columns: Ints) -> NDArray[Cells]:
    """Return the cells of these rows and columns, by the way that touches fewer of them."""
    if len(columns) < table.shape[1]:
        return np.asarray(table[rows[:, None], columns[None, :]])
    return np.asarray(table[rows][:, columns])
