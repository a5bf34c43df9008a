from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from pairing.answer import Goal
from pairing.checker import check
from pairing.solver import forecast, net, pricing, solve, totals

from .dense import matchings, measure, problem, problems


def made(answer):
    return tuple(zip(answer.pairs.mentees.tolist(), answer.pairs.mentors.tolist(), strict=True))


@settings(max_examples=300, deadline=None)
@given(problems())
def test_everyone_is_best_of_all_matchings(given):
    answer = solve(given, Goal.EVERYONE)
    assert check(given, answer).sentences[-1].startswith("Проверены")
    assert measure(given, made(answer)) == max(measure(given, pairs) for pairs in matchings(given))


@settings(max_examples=300, deadline=None)
@given(problems())
def test_total_is_best_of_all_matchings_and_fills_most_of_equals(given):
    answer = solve(given, Goal.TOTAL)
    assert check(given, answer).ok, check(given, answer)
    best = max((measure(given, pairs)[2], len(pairs)) for pairs in matchings(given))
    assert (answer.total, answer.matched) == best


def shorten(patch, asked_again=True):
    """Hold next to nothing at first; with `asked_again` not even all pairs are at hand."""
    patch.setattr(pricing, "HOLD_ALL", 0)
    patch.setattr(pricing, "EACH_ROUND", 1)
    patch.setattr(pricing, "LISTS", forecast.Lists(mentee=1, place=1, pool=1))
    if asked_again:
        patch.setattr(pricing, "POOL_ALL", 0)


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@settings(max_examples=150, deadline=None)
@given(given=problems(people=5, mentors=5, top=9))
def test_shortlist_does_not_decide(given, goal):
    whole = solve(given, goal)
    with pytest.MonkeyPatch.context() as patch:
        shorten(patch)
        short = solve(given, goal)
    assert (whole.matched, whole.weakest if goal is Goal.EVERYONE else 0, whole.total) == (
        short.matched,
        short.weakest if goal is Goal.EVERYONE else 0,
        short.total,
    )
    assert check(given, short).ok


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("asked_again", [False, True])
def test_shortlist_does_not_decide_where_good_mentors_are_few(goal, seed, asked_again, monkeypatch):
    chance = np.random.default_rng(seed)
    table = chance.integers(0, 30, (40, 14)) + chance.integers(0, 60, 14)
    table[chance.random((40, 14)) < 0.55] = -1
    given = problem(table, wanted=chance.integers(0, 3, 40), places=chance.integers(0, 5, 14))
    whole = solve(given, goal)
    shorten(monkeypatch, asked_again)
    short = solve(given, goal)
    assert (whole.matched, whole.total) == (short.matched, short.total)
    assert short.certificate.stages[-1].floor == whole.certificate.stages[-1].floor
    assert check(given, short).ok
    assert len(short.certificate.mentee_prices) == 40
    assert len(short.certificate.mentor_prices) == 14


def test_a_solver_that_fails_is_not_believed(monkeypatch):
    given = problem([[1, 2], [3, 4]])

    class Broken:
        OPTIMAL = 1

        def __getattr__(self, name):
            return lambda *anything: 0

    class Module:
        SimpleMaxFlow = SimpleMinCostFlow = Broken

    monkeypatch.setattr(net, "_ortools", lambda module: Module)
    with pytest.raises(RuntimeError, match="maximum flow"):
        solve(given, Goal.EVERYONE)
    with pytest.raises(RuntimeError, match="least cost"):
        solve(given, Goal.TOTAL)


def test_prices_that_do_not_prove_are_not_handed_out(monkeypatch):
    def nothing(net, flow, weights):
        return np.zeros(net.n, int), np.zeros(net.m, int)

    monkeypatch.setattr(totals, "least_prices", nothing)
    with pytest.raises(RuntimeError, match="do not prove"):
        solve(problem([[1, 2], [3, 4]], wanted=[1, 1], places=[1, 0]), Goal.TOTAL)
