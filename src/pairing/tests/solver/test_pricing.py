"""Holding few pairs, looking again, letting go: whatever is held, the answer is that of all pairs."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from pairing.answer import Goal
from pairing.checker import check
from pairing.solver import forecast, lots, net, pricing, solve, subproblem, totals, weights
from pairing.solver.task import prepare
from pairing.tests.solver.dense import problem

GOALS = pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])


def pairs_of(answer):
    return list(zip(answer.pairs.mentees.tolist(), answer.pairs.mentors.tolist(), strict=True))


def skewed(seed, n=60, m=20, top=8):
    chance = np.random.default_rng(seed)
    table = chance.integers(0, top, (n, m)) + chance.integers(0, top, m)
    table[chance.random((n, m)) < 0.2] = -1
    return problem(table, wanted=chance.integers(0, 3, n), places=chance.integers(0, 6, m))


def narrow(patch, pool=2):
    """Hold little, keep little at hand, look at small blocks in two threads."""
    patch.setattr(pricing, "HOLD_ALL", 0)
    patch.setattr(pricing, "POOL_ALL", 0)
    patch.setattr(pricing, "POOL_EACH", pool)
    patch.setattr(pricing, "MOST", 2)
    patch.setattr(pricing, "EACH_ROUND", 2)
    patch.setattr(pricing, "LISTS", forecast.Lists(mentee=1, place=1, pool=pool))
    patch.setattr(subproblem, "CHUNK_PAIRS", 200)


@GOALS
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("processes", [1, 2])
def test_the_same_pairs_whatever_is_held(goal, seed, processes, monkeypatch):
    given = skewed(seed, top=40)
    whole = solve(given, goal)
    narrow(monkeypatch, pool=10)
    short = solve(given, goal, processes=processes)
    assert pairs_of(short) == pairs_of(whole)
    assert check(given, short).ok


@GOALS
@pytest.mark.parametrize("seed", range(3))
def test_with_few_rounds_pairs_are_only_added(goal, seed, monkeypatch):
    given = skewed(seed, top=40)
    whole = solve(given, goal)
    narrow(monkeypatch, pool=6)
    monkeypatch.setattr(pricing, "PRUNED_ROUNDS", 0)
    monkeypatch.setattr(totals, "BOXED_ROUNDS", 1)
    monkeypatch.setattr(totals, "SETTLED", 0)
    assert pairs_of(solve(given, goal)) == pairs_of(whole)


@GOALS
@pytest.mark.parametrize("seed", range(4))
def test_where_very_many_are_alike_pairs_at_hand_are_trimmed(goal, seed, monkeypatch):
    given = skewed(seed, top=2)
    whole = solve(given, goal)
    narrow(monkeypatch)
    short = solve(given, goal)
    assert (short.matched, short.total) == (whole.matched, whole.total)
    assert check(given, short).ok


@GOALS
def test_few_lots_that_admit_no_optimum_become_more(goal, monkeypatch):
    given = problem(np.full((12, 4), 5), places=[3] * 4)
    whole = solve(given, goal)
    monkeypatch.setattr(lots, "MANY", 1)
    assert solve(given, goal).total == whole.total == 60
    assert pairs_of(solve(given, goal)) == pairs_of(solve(given, goal))


def test_the_optimum_found_stands_where_trimmed_lots_admit_none(monkeypatch):
    narrow(monkeypatch, pool=1)
    monkeypatch.setattr(lots, "MANY", 1)
    given = problem(np.full((40, 8), 5), places=[5] * 8)
    answer = solve(given, Goal.TOTAL)
    assert (answer.matched, answer.total) == (40, 200)
    assert check(given, answer).ok


@pytest.mark.parametrize("unit", [0, 1, 7, 10**6])
def test_gauge_is_right_in_small_and_in_wide_numbers(unit):
    chance = np.random.default_rng(3)
    prices = chance.integers(0, 10_000 * max(unit, 1), (2, 9))
    gauge = weights.Gauge(weights.Weights(unit, 5, floor=3), *prices)
    tails, heads = chance.integers(0, 9, (2, 50)).astype(np.int32)
    scores = chance.integers(0, 10_000, 50).astype(np.int16)
    scores[:3] = 2
    found = gauge.over(tails, heads, scores).tolist()
    for i, j, score, over in zip(tails.tolist(), heads.tolist(), scores.tolist(), found, strict=True):
        true = unit * score + 5 - int(prices[0][i]) - int(prices[1][j])
        assert over == (true if score >= 3 else -weights.LARGEST)


def test_a_field_travels_to_another_process():
    found = subproblem.whole(prepare(skewed(1)))
    there = pickle.loads(pickle.dumps(found))
    assert [block.scores.tolist() for block in there.blocks()] == [block.scores.tolist() for block in found.blocks()]


def test_a_boxed_flow_that_fails_is_not_believed(monkeypatch):
    class Broken:
        OPTIMAL = 1

        def __getattr__(self, name):
            return lambda *anything: 0

    class Module:
        SimpleMinCostFlow = Broken

    monkeypatch.setattr(net, "_ortools", lambda module: Module)
    given = net.Net(np.ones(1, int), np.ones(1, int), *np.zeros((3, 1), np.int32))
    with pytest.raises(RuntimeError, match="least cost"):
        net.choose_boxed(given, np.zeros(1, int), np.ones(1, int))
