"""What must not change when people are renamed, reordered, or their scores are all doubled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Ballots, Goal
from pairing.checker import check
from pairing.solver import solve

from .dense import Dense, problem, problems

GOALS = [Goal.EVERYONE, Goal.TOTAL]


def worth(answer):
    return answer.matched, answer.weakest if answer.goal is Goal.EVERYONE else None, answer.total


@pytest.mark.parametrize("goal", GOALS)
@settings(max_examples=60, deadline=None)
@given(given=problems(people=5, mentors=4, top=9), data=st.data())
def test_order_of_people_changes_no_worth(given, goal, data):
    rows = np.array(data.draw(st.permutations(range(len(given.wanted)))))
    columns = np.array(data.draw(st.permutations(range(len(given.places)))))
    place, spot = np.argsort(rows), np.argsort(columns)
    other = replace(
        given,
        wanted=given.wanted[rows],
        places=given.places[columns],
        scorer=Dense(given.scorer.table[np.ix_(rows, columns)]),
        pins=tuple((int(place[i]), int(spot[j])) for i, j in given.pins),
        bans=tuple((int(place[i]), int(spot[j])) for i, j in given.bans),
    )
    assert worth(solve(other, goal)) == worth(solve(given, goal))


@pytest.mark.parametrize("goal", list(Goal))
@settings(max_examples=60, deadline=None)
@given(given=problems(people=5, mentors=4, top=9))
def test_doubling_scores_changes_no_pair(given, goal):
    twice = replace(given, scorer=Dense(np.where(given.scorer.table < 0, -1, 2 * given.scorer.table)))
    one, two = solve(given, goal), solve(twice, goal)
    assert one.pairs.mentees.tolist() == two.pairs.mentees.tolist()
    assert one.pairs.mentors.tolist() == two.pairs.mentors.tolist()
    assert two.total == 2 * one.total


@pytest.mark.parametrize("goal", list(Goal))
@settings(max_examples=40, deadline=None)
@given(given=problems(people=5, mentors=4), seed=st.integers(0, 2**40))
def test_any_seed_is_as_good_and_the_same_seed_the_same(given, goal, seed):
    one, two = solve(given, goal, seed=seed), solve(given, goal, seed=seed)
    assert [column.tolist() for column in one.pairs] == [column.tolist() for column in two.pairs]
    assert check(given, one).ok
    if goal is not Goal.STABLE:
        assert worth(one) == worth(solve(given, goal))


def test_ties_are_settled_by_lot_not_by_place_in_the_list():
    given = problem(np.full((6, 1), 5))
    winners = {int(solve(given, Goal.TOTAL, seed=seed).pairs.mentees[0]) for seed in range(30)}
    assert len(winners) > 3


def test_ballots_avoid_is_kept_for_every_goal():
    given = problem([[9, 1]])
    ballots = Ballots(avoid=frozenset({(0, 0)}))
    for goal in Goal:
        answer = solve(given, goal, ballots=ballots)
        assert answer.pairs.mentors.tolist() == [1]
        assert check(given, answer, ballots).ok
