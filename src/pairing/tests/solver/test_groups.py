from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as st

from pairing.answer import GroupProblem, Refused
from pairing.checker_groups import check_groups
from pairing.solver import grouping, groups

from .dense import problem


@st.composite
def grouped(draw):
    n, m, r = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
    table = draw(st.lists(st.lists(st.integers(-1, 5), min_size=m, max_size=m), min_size=n, max_size=n))
    wanted = draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))
    places = draw(st.lists(st.integers(0, 4), min_size=m, max_size=m))
    least = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    flags = st.lists(st.booleans(), min_size=r, max_size=r)
    requests = np.array(draw(st.lists(flags, min_size=n, max_size=n)))
    offers = draw(st.none() | st.lists(flags, min_size=m, max_size=m).map(np.array))
    ages = np.array(draw(st.lists(st.integers(-1, 4), min_size=n, max_size=n)), np.int32)
    return GroupProblem(
        problem(table, wanted, places),
        np.array(least, np.int32),
        requests if draw(st.booleans()) else None,
        offers,
        ages if draw(st.booleans()) else None,
        draw(st.integers(0, 2)),
    )


def fits(given, members, mentor):
    """Say whether these people may be a group, straight from the rules."""
    if not max(1, given.least[mentor]) <= len(members) <= given.problem.places[mentor]:
        return False
    if any(given.problem.scorer.table[i, mentor] < 0 or not given.problem.wanted[i] for i in members):
        return False
    if given.requests is not None:
        offered = range(given.requests.shape[1])
        if not any(
            all(given.requests[i, r] for i in members) and (given.offers is None or given.offers[mentor, r])
            for r in offered
        ):
            return False
    ages = [given.ages[i] for i in members if given.ages[i] >= 0] if given.ages is not None else []
    return not ages or max(ages) - min(ages) <= given.span


def best(given):
    """Return the most people and the highest total of all groupings."""
    n, m = given.problem.scorer.table.shape
    found = [(0, 0)]
    for leaders in product(range(-1, m), repeat=n):
        sets = [[i for i in range(n) if leaders[i] == j] for j in range(m)]
        if all(not members or fits(given, members, j) for j, members in enumerate(sets)):
            scores = [int(given.problem.scorer.table[i, j]) for i, j in enumerate(leaders) if j >= 0]
            found.append((len(scores), sum(scores)))
    return max(found)[0], max(total for _, total in found), max(found)


@settings(max_examples=150, deadline=None)
@cases(grouped())
def test_groups_keep_the_rules_and_the_bounds_hold(given):
    answer = groups(given)
    assert check_groups(given, answer).ok, check_groups(given, answer).sentences
    most, richest, lexicographic = best(given)
    assert answer.matched <= most <= answer.bound_matched
    assert answer.total <= richest <= answer.bound_total
    assert (answer.matched, answer.total) <= lexicographic
    assert (answer.gap_matched, answer.gap_total) == (
        answer.bound_matched - answer.matched,
        answer.bound_total - answer.total,
    )


def test_a_common_request_beats_higher_scores():
    requests = np.array([[1, 0], [1, 0], [0, 1]], bool)
    given = GroupProblem(problem([[1], [1], [9]], places=[3]), np.array([2], np.int32), requests)
    answer = groups(given)
    assert answer.leader.tolist() == [0, 0, -1]
    assert answer.request.tolist() == [0]
    assert answer.gap_matched == 0


def test_forged_groups_are_caught():
    requests = np.array([[1, 0], [1, 0], [0, 1]], bool)
    ages = np.array([10, 11, 15], np.int32)
    given = GroupProblem(problem([[1], [1], [9]], places=[3]), np.array([2], np.int32), requests, None, ages, 2)
    answer = groups(given)
    everyone = replace(answer, leader=np.zeros(3, np.int32), matched=3, total=11)
    assert len(check_groups(given, everyone).sentences) == 2
    assert not check_groups(given, replace(answer, total=5)).ok
    assert not check_groups(given, replace(answer, bound_matched=1)).ok
    assert not check_groups(given, replace(answer, bound_total=1)).ok
    assert not check_groups(given, replace(answer, prices_total=answer.prices_total - 9)).ok
    alone = replace(answer, leader=np.array([0, -1, -1], np.int32), matched=1, total=1)
    assert not check_groups(given, alone).ok


def test_groups_refuse_pins_and_several_groups():
    given = GroupProblem(problem([[1]], pins=[(0, 0)]), np.array([1], np.int32))
    with pytest.raises(Refused, match="закреплять"):
        groups(given)


def test_bans_and_forbidden_people_are_kept_out_of_groups():
    given = GroupProblem(problem([[5], [5], [-1]], places=[3], bans=[(0, 0)]), np.array([1], np.int32))
    answer = groups(given)
    assert answer.leader.tolist() == [-1, 0, -1]
    assert check_groups(given, answer).ok
    forged = replace(answer, leader=np.zeros(3, np.int32), matched=3, total=3)
    assert "не допускают правила" in check_groups(given, forged).sentences[0]


def test_a_request_that_is_none_is_caught():
    requests = np.ones((2, 1), bool)
    given = GroupProblem(problem([[5], [5]], places=[2]), np.array([2], np.int32), requests)
    answer = groups(given)
    assert not check_groups(given, replace(answer, request=np.array([3], np.int32))).ok


def test_exchanging_a_theme_helps_where_the_flow_is_blind():
    requests = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [0, 1], [0, 1]], bool)
    table = [[9, 9], [9, 9], [5, 5], [8, 1], [8, 1], [8, 1]]
    given = GroupProblem(problem(table, places=[3, 3]), np.array([2, 2], np.int32), requests)
    answer = groups(given)
    assert (answer.matched, answer.total) == (6, 47)


def test_exchanges_alone_find_groups(monkeypatch):
    monkeypatch.setattr(grouping, "_bound", lambda leaders, n, *rest: (10**9, np.zeros(n, np.int64), []))
    given = GroupProblem(problem([[9, 1], [9, 1], [1, 9]], places=[2, 2]), np.array([1, 1], np.int32))
    answer = groups(given)
    assert (answer.matched, answer.total) == (3, 27)
