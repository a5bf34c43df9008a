from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.criteria import criteria
from pairing.criteria.distance import Kind as Distance
from pairing.people import Mentee
from pairing.problem import SCALE
from pairing.rules.ages import Kind as Ages
from pairing.rules.organisation import Kind as Organisation
from pairing.scoring import NEUTRAL, PeopleScorer, columns, score_of, scorer
from pairing.scoring.points import shares_of, values_of
from pairing.settings import Settings, whole_weights
from pairing.tests.data import people

POINTS = {"Берёзовка": (56.1, 93.2), "Озёрное": (56.2, 93.5)}
weights = st.lists(st.integers(0, 20), min_size=len(criteria()), max_size=len(criteria())).filter(any)


def settings_of(weights: list[int], **rules: object) -> Settings:
    base = Settings()
    kinds = {"organisation": Organisation(((("Школа № 1", "Лицей")),)), "ages": Ages(youngest=11, older=2), **rules}
    return replace(
        base,
        rules=tuple(kinds.get(rule.code, rule) for rule in base.rules),
        criteria=tuple(Distance(40, POINTS) if c.code == "distance" else c for c in base.criteria),
        weights=tuple(weights),
    )


def reference(mentees: list, mentors: list, chosen: Settings) -> list[list[tuple[int, int]]]:
    return [
        [
            (j, score_of(values_of(chosen, mentee, mentor), chosen.weights))
            for j, mentor in enumerate(mentors)
            if not any(rule.reason(mentee, mentor) for rule in chosen.rules)
        ]
        for mentee in mentees
    ]


def asked(made: PeopleScorer, rows: list[int]) -> list[list[tuple[int, int]]]:
    found = made.candidates(np.array(rows, np.int64))
    return [
        list(zip(found.mentors[a:b].tolist(), found.scores[a:b].tolist(), strict=True))
        for a, b in zip(found.indptr[:-1], found.indptr[1:], strict=True)
    ]


@given(people.mentees, people.mentors, weights)
@settings(max_examples=50)
def test_many_at_once_equal_one_by_one(mentees, mentors, weights):
    chosen = settings_of(weights)
    made = PeopleScorer(mentees, mentors, chosen)
    expected = reference(mentees, mentors, chosen)
    assert asked(made, list(range(len(mentees)))) == expected
    backwards = [*reversed(range(len(mentees))), 0]
    assert asked(made, backwards) == [expected[i] for i in backwards]
    assert all(0 <= score <= SCALE for row in expected for _, score in row)


@given(people.mentees, people.mentors, weights)
@settings(max_examples=20)
def test_blocks_without_kept_tables_give_the_same(mentees, mentors, weights):
    chosen = settings_of(weights)
    kept = columns.DENSE, columns.WIDE, scorer.CELLS
    try:
        columns.DENSE, scorer.CELLS = 0, 3
        small = asked(PeopleScorer(mentees, mentors, chosen), list(range(len(mentees))))
        columns.DENSE, columns.WIDE, scorer.CELLS = kept[0], 0, 1
        narrow = asked(PeopleScorer(mentees, mentors, chosen), list(range(len(mentees))))
        columns.WIDE = kept[1]
        made = PeopleScorer(mentees, mentors, chosen)
        wide = [asked(made, [i])[0] for i in range(len(mentees))]
    finally:
        columns.DENSE, columns.WIDE, scorer.CELLS = kept
    assert small == narrow == wide == reference(mentees, mentors, chosen)


@given(people.mentees, people.mentors)
@settings(max_examples=20)
def test_heavy_weights_are_exact(mentees, mentors):
    chosen = settings_of([10**6 + n for n in range(len(criteria()))])
    assert asked(PeopleScorer(mentees, mentors, chosen), list(range(len(mentees)))) == reference(
        mentees, mentors, chosen
    )


@given(people.mentees, people.mentors)
@settings(max_examples=20)
def test_links_hold_every_allowed_pair(mentees, mentors):
    chosen = settings_of([1] * len(criteria()))
    made = PeopleScorer(mentees, mentors, chosen)
    linked = {(i, j) for left, right in made.links() for i in left.tolist() for j in right.tolist()}
    allowed = {(i, j) for i, row in enumerate(reference(mentees, mentors, chosen)) for j, _ in row}
    assert allowed <= linked


@given(people.mentees, people.mentors, st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_order_of_people_changes_no_score(mentees, mentors, dice):
    chosen = settings_of([3, 1, 4, 1, 5, 9, 2, 6, 5, 3])
    plain = reference(mentees, mentors, chosen)
    mixed = mentors[:]
    dice.shuffle(mixed)
    found = asked(PeopleScorer(mentees, mixed, chosen), list(range(len(mentees))))
    named = [{mixed[j].key: score for j, score in row} for row in found]
    assert named == [{mentors[j].key: score for j, score in row} for row in plain]


@given(people.mentees, people.mentors, weights, st.integers(2, 10**6))
@settings(max_examples=20)
def test_multiplied_weights_change_nothing(mentees, mentors, weights, times):
    once = whole_weights([Fraction(w) for w in weights])
    many = whole_weights([Fraction(w) * times / 7 for w in weights])
    assert once == many


SILENT = {
    "request": "needs", "subject": "subjects", "text": "text", "windows": "windows", "meeting": "meetings",
    "distance": "place", "interests": "interests", "traits": "traits",
}  # fmt: skip


@given(people.mentees, people.mentors, weights, st.sampled_from(sorted(SILENT)))
@settings(max_examples=40)
def test_a_missing_answer_of_a_mentee_counts_as_if_nobody_had_asked(mentees, mentors, weights, code):
    """The order of mentors is the order by the other criteria: silence neither helps nor hurts anyone."""
    chosen = settings_of(weights)
    empty = {field.name: field.default for field in Mentee.__dataclass_fields__.values()}
    silent = [replace(mentee, **{SILENT[code]: empty[SILENT[code]]}) for mentee in mentees]
    unasked = [0 if c.code == code else w for c, w in zip(chosen.criteria, chosen.weights, strict=True)]
    there = reference(silent, mentors, chosen)
    assert there == reference(mentees, mentors, replace(chosen, weights=tuple(unasked)))


@given(people.mentees, people.mentors, weights)
@settings(max_examples=40)
def test_shares_of_criteria_add_up_to_the_score(mentees, mentors, weights):
    chosen = settings_of(weights)
    values = values_of(chosen, mentees[0], mentors[0])
    shares = shares_of(values, chosen.weights)
    score = score_of(values, chosen.weights)
    known = [share for share in shares if share is not None]
    assert sum(known) == (score if known else 0)
    assert known or score == NEUTRAL
    assert all(share >= 0 for share in known)


@given(people.mentees, people.mentors)
@settings(max_examples=40)
def test_rules_that_bar_are_counted_alike_from_both_sides(mentees, mentors):
    chosen = settings_of([1] * len(criteria()))
    made = PeopleScorer(mentees, mentors, chosen)
    allowed = reference(mentees, mentors, chosen)
    for i, row in enumerate(allowed):
        assert sum(made.barred_by(i).values()) == len(mentors) - len(row)
    for j in range(len(mentors)):
        assert sum(made.barred_for(j).values()) == sum(j not in dict(row) for row in allowed)
    for rule in chosen.rules:
        alone = PeopleScorer(mentees, mentors, replace(chosen, rules=(rule,)))
        for i, mentee in enumerate(mentees):
            barred = sum(rule.reason(mentee, mentor) is not None for mentor in mentors)
            assert alone.barred_by(i) == ({rule.code: barred} if barred else {})


def test_who_answered_nothing_gets_the_middle():
    chosen = settings_of([1] * len(criteria()))
    assert asked(PeopleScorer([people.pupil()], [people.guide()], chosen), [0]) == [[(0, NEUTRAL)]]


def test_nobody_at_all():
    made = PeopleScorer([], [], Settings())
    assert made.candidates(np.zeros(0, np.int64)).indptr.tolist() == [0]
    assert list(made.links()) == []
    assert list(PeopleScorer([people.pupil()], [], Settings().without("forms")).links()) == []
    alone = PeopleScorer([people.pupil()], [], Settings())
    assert asked(alone, [0, 0]) == [[], []]
