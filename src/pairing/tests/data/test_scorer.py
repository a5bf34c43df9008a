from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing import sums
from pairing.criteria import criteria
from pairing.criteria.distance import Kind as Distance
from pairing.criterion import NO_DATA
from pairing.generator import Shape, generate
from pairing.people import Meeting, Mentee, Skill
from pairing.problem import SCALE
from pairing.rules.ages import Kind as Ages
from pairing.rules.organisation import Kind as Organisation
from pairing.scoring import NEUTRAL, PeopleScorer, columns, parts, score_of, scorer
from pairing.scoring.points import shares_of, values_of
from pairing.settings import HEAVIEST, Settings, whole_weights
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


def values_said(made: PeopleScorer, mentees: list, mentors: list) -> list[list[int]]:
    rows, columns = np.divmod(np.arange(len(mentees) * len(mentors)), len(mentors))
    return made.values(rows, columns).T.tolist()


def values_expected(mentees: list, mentors: list, chosen: Settings) -> list[list[int]]:
    rows = [values_of(chosen, mentee, mentor) for mentee in mentees for mentor in mentors]
    return [[NO_DATA if value is None else value for value in row] for row in rows]


@given(people.mentees, people.mentors, weights)
@settings(max_examples=50)
def test_many_at_once_equal_one_by_one(mentees, mentors, weights):
    chosen = settings_of(weights)
    made = PeopleScorer(mentees, mentors, chosen)
    expected = reference(mentees, mentors, chosen)
    assert asked(made, list(range(len(mentees)))) == expected
    assert values_said(made, mentees, mentors) == values_expected(mentees, mentors, chosen)
    backwards = [*reversed(range(len(mentees))), 0]
    assert asked(made, backwards) == [expected[i] for i in backwards]
    assert all(0 <= score <= SCALE for row in expected for _, score in row)


@given(people.mentees, people.mentors, weights)
@settings(max_examples=20)
def test_blocks_without_kept_tables_give_the_same(mentees, mentors, weights):
    chosen = settings_of(weights)
    everybody = list(range(len(mentees)))
    expected = reference(mentees, mentors, chosen)
    kept = sums.KEPT, columns.TABLE, parts.WIDE, parts.LOOKED, scorer.CELLS, scorer.LARGE, sums.TOLD
    try:
        for sums.KEPT, columns.TABLE, parts.WIDE, parts.LOOKED, scorer.CELLS, scorer.LARGE, sums.TOLD in (
            (0, 0, 0, 0, 3, 0, 0),
            (0, 0, 0, 0, 3, 10**9, kept[6]),
            (0, kept[1], kept[2], kept[3], 1, 0, kept[6]),
            (kept[0], 0, kept[2], 10**9, 10, 1, 3_000),
            (kept[0], kept[1], 0, 0, 10, 10, 0),
        ):
            made = PeopleScorer(mentees, mentors, chosen)
            assert asked(made, everybody) == expected
            assert [asked(made, [i])[0] for i in everybody] == expected
            assert values_said(made, mentees, mentors) == values_expected(mentees, mentors, chosen)
    finally:
        sums.KEPT, columns.TABLE, parts.WIDE, parts.LOOKED, scorer.CELLS, scorer.LARGE, sums.TOLD = kept


@given(people.mentees, people.mentors)
@settings(max_examples=20)
def test_heavy_weights_are_exact(mentees, mentors):
    chosen = settings_of([10**6 + n for n in range(len(criteria()))])
    assert asked(PeopleScorer(mentees, mentors, chosen), list(range(len(mentees)))) == reference(
        mentees, mentors, chosen
    )


@given(people.mentees, people.mentors, weights, st.integers(0, len(criteria()) - 1))
@settings(max_examples=20)
def test_the_heaviest_weights_that_are_let_are_exact(mentees, mentors, weights, place):
    weights[place] = HEAVIEST - sum(weights) + weights[place]
    chosen = settings_of(weights)
    expected = reference(mentees, mentors, chosen)
    assert asked(PeopleScorer(mentees, mentors, chosen), list(range(len(mentees)))) == expected


def test_weights_that_are_too_heavy_are_refused():
    chosen = settings_of([2 * HEAVIEST] * len(criteria()))
    full = {"meetings": (Meeting.REMOTE,)}
    with pytest.raises(ValueError, match="HEAVIEST"):
        PeopleScorer([people.pupil(**full)], [people.guide(**full)], chosen)


@given(people.mentees, people.mentors, weights, weights)
@settings(max_examples=30)
def test_other_weights_over_the_same_people_give_what_a_new_scorer_gives(mentees, mentors, before, after):
    first = settings_of(before)
    others = (
        settings_of(after),
        settings_of(after, organisation=Organisation((("*",),), unsaid=True), ages=Ages(youngest=14)),
        settings_of(after).without("forms").without("past"),
    )
    made = PeopleScorer(mentees, mentors, first)
    for chosen in others:
        made = PeopleScorer(mentees, mentors, chosen, made)
        assert asked(made, list(range(len(mentees)))) == reference(mentees, mentors, chosen)


@given(people.mentees, people.mentors)
@settings(max_examples=30)
def test_criteria_compare_many_as_they_compare_two(mentees, mentors):
    for criterion in settings_of([1] * len(criteria())).criteria:
        asks = list(dict.fromkeys(said for one in mentees if (said := criterion.demand(one)) is not None))
        offers = list(dict.fromkeys(said for one in mentors if (said := criterion.supply(one)) is not None))
        if asks and offers:
            found = criterion.numeric(asks, offers).table(np.arange(len(asks)), np.arange(len(offers)))
            assert found.tolist() == [[criterion.compare(one, other) for other in offers] for one in asks]


@given(people.mentees, people.mentors)
@settings(max_examples=20)
def test_who_may_be_led_is_told_without_scores(mentees, mentors):
    chosen = settings_of([1] * len(criteria()))
    allowed = reference(mentees, mentors, chosen)
    found = PeopleScorer(mentees, mentors, chosen).allowed_mentees(np.arange(len(mentors)))
    assert [one.tolist() for one in found] == [
        [i for i, row in enumerate(allowed) if j in dict(row)] for j in range(len(mentors))
    ]


@pytest.mark.parametrize("organisations", [1, 12])
def test_a_life_like_crowd_is_scored_alike_in_every_way_and_by_several_threads(organisations, monkeypatch):
    """Large organisations are prepared, small ones are not; kept and looked up scores are those of one pair."""
    monkeypatch.setattr(parts, "MERGED", 10_000)
    crowd = generate(Shape(240, organisations=organisations, seed=5))
    made = PeopleScorer(crowd.mentees, crowd.mentors, crowd.settings)
    everybody = np.arange(240)
    whole = asked(made, everybody.tolist())
    for i in range(0, 240, 17):
        assert [whole[i]] == reference([crowd.mentees[i]], list(crowd.mentors), crowd.settings)
    made = PeopleScorer(crowd.mentees, crowd.mentors, crowd.settings)
    with ThreadPoolExecutor(4) as threads:
        for found in threads.map(made.candidates, [everybody, everybody[::-1], everybody, everybody[100:]] * 3):
            assert len(found.mentors)
        halves = threads.map(made.candidates, [everybody[start : start + 60] for start in range(0, 240, 60)])
        scores = np.concatenate([half.scores for half in halves])
    assert scores.tolist() == [score for row in whole for _, score in row]


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


@given(people.mentees, people.mentors)
@settings(max_examples=20)
def test_mentors_whom_a_single_rule_bars_are_told(mentees, mentors):
    chosen = settings_of([1] * len(criteria()))
    made = PeopleScorer(mentees, mentors, chosen)
    for i, mentee in enumerate(mentees):
        expected: dict[str, list[int]] = {}
        for j, mentor in enumerate(mentors):
            barring = [rule.code for rule in chosen.rules if rule.reason(mentee, mentor)]
            if len(barring) == 1:
                expected.setdefault(barring[0], []).append(j)
        assert {code: found.tolist() for code, found in made.alone(i).items()} == expected


def test_one_who_has_named_ten_thousand_things_costs_the_others_nothing():
    """Work is bounded by what people have said, not by the longest answer times everybody."""
    many = tuple(Skill(f"дело {number}", 1 + number % 10) for number in range(10_000))
    names = tuple(name for name, _ in many)
    asks = people.pupil(key="м0", interests=names, traits=many, needs=many[:300], subjects=many[:300])
    plain = [people.pupil(key=f"м{n}", interests=names[n : n + 2], traits=many[n : n + 2]) for n in range(1, 200)]
    offers = people.guide(key="н0", interests=names, traits=many, competences=many, subjects=many[:300])
    others = [people.guide(key=f"н{n}", interests=names[: n % 9], traits=many[: n % 7]) for n in range(1, 60)]
    chosen = settings_of([1] * len(criteria()))
    made = PeopleScorer([asks, *plain], [offers, *others], chosen)
    assert asked(made, [0, 150]) == reference([asks, plain[149]], [offers, *others], chosen)


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


def test_without_any_rule_everybody_may_be_compared_with_everybody(monkeypatch):
    monkeypatch.setattr(scorer, "LARGE", 1)
    monkeypatch.setattr(scorer, "CELLS", 4)
    found = generate(Shape(12, 5, 1))
    plain = PeopleScorer(found.mentees, found.mentors, Settings(rules=()))
    answer = plain.candidates(np.arange(12))
    assert np.diff(answer.indptr).tolist() == [5] * 12
    weights = Settings().weights
    for i in range(12):
        values = [values_of(Settings(), found.mentees[i], mentor) for mentor in found.mentors]
        assert answer.scores[answer.indptr[i] : answer.indptr[i + 1]].tolist() == [score_of(v, weights) for v in values]
