from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Goal
from pairing.problem import SCALE
from pairing.solver import alternatives, one_more_place, rematch, solve, ways, what_if, whole

from .dense import matchings, measure, problem, problems


def best(given, goal, floor, must=None):
    """Return the most places and the best total from pairs >= floor, or the best total and then the most places."""
    found = []
    for pairs in matchings(given):
        filled, weakest, total = measure(given, pairs)
        if weakest >= floor and (must is None or must in pairs):
            found.append((filled, total) if goal is Goal.EVERYONE else (total, filled))
    return max(found) if goal is Goal.EVERYONE else max(found)[::-1]


def floor_of(answer):
    return answer.certificate.stages[-1].floor


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@pytest.mark.parametrize("together", [what_if.WORTH, 0])
@settings(max_examples=100, deadline=None)
@given(given=problems(people=4, mentors=4))
def test_alternatives_cost_what_forcing_them_costs(given, goal, together):
    answer = solve(given, goal)
    filled, total = best(given, goal, floor_of(answer))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(what_if, "WORTH", together)
        patch.setattr(what_if, "WORTH_MORE", together)
        offered = alternatives(given, answer, range(len(given.wanted)), count=3)
    for mentee, found in offered.items():
        for way in found:
            assert way.exact
            forced = best(given, goal, floor_of(answer), (mentee, way.mentor))
            assert (filled - way.filled, total - way.total) == forced


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@pytest.mark.parametrize(("together", "near"), [(ways.TOGETHER, ways.NEAR), (1, np.int32(0))])
@settings(max_examples=60, deadline=None)
@given(given=problems(people=4, mentors=4))
def test_alternatives_are_the_cheapest_of_all(given, goal, together, near):
    answer = solve(given, goal)
    floor = floor_of(answer)
    made = set(zip(answer.pairs.mentees.tolist(), answer.pairs.mentors.tolist(), strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ways, "TOGETHER", together)
        patch.setattr(ways, "NEAR", near)
        offered = alternatives(given, answer, range(len(given.wanted)), count=2)
    filled, total = best(given, goal, floor)
    possible = {pair for pairs in matchings(given) for pair in pairs if measure(given, pairs)[1] >= floor} - made
    for mentee, found in offered.items():
        forced = [best(given, goal, floor, pair) for pair in possible if pair[0] == mentee]
        lost = sorted((filled - a, total - b) if goal is Goal.EVERYONE else (total - b, filled - a) for a, b in forced)
        told = [(way.filled, way.total) if goal is Goal.EVERYONE else (way.total, way.filled) for way in found]
        assert told == lost[:2]


def test_alternatives_do_not_depend_on_who_else_is_asked_about():
    table = np.random.default_rng(5).integers(-3, 50, (40, 15))
    table[:20, 8:] = table[20:, :8] = -1
    blocks = [(np.arange(20), np.arange(8)), (np.arange(20, 40), np.arange(8, 15))]
    given = problem(table, places=[2, 3] * 7 + [2], blocks=blocks)
    for answer in (solve(given, Goal.EVERYONE), rematch(given, solve(given, Goal.TOTAL))):
        everybody = alternatives(given, answer, range(40))
        for size in (0, 50, 200):
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(whole, "ALL_AT_ONCE", size)
                assert alternatives(given, answer, range(40)) == everybody
        for mentee in (0, 19, 20, 39):
            assert alternatives(given, answer, [mentee]) == {mentee: everybody[mentee]}


def test_alternatives_of_renumbered_people_cost_the_same():
    table = np.random.default_rng(6).integers(-2_000, SCALE, (25, 9))
    given, turned = problem(table, places=[2] * 9), problem(table[::-1, ::-1], places=[2] * 9)
    straight, other = (alternatives(it, solve(it, Goal.EVERYONE), range(25)) for it in (given, turned))
    for mentee in range(25):
        costs = [[(way.filled, way.total) for way in found] for found in (straight[mentee], other[24 - mentee])]
        assert costs[0] == costs[1]


def test_nobody_asked_or_nobody_allowed_has_no_alternatives():
    given = problem([[5, -1], [-1, -1]], wanted=[1, 1])
    answer = solve(given, Goal.TOTAL)
    assert alternatives(given, answer, []) == {}
    assert alternatives(given, answer, [1, 0]) == {1: (), 0: ()}


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@settings(max_examples=150, deadline=None)
@given(given=problems(people=4, mentors=4))
def test_one_more_place_changes_what_it_says(given, goal):
    answer = solve(given, goal)
    gains = one_more_place(given, answer)
    before = best(given, goal, floor_of(answer))
    most = best(given, Goal.EVERYONE, 0)[0]
    for mentor in range(len(given.places)):
        places = given.places.copy()
        places[mentor] += 1
        more = replace(given, places=places)
        after = best(more, goal, floor_of(answer))
        assert gains.total[mentor] == after[1] - before[1]
        if goal is Goal.EVERYONE:
            assert gains.filled[mentor] == best(more, Goal.EVERYONE, 0)[0] - most
        else:
            assert gains.filled[mentor] == after[0] - before[0]


@pytest.mark.parametrize("together", [what_if.WORTH, 0])
@settings(max_examples=60, deadline=None)
@given(given=problems(people=4, mentors=4), data=st.data())
def test_after_a_rematch_prices_are_not_the_least_but_answers_are_right(given, together, data):
    mentor = data.draw(st.integers(0, len(given.places) - 1))
    places = given.places.copy()
    places[mentor] = sum(j == mentor for _, j in given.pins) + data.draw(st.integers(0, 2))
    after = replace(given, places=places)
    answer = rematch(after, solve(given, Goal.EVERYONE), changed_mentors=[mentor])
    stage = answer.certificate.stages[0]

    def weight(pairs):
        filled, _, total = measure(given, pairs)
        kept = sum(pair in answer.old for pair in pairs)
        return stage.bonus * filled + stage.keep * kept + total + (SCALE + 1) * sum(i in stage.firsts for i, _ in pairs)

    most = max(weight(pairs) for pairs in matchings(after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(what_if, "WORTH", together)
        patch.setattr(what_if, "WORTH_MORE", together)
        offered = alternatives(after, answer, range(len(given.wanted)), count=3)
    for mentee, found in offered.items():
        for way in found:
            assert way.exact == bool(together)
            forced = max(weight(pairs) for pairs in matchings(after) if (mentee, way.mentor) in pairs)
            told = (way.filled, way.total)
            lost = what_if._taken_apart(stage, most - forced)
            assert told == lost if together else told[0] <= lost[0]
    gains = one_more_place(after, answer)
    for mentor in range(len(places)):
        more = after.places.copy()
        more[mentor] += 1
        gain = max(weight(pairs) for pairs in matchings(replace(after, places=more))) - most
        assert (gains.filled[mentor], gains.total[mentor]) == what_if._taken_apart(stage, gain)
