"""The scorer that solvers ask: allowed pairs with whole scores, thousands of rows at once, never all people at a time.

People with equal answers are compared once; for a pair the gains of the criteria are looked up and added (see
`pairing.scoring.parts`). Mentors of a large organisation are prepared for many mentees, apart for each answer to the
rule that bars most, so pairs that it bars are never scored; small organisations are scored pair by pair, many in one
go. Both ways add the same whole numbers, so the scores equal `pairing.scoring.points` to the unit on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from pairing.people import Mentee, Mentor
from pairing.problem import Candidates, Ints, Small
from pairing.rule import AnswerRule, NamesRule
from pairing.rules.organisation import Kind as OrganisationRule
from pairing.scoring.columns import Answers, Gate
from pairing.scoring.parts import Facing, Pack, parts
from pairing.scoring.reach import Reach
from pairing.settings import Settings

T = TypeVar("T")
CELLS = 1 << 17
"""Pairs in a block: its arrays stay in the cache."""
LARGE = 1 << 14
"""From so many possible pairs of one organisation on its mentors are prepared."""
FACED = 64
"""How many prepared lists of mentors are kept."""


class _Piece(NamedTuple):
    """Candidates of some asked mentees: their places in the question, counts, mentors and scores."""

    asked: Ints
    counts: Ints
    mentors: Small
    scores: Small


class _Face(NamedTuple):
    """Mentors prepared for many mentees: their criteria, and the rules that still bar some."""

    mentors: Ints
    facings: list[Facing]
    gates: list[tuple[Ints, NDArray[np.bool_]]]


class _Named(NamedTuple):
    """A rule over names, and the keys mentee x mentors + mentor of the pairs that it bars, ascending."""

    rule: NamesRule
    keys: Ints


class PeopleScorer:
    """Scores of people under settings; implements `pairing.problem.Scorer`.

    Several threads may ask at once: what is kept between questions is only ever replaced as a whole, and a question
    that finds nothing kept makes it anew.
    """

    def __init__(
        self,
        mentees: Sequence[Mentee],
        mentors: Sequence[Mentor],
        settings: Settings,
        like: PeopleScorer | None = None,
    ) -> None:
        """Prepare; `like` is a scorer of the same people under other settings, whose classes are used again."""
        self._counts = len(mentees), len(mentors)
        self._forms = [mentee.forms for mentee in mentees], [mentor.forms for mentor in mentors]
        self._by_form = settings.rule("forms") is not None
        self._answers: list[Answers] = [
            _same([] if like is None else like._answers, "criterion", criterion) or Answers(criterion, mentees, mentors)
            for criterion in settings.criteria
        ]
        self._gated: list[Gate] = [
            _same([] if like is None else like._gated, "rule", rule) or Gate(rule, mentees, mentors)
            for rule in settings.rules
            if isinstance(rule, AnswerRule)
        ]
        self._named: list[_Named] = [
            _same([] if like is None else like._named, "rule", rule) or _Named(rule, _keys(rule, mentees, mentors))
            for rule in settings.rules
            if isinstance(rule, NamesRule)
        ]
        weighed = [
            (answers, weight)
            for answers, weight in zip(self._answers, settings.weights, strict=True)
            if weight and answers.numeric is not None
        ]
        rule = cast("OrganisationRule | None", settings.rule("organisation"))
        old: Reach | None = like.reach if like is not None else None
        self.reach: Reach = old if old is not None and old.rule == rule else Reach(rule, mentees, mentors)
        self._pack = Pack(sum(weight for _, weight in weighed))
        self._parts = parts(weighed, self._pack, self.size)
        self._gates = [gate for gate in self._gated if gate.bars]
        self._sharp = min(self._gates, key=lambda gate: gate.allowed, default=None)
        self._barred = np.unique(np.concatenate([*(one.keys for one in self._named), np.zeros(0, np.int64)]))
        self._faces: dict[tuple[int, int], _Face] = {}

    def candidates(self, mentees: Ints) -> Candidates:
        """Return the allowed mentors of these mentees with scores; the same question has the same answer.

        Safe to be asked by several threads at once.
        """
        asked = np.asarray(mentees, np.int64)
        groups = self.reach.group[asked]
        order = np.argsort(groups, kind="stable")
        found, starts, counts = np.unique(groups[order], return_index=True, return_counts=True)
        large = self.reach.sizes[found] * counts >= LARGE
        pieces: list[_Piece] = []
        for group, start, count in zip(*(one[large].tolist() for one in (found, starts, counts)), strict=True):
            pieces.extend(self._group(group, asked, order[start : start + count]))
        few = order[np.repeat(~large, counts)]
        if len(few):
            pieces.extend(self._scattered(asked, few))
        return _joined(pieces, len(asked))

    def values(self, mentees: Ints, mentors: Ints) -> NDArray[np.int64]:
        """Return what each criterion of the settings says of each of these pairs, shape (criteria, pairs).

        Values are those of `Criterion.value`, NO_DATA for none; also of criteria without weight and of barred pairs.
        """
        found = [answers.values(mentees, mentors) for answers in self._answers]
        return np.array(found, np.int64).reshape(len(found), len(mentees))

    def allowed_mentees(self, mentors: Ints) -> list[Ints]:
        """Return the mentees that each of these mentors may lead, ascending; no score is computed."""
        return [self._allowing(mentor) for mentor in np.asarray(mentors).tolist()]

    def _allowing(self, mentor: int) -> Ints:
        """Return the mentees that a mentor may lead."""
        left = self.reach.askers(mentor)
        for gate in self._gates:
            left = left[gate.table[:, gate.right[mentor]][gate.left[left]]]
        return left[~_contained(left * self._counts[1] + mentor, self._barred)]

    def alone(self, mentee: int) -> dict[str, Ints]:
        """Return the mentors whom one single rule keeps from this mentee, by the code of the rule."""
        count = self._counts[1]
        here = self.reach.mentors[int(self.reach.group[mentee])]
        away = np.ones(count, np.bool_)
        away[here] = False
        bars = {"organisation": away}
        for gate in self._gates:
            bars[gate.rule.code] = ~gate.table[gate.left[mentee]][gate.right]
        for rule, keys in self._named:
            span = slice(*np.searchsorted(keys, [mentee * count, (mentee + 1) * count]))
            if span.start < span.stop:
                bars[rule.code] = np.zeros(count, np.bool_)
                bars[rule.code][keys[span] - mentee * count] = True
        once = sum(bar.astype(np.int8) for bar in bars.values()) == 1
        return {code: found for code, bar in bars.items() if len(found := np.flatnonzero(bar & once))}

    def barred_by(self, mentee: int) -> dict[str, int]:
        """Return how many mentors each rule bars from this mentee, a mentor counted under the first rule that bars."""
        columns = self.reach.mentors[int(self.reach.group[mentee])]
        counts = {"organisation": self._counts[1] - len(columns)}
        left, row = columns, np.array([mentee])
        for gate in self._gates:
            allowed = gate.cut(row, left)[0]
            counts[gate.rule.code] = int((~allowed).sum())
            left = left[allowed]
        for rule, keys in self._named:
            barred = _contained(mentee * self._counts[1] + left, keys)
            counts[rule.code] = int(barred.sum())
            left = left[~barred]
        return {code: count for code, count in counts.items() if count}

    def barred_for(self, mentor: int) -> dict[str, int]:
        """Return how many mentees each rule bars from this mentor, a mentee counted under the first rule that bars."""
        left = self.reach.askers(mentor)
        counts = {"organisation": len(self.reach.group) - len(left)}
        for gate in self._gates:
            allowed = gate.cut(left, np.array([mentor]))[:, 0]
            counts[gate.rule.code] = int((~allowed).sum())
            left = left[allowed]
        for rule, keys in self._named:
            barred = _contained(left * self._counts[1] + mentor, keys)
            counts[rule.code] = int(barred.sum())
            left = left[~barred]
        return {code: count for code, count in counts.items() if count}

    @property
    def size(self) -> int:
        """Return how many pairs come into question before the other rules are asked."""
        return int(self.reach.sizes[self.reach.group].sum())

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
        asked = [set(self._forms[0][i]) for i in mentees.tolist()]
        offered = [set(self._forms[1][j]) for j in mentors.tolist()]
        names: set[str] = set().union(*asked) | set().union(*offered)
        for form in sorted(names) or [""]:
            left = mentees[[not forms or form in forms for forms in asked]]
            right = mentors[[not forms or form in forms for forms in offered]]
            if len(left) and len(right):
                yield left, right

    def _scattered(self, asked: Ints, places: Ints) -> Iterator[_Piece]:
        """Yield the candidates of mentees of many small organisations, pair by pair."""
        sums = np.cumsum(self.reach.sizes[self.reach.group[asked[places]]])
        cuts = np.searchsorted(sums, np.arange(CELLS, int(sums[-1]), CELLS))
        for here in np.split(places, cuts):
            if len(here):
                yield self._pairs(here, asked[here])

    def _pairs(self, places: Ints, rows: Ints) -> _Piece:
        """Return the candidates of some rows, pair by pair."""
        counts, columns = self.reach.pairs(self.reach.group[rows])
        for gate in self._gates:
            counts, columns = _kept(counts, columns, gate.pairs(rows, counts, columns))
        if len(self._barred):
            keys = np.repeat(rows * self._counts[1], counts) + columns
            counts, columns = _kept(counts, columns, ~_contained(keys, self._barred))
        packed = np.zeros(len(columns), self._pack.dtype)
        for part in self._parts:
            part.add(packed, rows, counts, columns)
        return _Piece(places, counts, columns.astype(np.int32), self._pack.scores(packed))

    def _group(self, group: int, asked: Ints, places: Ints) -> Iterator[_Piece]:
        """Yield the candidates of the mentees of one large organisation, apart by their answer to the sharpest rule."""
        rows = asked[places]
        answers = np.zeros(len(rows), np.int64) if self._sharp is None else self._sharp.left[rows]
        for answer in np.unique(answers).tolist():
            here = places[answers == answer]
            face = self._faced(group, answer)
            step = max(1, CELLS // max(1, len(face.mentors)))
            for start in range(0, len(here), step):
                part = here[start : start + step]
                yield self._block(part, asked[part], face)

    def _faced(self, group: int, answer: int) -> _Face:
        """Return the mentors of an organisation who pass the sharpest rule with this answer, prepared."""
        if (kept := self._faces.get((group, answer))) is not None:
            return kept
        columns = self.reach.mentors[group]
        if self._sharp is not None:
            columns = columns[self._sharp.table[answer, self._sharp.right[columns]]]
        rest = [gate for gate in self._gates if gate is not self._sharp]
        for gate in rest:
            columns = columns[gate.some[gate.right[columns]]]
        cuts = [(gate.left, gate.table[:, gate.right[columns]]) for gate in rest]
        face = _Face(columns, [part.facing(columns) for part in self._parts], [c for c in cuts if not c[1].all()])
        faces = self._faces if len(self._faces) < FACED else {}
        faces[group, answer] = face
        self._faces = faces
        return face

    def _block(self, places: Ints, rows: Ints, face: _Face) -> _Piece:
        """Return the candidates of some rows among prepared mentors."""
        columns = face.mentors
        packed = np.zeros((len(rows), len(columns)), self._pack.dtype)
        for facing in face.facings:
            facing.add(packed, rows)
        scores = self._pack.scores(packed)
        mentors = columns.astype(np.int32)
        allowed = self._allowed(rows, face)
        if allowed is None or allowed.all():
            counts = np.full(len(rows), len(columns), np.int64)
            return _Piece(places, counts, np.tile(mentors, len(rows)), scores.ravel())
        spread = np.broadcast_to(mentors, allowed.shape)
        return _Piece(places, allowed.sum(axis=1, dtype=np.int64), spread[allowed], scores[allowed])

    def _allowed(self, rows: Ints, face: _Face) -> NDArray[np.bool_] | None:
        """Return who may go with whom, None when nothing bars."""
        allowed: NDArray[np.bool_] | None = None
        for left, table in face.gates:
            cut = table[left[rows]]
            allowed = cut if allowed is None else np.logical_and(allowed, cut, out=allowed)
        if not len(self._barred):
            return allowed
        count = self._counts[1]
        spans = np.searchsorted(self._barred, [rows * count, (rows + 1) * count])
        for place in np.flatnonzero(spans[1] > spans[0]).tolist():
            barred = self._barred[spans[0][place] : spans[1][place]] - rows[place] * count
            allowed = np.ones((len(rows), len(face.mentors)), np.bool_) if allowed is None else allowed
            allowed[place, np.isin(face.mentors, barred)] = False
        return allowed


def _same(known: Sequence[T], name: str, wanted: object) -> T | None:
    """Return what was made before of an equal criterion or rule."""
    return next((one for one in known if getattr(one, name) == wanted), None)


def _kept(counts: Ints, columns: Ints, good: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Leave pairs out; return how many each row still has, and their columns."""
    before = np.concatenate([[0], np.cumsum(good)])
    ends = np.cumsum(counts)
    return before[ends] - before[ends - counts], columns[good]


def _contained(keys: Ints, among: Ints) -> NDArray[np.bool_]:
    """Say of each key whether it is among these ascending keys."""
    if not len(among):
        return np.zeros(len(keys), np.bool_)
    return np.asarray(among[np.minimum(np.searchsorted(among, keys), len(among) - 1)] == keys)


def _keys(rule: NamesRule, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Ints:
    """Return the keys mentee x mentors + mentor of the pairs that a rule over names bars, ascending."""
    return np.array([i * len(mentors) + j for i, j in rule.barred_pairs(mentees, mentors)], np.int64)


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
