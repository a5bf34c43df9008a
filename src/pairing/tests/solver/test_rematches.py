from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Goal, Pairs, Refused
from pairing.checker import check
from pairing.problem import SCALE
from pairing.solver import alternatives, exchanges, rematch, rematches, rows, solve
from pairing.solver.rows import Rows
from pairing.solver.task import prepare

from .dense import Dense, matchings, measure, problem, problems


def made(answer):
    return list(zip(answer.pairs.mentees.tolist(), answer.pairs.mentors.tolist(), strict=True))


def old_of(pairs):
    columns = np.array(sorted(pairs), np.int32).reshape(-1, 2).T
    return Pairs(columns[0], columns[1], np.full(len(pairs), -1, np.int32))


@settings(max_examples=400, deadline=None)
@given(given=problems(people=4, mentors=4), data=st.data())
def test_rematch_seats_most_then_keeps_most_then_sums_most(given, data):
    n, m = len(given.wanted), len(given.places)
    old = data.draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, m - 1)), max_size=5))
    answer = rematch(given, old_of(old))
    assert check(given, answer).ok, check(given, answer).sentences
    lost = set(answer.certificate.stages[-1].firsts.tolist())

    def worth(pairs):
        free = [pair for pair in pairs if pair not in given.pins]
        filled, _, total = measure(given, pairs)
        return filled, sum(pair in old for pair in free), total + (SCALE + 1) * sum(i in lost for i, _ in free)

    assert worth(made(answer)) == max(worth(pairs) for pairs in matchings(given))


@settings(max_examples=400, deadline=None)
@given(given=problems(people=6, mentors=4, top=9), data=st.data())
def test_rematch_after_an_answer_is_as_good_as_from_its_pairs(given, data):
    before = solve(given, Goal.EVERYONE)
    places, wanted = given.places.copy(), given.wanted.copy()
    pinned = {j for _, j in given.pins}, {i for i, _ in given.pins}
    gone = data.draw(st.sets(st.sampled_from(range(len(places))), max_size=2)) - pinned[0]
    left = data.draw(st.sets(st.sampled_from(range(len(wanted))), max_size=1)) - pinned[1]
    more = data.draw(st.sets(st.sampled_from(range(len(places))), max_size=1)) - gone
    places[list(gone)] = 0
    places[list(more)] += 1
    wanted[list(left)] = 0
    after = replace(given, places=places, wanted=wanted)
    answer = rematch(after, before, changed_mentees=left, changed_mentors=gone | more)
    slow = rematch(after, before.pairs, changed_mentees=left, changed_mentors=gone | more)
    assert check(after, answer).ok, check(after, answer).sentences
    assert answer.certificate.stages[0].value == slow.certificate.stages[0].value


@st.composite
def districts(draw):
    """Several independent parts, of which some are full and some are not, and one that is changed everywhere."""
    parts = draw(st.integers(1, 3))
    n, m = draw(st.integers(parts, 9)), draw(st.integers(parts, 5))
    table = np.array(draw(st.lists(st.lists(st.integers(-1, 9), min_size=m, max_size=m), min_size=n, max_size=n)))
    table[np.arange(n)[:, None] % parts != np.arange(m) % parts] = -1
    blocks = [(np.arange(part, n, parts), np.arange(part, m, parts)) for part in range(parts)]
    wanted = draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
    places = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    return problem(table, wanted, places, blocks=blocks)


def changed(draw, given):
    """Change scores, wishes and places of a few people; return the new problem and who they are."""
    table, wanted, places = given.scorer.table.copy(), given.wanted.copy(), given.places.copy()
    inside = np.zeros(table.shape, bool)
    for rows_of, columns in given.scorer.links():
        inside[np.ix_(rows_of, columns)] = True
    mentees = draw(st.sets(st.sampled_from(range(len(wanted))), max_size=2))
    mentors = draw(st.sets(st.sampled_from(range(len(places))), max_size=2))
    for i in mentees:
        wanted[i] = draw(st.integers(0, 2))
        table[i, inside[i]] = draw(st.integers(-1, 9))
    for j in mentors:
        places[j] = draw(st.integers(0, 3))
        table[inside[:, j], j] = draw(st.integers(-1, 9))
    return replace(given, wanted=wanted, places=places, scorer=Dense(table, given.scorer.blocks)), mentees, mentors


def best_stage(given, old, lost):
    """Return the best (places, old pairs, total with those first who lost somebody) by trying everything."""

    def worth(pairs):
        filled, _, total = measure(given, pairs)
        return filled, sum(pair in old for pair in pairs), total + (SCALE + 1) * sum(i in lost for i, _ in pairs)

    return worth, max(worth(pairs) for pairs in matchings(given))


@pytest.mark.parametrize("narrow", [False, True])
@settings(max_examples=80, deadline=None)
@given(given=districts(), data=st.data())
def test_rematch_after_any_change_is_the_best_whatever_is_looked_at_first(narrow, given, data):
    before = solve(given, data.draw(st.sampled_from([Goal.EVERYONE, Goal.TOTAL])))
    after, mentees, mentors = changed(data.draw, given)
    with pytest.MonkeyPatch.context() as patch:
        if narrow:
            for module, name in (
                (exchanges, "FIRST_LOOK"),
                (exchanges, "REVIEW"),
                (rows, "WIDE"),
                (rows, "MOST_KEPT"),
                (rows, "ADDED"),
            ):
                patch.setattr(module, name, 1)
        answer = rematch(after, before, changed_mentees=mentees, changed_mentors=mentors)
    assert check(after, answer).ok, check(after, answer).sentences
    lost = set(answer.certificate.stages[-1].firsts.tolist())
    if len(after.wanted) <= 6:
        worth, most = best_stage(after, set(answer.old), lost)
        assert worth(made(answer)) == most
    again = rematch(after, answer)
    assert made(again) == made(answer)
    assert check(after, again).ok
    later, mentees, mentors = changed(data.draw, after)
    third = rematch(later, again, changed_mentees=mentees, changed_mentors=mentors)
    slow = rematch(later, again.pairs, changed_mentees=mentees, changed_mentors=mentors)
    assert check(later, third).ok, check(later, third).sentences
    assert third.certificate.stages[0].value == slow.certificate.stages[0].value


def test_a_rematch_of_a_rematch_asks_nobody_who_cannot_gain():
    asked = []

    class Watched(Dense):
        def candidates(self, mentees):
            asked.extend(mentees.tolist())
            return super().candidates(mentees)

    table = np.random.default_rng(4).integers(0, 9, (60, 10))
    given = replace(problem(table, places=[3] * 10), scorer=Watched(table))
    answer = solve(given, Goal.EVERYONE)
    for gone in (2, 5, 7):
        asked.clear()
        given.places[gone] = 0
        answer = rematch(given, answer, changed_mentors=[gone])
        assert asked == []
        assert check(given, answer).ok
    assert answer.matched == 21


@settings(max_examples=60, deadline=None)
@given(given=districts(), data=st.data())
def test_rematch_of_renumbered_people_is_worth_the_same(given, data):
    before = solve(given, Goal.EVERYONE)
    after = changed(data.draw, given)[0]
    turned = replace(
        after,
        wanted=after.wanted[::-1].copy(),
        places=after.places[::-1].copy(),
        scorer=Dense(after.scorer.table[::-1, ::-1]),
    )
    n, m = after.scorer.table.shape
    straight = rematch(after, old_of(set(made(before))))
    other = rematch(turned, old_of({(n - 1 - i, m - 1 - j) for i, j in made(before)}))
    assert (straight.matched, straight.total) == (other.matched, other.total)
    assert straight.certificate.stages[0].value == other.certificate.stages[0].value


def test_a_full_part_is_not_searched_for_a_place():
    """Everyone sits and no place is free: whoever loses a mentor then cannot be helped, and nobody else is asked."""
    asked = []

    class Watched(Dense):
        def candidates(self, mentees):
            asked.extend(mentees.tolist())
            return super().candidates(mentees)

    table = np.random.default_rng(2).integers(0, 9, (60, 30))
    given = problem(table, places=[2] * 30)
    before = solve(given, Goal.EVERYONE)
    gone = int(before.pairs.mentors[0])
    places = given.places.copy()
    places[gone] = 0
    after = type(given)(given.wanted, places, Watched(table))
    answer = rematch(after, before, changed_mentors=[gone])
    assert asked == []
    assert answer.matched == 58
    assert check(after, answer).ok


def test_a_changed_person_outside_the_cover_does_not_undo_it():
    table = np.full((4, 2), -1)
    table[:, 0] = [5, 6, 7, 8]
    table[0, 1] = 3
    given = problem(table, places=[2, 1])
    before = solve(given, Goal.EVERYONE)
    table = table.copy()
    table[1, 0] = 9
    closer = replace(given, scorer=Dense(table))
    assert rematch(closer, before, changed_mentees=[1]).matched == 3
    table[1, 1] = 9
    freer = replace(given, scorer=Dense(table), places=np.array([2, 2], np.int32))
    answer = rematch(freer, before, changed_mentees=[1], changed_mentors=[1])
    assert answer.matched == 4
    assert check(freer, answer).ok


def test_rematch_asks_only_near_those_who_lost():
    asked = []

    class Watched(Dense):
        def candidates(self, mentees):
            asked.extend(mentees.tolist())
            return super().candidates(mentees)

    table = np.random.default_rng(1).integers(0, 9, (60, 30))
    given = problem(table, places=[3] * 30)
    before = solve(given, Goal.EVERYONE)
    gone = int(before.pairs.mentors[0])
    places = given.places.copy()
    places[gone] = 0
    after = type(given)(given.wanted, places, Watched(table))
    answer = rematch(after, before.pairs, changed_mentors=[gone])
    left = set(before.pairs.mentees[before.pairs.mentors == gone].tolist())
    assert set(asked) == left
    assert set(made(before)) - set(made(answer)) == {pair for pair in made(before) if pair[1] == gone}
    assert check(after, answer).ok


def test_rematch_refuses_the_stable_goal():
    with pytest.raises(Refused, match="устойчиво"):
        rematch(problem([[1]]), old_of([]), goal=Goal.STABLE)


def test_rematch_of_strange_old_pairs_and_answers():
    given = problem([[3, 1], [2, 5]])
    strange = Pairs(np.array([0, 7], np.int32), np.array([9, 0], np.int32), np.array([3, 3], np.int32))
    assert made(rematch(given, strange)) == [(0, 0), (1, 1)]
    total = solve(given, Goal.TOTAL)
    assert made(rematch(given, total)) == made(total)
    known = Rows(prepare(given))
    spots, counts = known.of(np.array([1]))
    assert (known.scores[spots].tolist(), counts.tolist()) == ([2, 5], [2])


@pytest.mark.parametrize("wanted", [10**6, 10**9])
def test_rematch_of_wishes_without_end(wanted):
    given = problem(np.full((3, 2), SCALE), wanted=[wanted] * 3, places=[1, 3])
    answer = rematch(given, old_of([(2, 0), (1, 1)]))
    assert made(answer) == [(0, 1), (1, 1), (2, 0), (2, 1)]
    assert check(given, answer).ok


@pytest.mark.parametrize("blocks", [[], [(np.arange(2), np.arange(0))], [(np.arange(0), np.arange(2))]])
def test_rematch_where_nobody_is_linked(blocks):
    given = problem(np.full((2, 2), -1), blocks=blocks)
    for answer in (rematch(given, old_of([(0, 1)])), rematch(given, solve(given, Goal.EVERYONE))):
        assert made(answer) == []
        assert check(given, answer).ok
        assert alternatives(given, answer, [0, 1]) == {0: (), 1: ()}


def test_rematch_that_cannot_be_proved_is_not_handed_out(monkeypatch):
    monkeypatch.setattr(rematches, "exact_dot", lambda counts, prices: -1)
    with pytest.raises(RuntimeError, match="do not prove"):
        rematch(problem([[1]]), old_of([]))


def test_alternatives_after_a_rematch_keep_what_was_kept():
    given = problem([[9, 1, 5], [9, 8, 1]], places=[1, 1, 1])
    answer = rematch(given, old_of([(1, 0)]))
    assert made(answer) == [(0, 2), (1, 0)]
    dearest = alternatives(given, answer, [0], count=1)[0][0]
    assert (dearest.mentor, dearest.filled, dearest.total) == (1, 0, 4)


def test_exchanges_are_sorted_anew_now_and_then(monkeypatch):
    """A long chain: everybody moves one mentor further when the first mentor is gone."""
    table = np.full((9, 10), -1)
    for i in range(9):
        table[i, i], table[i, i + 1] = 9, 5
    given = problem(table)
    before = solve(given, Goal.EVERYONE)
    places = given.places.copy()
    places[0] = 0
    after = replace(given, places=places)
    plain = rematch(after, before, changed_mentors=[0])
    monkeypatch.setattr("pairing.solver.rows.ADDED", -1)
    again = rematch(after, before, changed_mentors=[0])
    assert made(again) == made(plain) == [(i, i + 1) for i in range(9)]
    assert check(after, again).ok
