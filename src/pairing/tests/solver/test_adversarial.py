from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from pairing.answer import Ballots, Goal, Refused
from pairing.checker import check
from pairing.problem import SCALE
from pairing.solver import alternatives, forecast, net, one_more_place, prices, pricing, solve, subproblem
from pairing.solver.prices import least_prices
from pairing.solver.rematches import exact_dot

from .dense import problem

ALL = pytest.mark.parametrize("goal", list(Goal))


def worth(answer):
    return answer.matched, answer.weakest, answer.total


@ALL
def test_nobody_may_go_with_anybody(goal):
    given = problem(np.full((4, 3), -1))
    answer = solve(given, goal)
    assert worth(answer) == (0, None, 0)
    assert check(given, answer).ok


@ALL
def test_nobody_at_all(goal):
    given = problem(np.zeros((0, 1)))
    assert worth(solve(given, goal)) == (0, None, 0)


@ALL
def test_one_mentor_for_all(goal):
    given = problem(np.arange(10).reshape(10, 1), places=[4])
    answer = solve(given, goal)
    assert worth(answer) == (4, 6, 30)
    assert check(given, answer).ok


@ALL
@pytest.mark.parametrize(("wanted", "places"), [([0, 0], [1, 1]), ([1, 1], [0, 0])])
def test_nothing_wanted_or_nothing_offered(goal, wanted, places):
    given = problem([[1, 2], [3, 4]], wanted, places)
    assert worth(solve(given, goal)) == (0, None, 0)
    assert check(given, solve(given, goal)).ok


@ALL
def test_everyone_wants_everyone(goal):
    given = problem(np.full((5, 4), 7), wanted=[4] * 5, places=[5] * 4)
    answer = solve(given, goal)
    assert worth(answer) == (20, 7, 140)
    assert check(given, answer).ok


@ALL
def test_all_ties_among_many(goal, monkeypatch):
    monkeypatch.setattr(pricing, "HOLD_ALL", 2)
    given = problem(np.full((120, 40), SCALE), places=[3] * 40)
    answer = solve(given, goal)
    assert worth(answer) == (120, SCALE, 120 * SCALE)
    assert check(given, answer).ok


@ALL
def test_zero_scores_are_pairs_all_the_same(goal, monkeypatch):
    monkeypatch.setattr(pricing, "HOLD_ALL", 1)
    given = problem(np.zeros((30, 10)), places=[3] * 10)
    assert worth(solve(given, goal)) == (30, 0, 0)


def test_weakest_pair_goes_before_the_total():
    given = problem([[10, 3], [9, 1]])
    assert solve(given, Goal.TOTAL).total == 12
    assert solve(problem([[10, 3], [3, 1]]), Goal.EVERYONE).weakest == 3
    assert solve(problem([[10, 3], [3, 1]]), Goal.TOTAL).total == 11


def test_most_people_go_before_good_pairs():
    given = problem([[10, -1], [9, 0]])
    assert worth(solve(given, Goal.EVERYONE)) == (2, 0, 10)
    assert worth(solve(problem([[0, 10], [-1, 10]]), Goal.EVERYONE)) == (2, 0, 10)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"pins": ((0, 0), (1, 0))}, "За наставником № 1 закреплено больше подопечных"),
        ({"pins": ((0, 0), (0, 1))}, "За подопечным № 1 закреплено больше наставников"),
        ({"pins": ((0, 0),), "bans": ((0, 0),)}, "Пара закреплена и запрещена сразу: подопечный № 1"),
        ({"pins": ((5, 0),)}, "названа пара"),
        ({"bans": ((0, -1),)}, "названа пара"),
        ({"wanted": np.array([-1, 1])}, "не может быть отрицательным"),
    ],
)
def test_contradictions_are_refused_in_plain_words(change, words):
    given = replace(problem([[1, 1], [1, 1]]), **change)
    with pytest.raises(Refused, match=words):
        solve(given, Goal.TOTAL)


def test_too_many_people_are_refused(monkeypatch):
    monkeypatch.setattr("pairing.solver.task.MOST_PEOPLE", 3)
    with pytest.raises(Refused, match="Слишком много"):
        solve(problem([[1, 1], [1, 1]]), Goal.TOTAL)


@ALL
def test_a_pin_against_the_rules_is_kept_and_scores_nothing(goal):
    given = problem([[-1, 5], [5, 5]], pins=[(0, 0)])
    answer = solve(given, goal)
    assert answer.pairs.scores.tolist() == [0, 5]
    assert check(given, answer).ok


@ALL
def test_pairs_that_do_not_fit_memory_are_asked_again(goal, monkeypatch):
    table = np.random.default_rng(5).integers(-1, 50, (90, 40))
    given = problem(table, places=[2] * 40)
    whole = solve(given, goal)
    monkeypatch.setattr(pricing, "HOLD_ALL", 3)
    monkeypatch.setattr(subproblem, "CHUNK_PAIRS", 300)
    monkeypatch.setattr(pricing, "POOL_ALL", 0)
    monkeypatch.setattr(
        subproblem.Subproblem.__init__, "__defaults__", (500, *subproblem.Subproblem.__init__.__defaults__[1:])
    )
    again = solve(given, goal)
    assert worth(again) == worth(whole) if goal is not Goal.TOTAL else again.total == whole.total
    assert check(given, again).ok


def test_no_ortools_is_said_in_plain_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "ortools.graph.python", None)
    with pytest.raises(Refused, match="ortools"):
        net._ortools("min_cost_flow")


def test_a_flow_that_is_not_optimal_has_no_prices():
    given = net.Net(
        np.ones(2, np.int64),
        np.ones(2, np.int64),
        np.array([0, 0, 1, 1], np.int32),
        np.array([0, 1, 0, 1], np.int32),
        np.array([1, 9, 9, 1], np.int32),
    )
    with pytest.raises(RuntimeError, match="not optimal"):
        least_prices(given, np.array([True, False, False, True]), given.scores.astype(np.int64))


def test_forecast_of_nothing_is_nothing():
    given = problem(np.full((3, 2), -1))
    task = subproblem.whole(pricing_task(given))
    assert forecast.forecast(task, pricing.LISTS).prices.tolist() == [0, 0]


def pricing_task(given):
    from pairing.solver.task import prepare

    return prepare(given)


def test_numbers_beyond_64_bits_are_summed_exactly():
    assert exact_dot(np.array([2**40, 3]), np.array([2**40, 5])) == 2**80 + 15
    assert prices.spread(np.array([0, 2]), np.zeros(0, np.int64))[0].tolist() == []


def test_questions_about_a_stable_answer_are_refused():
    given = problem([[1]])
    answer = solve(given, Goal.STABLE, ballots=Ballots())
    with pytest.raises(Refused, match="Цена замены"):
        alternatives(given, answer, [0])
    with pytest.raises(Refused, match="Цена замены"):
        one_more_place(given, answer)


def test_a_long_way_gives_a_bound(monkeypatch):
    monkeypatch.setattr("pairing.solver.search.FAR", 1)
    monkeypatch.setattr("pairing.solver.what_if.WORTH", 0)
    monkeypatch.setattr("pairing.solver.what_if.WORTH_MORE", 0)
    table = np.full((6, 6), -1)
    for i in range(6):
        table[i, i], table[i, (i + 1) % 6] = 9, 8
    given = problem(table)
    way = alternatives(given, solve(given, Goal.TOTAL), [0], count=1)[0][0]
    assert not way.exact
    assert way.total <= 6
