"""The scorer that solvers ask: allowed pairs with whole scores, thousands of rows at once, never all people at a time.

People with equal answers are compared once; a block of mentees then only looks its rows up, adds them and divides.
All sums are whole numbers that single (or, for heavy weights, double) precision holds exactly, so the scores equal
`pairing.scoring.points` to the unit on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import UNIT
from pairing.people import Mentee, Mentor
from pairing.problem import SCALE, Candidates, Ints, Small
from pairing.rule import AnswerRule, NamesRule
from pairing.rules.organisation import Kind as OrganisationRule
from pairing.scoring.columns import Column, Gate, Numbers
from pairing.scoring.points import NEUTRAL
from pairing.scoring.reach import Reach
from pairing.settings import Settings

CELLS = 1 << 17
"""Pairs in a block: its arrays stay in the cache."""
EXACT = 2**24
"""Whole numbers that single precision holds."""


class _Piece(NamedTuple):
    """Candidates of some asked mentees: their places in the question, counts, mentors and scores."""

    asked: Ints
    counts: Ints
    mentors: Small
    scores: Small


class _Wide(NamedTuple):
    """Tables of one group of mentors, prepared for many rows."""

    group: int
    large: bool
    columns: list[Numbers | None]
    gates: list[NDArray[np.bool_] | None]


class PeopleScorer:
    """Scores of people under settings; implements `pairing.problem.Scorer`."""

    def __init__(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor], settings: Settings) -> None:
        self._forms = [mentee.forms for mentee in mentees], [mentor.forms for mentor in mentors]
        self._by_form = settings.rule("forms") is not None
        weighed = [(c, w) for c, w in zip(settings.criteria, settings.weights, strict=True) if w]
        columns = [Column(criterion, weight, mentees, mentors) for criterion, weight in weighed]
        self._columns = [column for column in columns if column.some]
        total = sum(column.weight for column in self._columns)
        self._dtype: type[np.floating[Any]] = np.float32 if total * UNIT < EXACT else np.float64
        plain = [column for column in self._columns if not column.partial]
        weights: NDArray[Any] = np.array([column.weight for column in plain], self._dtype).reshape(-1, 1)
        asks: NDArray[Any] = np.array([column.left >= 0 for column in plain], self._dtype)
        offers: NDArray[Any] = np.array([column.right >= 0 for column in plain], self._dtype)
        self._asks = asks.reshape(len(plain), len(mentees)) * weights
        self._offers = offers.reshape(len(plain), len(mentors))
        gates = [Gate(rule, mentees, mentors) for rule in settings.rules if isinstance(rule, AnswerRule)]
        self._gates = [gate for gate in gates if gate.bars]
        self.reach = Reach(cast("OrganisationRule | None", settings.rule("organisation")), mentees, mentors)
        self._mentors = len(mentors)
        self._named = {r.code: _barred(r, mentees, mentors) for r in settings.rules if isinstance(r, NamesRule)}
        self._barred = _merged(list(self._named.values()))
        self._wide: _Wide | None = None

    def candidates(self, mentees: Ints) -> Candidates:
        """Return the allowed mentors of these mentees with scores; the same question has the same answer."""
        asked = np.asarray(mentees, np.int64)
        groups = self.reach.group[asked]
        order = np.argsort(groups, kind="stable")
        pieces: list[_Piece] = []
        cuts = np.flatnonzero(np.diff(groups[order])) + 1
        for places in np.split(order, cuts):
            if len(places):
                pieces.extend(self._group(int(groups[places[0]]), asked, places))
        return _joined(pieces, len(asked))

    def barred_by(self, mentee: int) -> dict[str, int]:
        """Return how many mentors each rule bars from this mentee, a mentor counted under the first rule that bars."""
        columns = self.reach.mentors[int(self.reach.group[mentee])]
        counts = {"organisation": self._mentors - len(columns)}
        left, row = columns, np.array([mentee])
        for gate in self._gates:
            allowed = gate.cut(row, left)[0]
            counts[gate.code] = int((~allowed).sum())
            left = left[allowed]
        for code, barred in self._named.items():
            allowed = ~np.isin(left, barred.get(mentee, ()))
            counts[code] = int((~allowed).sum())
            left = left[allowed]
        return {code: count for code, count in counts.items() if count}

    def barred_for(self, mentor: int) -> dict[str, int]:
        """Return how many mentees each rule bars from this mentor, a mentee counted under the first rule that bars."""
        left = self.reach.asking(mentor)
        counts = {"organisation": len(self.reach.group) - len(left)}
        for gate in self._gates:
            allowed = gate.cut(left, np.array([mentor]))[:, 0]
            counts[gate.code] = int((~allowed).sum())
            left = left[allowed]
        for code, barred in self._named.items():
            named = [i for i, mentors in barred.items() if mentor in mentors]
            allowed = ~np.isin(left, named)
            counts[code] = int((~allowed).sum())
            left = left[allowed]
        return {code: count for code, count in counts.items() if count}

    @property
    def size(self) -> int:
        """Return how many pairs come into question before the other rules are asked."""
        sizes = np.array([len(mentors) for mentors in self.reach.mentors], np.int64)
        return int(sizes[self.reach.group].sum())

    def links(self) -> Sequence[tuple[Ints, Ints]]:
        """Return (mentees, mentors) of each organisation, apart by form of mentoring where forms must agree."""
        found: list[tuple[Ints, Ints]] = []
        order = np.argsort(self.reach.group, kind="stable")
        cuts = np.flatnonzero(np.diff(self.reach.group[order])) + 1
        for mentees in np.split(order, cuts):
            if len(mentees):
                mentors = self.reach.mentors[int(self.reach.group[mentees[0]])]
                found.extend(self._split(mentees, mentors))
        return found

    def _split(self, mentees: Ints, mentors: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Split a block by forms; one who names no form stands in every block."""
        if not self._by_form:
            if len(mentors):
                yield mentees, mentors
            return
        asked = [set(self._forms[0][i]) for i in mentees]
        offered = [set(self._forms[1][j]) for j in mentors]
        names: set[str] = set().union(*asked) | set().union(*offered)
        for form in sorted(names) or [""]:
            left = mentees[[not forms or form in forms for forms in asked]]
            right = mentors[[not forms or form in forms for forms in offered]]
            if len(left) and len(right):
                yield left, right

    def _group(self, group: int, asked: Ints, places: Ints) -> Iterator[_Piece]:
        """Yield the candidates of the mentees of one group, block by block."""
        columns = self.reach.mentors[group]
        if not len(columns):
            yield _Piece(places, np.zeros(len(places), np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
            return
        wide = self._prepared(group, columns, len(places))
        step = max(1, CELLS // len(columns))
        for start in range(0, len(places), step):
            here = places[start : start + step]
            yield self._block(here, asked[here], columns, wide)

    def _prepared(self, group: int, columns: Ints, rows: int) -> _Wide:
        """Return the tables of a group of mentors; those of the last large group are kept for the next question."""
        large = rows * len(columns) >= CELLS
        if self._wide is None or self._wide.group != group or large > self._wide.large:
            self._wide = _Wide(
                group,
                large,
                [column.wide(columns) if large else None for column in self._columns],
                [gate.wide(columns) if large else None for gate in self._gates],
            )
        return self._wide

    def _block(self, places: Ints, rows: Ints, columns: Ints, wide: _Wide) -> _Piece:
        """Return the candidates of some rows."""
        allowed = self._allowed(rows, columns, wide)
        scores = self._scores(rows, columns, wide)
        mentors = columns.astype(np.int32)
        if allowed is None or allowed.all():
            counts = np.full(len(rows), len(columns), np.int64)
            return _Piece(places, counts, np.tile(mentors, len(rows)), scores.ravel())
        spread = np.broadcast_to(mentors, allowed.shape)
        return _Piece(places, allowed.sum(axis=1, dtype=np.int64), spread[allowed], scores[allowed])

    def _allowed(self, rows: Ints, columns: Ints, wide: _Wide) -> NDArray[np.bool_] | None:
        """Return who may go with whom, None when nothing bars."""
        allowed: NDArray[np.bool_] | None = None
        for gate, table in zip(self._gates, wide.gates, strict=True):
            cut = gate.cut(rows, columns) if table is None else table[gate.left[rows]]
            allowed = cut if allowed is None else np.logical_and(allowed, cut, out=allowed)
        if not self._barred:
            return allowed
        for place, row in enumerate(rows.tolist()):
            if (barred := self._barred.get(row)) is not None:
                allowed = np.ones((len(rows), len(columns)), np.bool_) if allowed is None else allowed
                allowed[place, np.isin(columns, barred)] = False
        return allowed

    def _scores(self, rows: Ints, columns: Ints, wide: _Wide) -> Small:
        """Return the scores of these rows against these columns."""
        known: NDArray[Any] = self._asks[:, rows].T @ self._offers[:, columns]
        total: NDArray[Any] = np.zeros((len(rows), len(columns)), self._dtype)
        for column, table in zip(self._columns, wide.columns, strict=True):
            cut = column.cut(rows, columns) if table is None else table[column.left[rows]]
            if column.partial:
                said = cut >= 0
                known += said * self._dtype(column.weight)
                cut = cut * said
            total += cut * self._dtype(column.weight)
        return _rounded(total, known)


def _rounded(total: Numbers, known: Numbers) -> Small:
    """Return floor((2·SCALE·total + UNIT·known) / (2·UNIT·known)), NEUTRAL where nothing is known.

    Exact: numerator and denominator are whole and below 2**53 (`settings.HEAVIEST`), so the rounded quotient can only
    reach the next whole number when the true one does.
    """
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
    return np.asarray(upper.astype(np.int32))


def _barred(rule: NamesRule, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> dict[int, list[int]]:
    """Return the mentors that a rule over names bars, by mentee."""
    found: dict[int, list[int]] = {}
    for i, j in rule.barred(mentees, mentors):
        found.setdefault(i, []).append(j)
    return found


def _merged(rules: list[dict[int, list[int]]]) -> dict[int, Ints]:
    """Return the mentors that any rule over names bars, by mentee."""
    found: dict[int, set[int]] = {}
    for rule in rules:
        for i, barred in rule.items():
            found.setdefault(i, set()).update(barred)
    return {i: np.array(sorted(barred), np.int64) for i, barred in found.items()}


def _joined(pieces: list[_Piece], count: int) -> Candidates:
    """Return the pieces as one answer in the order of the question."""
    if not pieces:
        return Candidates(np.zeros(count + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    asked = np.concatenate([piece.asked for piece in pieces])
    counts = np.concatenate([piece.counts for piece in pieces])
    mentors = np.concatenate([piece.mentors for piece in pieces])
    scores = np.concatenate([piece.scores for piece in pieces])
    indptr = np.zeros(count + 1, np.int64)
    if not np.array_equal(asked, np.arange(count)):
        starts = np.cumsum(counts) - counts
        back = np.argsort(asked, kind="stable")
        counts, starts = counts[back], starts[back]
        ends = np.cumsum(counts)
        at = np.repeat(starts - ends + counts, counts) + np.arange(int(ends[-1]))
        mentors, scores = mentors[at], scores[at]
    np.cumsum(counts, out=indptr[1:])
    return Candidates(indptr, mentors, scores)
