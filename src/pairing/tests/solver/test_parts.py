from __future__ import annotations

import os
from dataclasses import replace
from multiprocessing import Pipe
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Goal
from pairing.checker import check
from pairing.solver import crew, parts, solve
from pairing.solver.parts import components
from pairing.solver.task import prepare

from .dense import problem


def islands(count=7, seed=3):
    """Return a problem of several organisations that share nobody, some of them joined by one block."""
    chance = np.random.default_rng(seed)
    table = np.full((6 * count, 3 * count), -1)
    blocks = []
    for island in range(count):
        rows, columns = np.arange(6 * island, 6 * island + 6), np.arange(3 * island, 3 * island + 3)
        table[np.ix_(rows, columns)] = chance.integers(-1, 20, (6, 3))
        blocks.append((rows, columns))
    blocks.append((np.array([0, 6]), np.array([0])))
    table[6, 0] = 7
    return problem(table, places=chance.integers(0, 4, 3 * count), blocks=blocks)


def same(one, other):
    assert all((a == b).all() for a, b in zip(one.pairs, other.pairs, strict=True))
    for first, second in zip(one.certificate.stages, other.certificate.stages, strict=True):
        assert (first.value, first.bound, first.floor) == (second.value, second.bound, second.floor)
        assert (first.mentor_prices == second.mentor_prices).all()


@pytest.mark.parametrize("goal", list(Goal))
@pytest.mark.parametrize("batch", [1, 20, 3000])
def test_parts_give_the_optimum_of_the_whole(goal, batch, monkeypatch):
    monkeypatch.setattr(parts, "BATCH", batch)
    given = islands()
    apart = solve(given, goal)
    whole = solve(problem(given.scorer.table, places=given.places), goal)
    assert apart.parts == 6
    assert (apart.matched, apart.total, apart.weakest) == (whole.matched, whole.total, whole.weakest)
    assert check(given, apart).ok


@pytest.mark.parametrize(
    ("goal", "method"),
    [(Goal.EVERYONE, "fork"), (Goal.TOTAL, "fork"), (Goal.STABLE, "fork"), (Goal.EVERYONE, "spawn")],
)
def test_processes_change_nothing(goal, method, monkeypatch):
    monkeypatch.setattr(parts, "BATCH", 1)
    monkeypatch.setattr(crew, "start_method", lambda: method)
    given = islands()
    same(solve(given, goal, processes=3), solve(given, goal, processes=1))


class Failing:
    """A scorer that fails when it is asked for more than it said."""

    def __init__(self, inner):
        self.inner = inner

    def candidates(self, mentees):
        raise ValueError("no scores today")

    def links(self):
        return self.inner.links()


def test_a_failure_in_a_process_is_told(monkeypatch):
    monkeypatch.setattr(parts, "BATCH", 1)
    given = islands()
    with pytest.raises(ValueError, match="no scores today"):
        solve(replace(given, scorer=Failing(given.scorer)), Goal.TOTAL, processes=2)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 12), st.data())
def test_components_are_what_edges_connect(count, data):
    node = st.integers(0, count - 1)
    edges = data.draw(st.lists(st.tuples(node, node), max_size=12))
    left, right = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))
    label = list(range(count))
    for _ in range(count):
        for one, other in edges:
            label[one] = label[other] = min(label[one], label[other])
    assert components(count, left, right).tolist() == label


def test_batches_are_dealt_evenly():
    assert crew.deal([5, 4, 3, 3, 1], 2) == [[0, 3], [1, 2, 4]]
    assert crew.cores() >= 1


class Dying(Failing):
    """A scorer that takes its process with it."""

    def candidates(self, mentees):
        os._exit(9)


def test_a_process_that_dies_is_told(monkeypatch):
    monkeypatch.setattr(parts, "BATCH", 1)
    monkeypatch.setattr(crew, "start_method", lambda: "fork")
    given = islands()
    with pytest.raises(RuntimeError, match="ended before its answer"):
        solve(replace(given, scorer=Dying(given.scorer)), Goal.TOTAL, processes=2)


def test_a_process_serves_until_told_to_end():
    given = islands()
    fields, _ = parts.batches(prepare(given))
    ours, theirs = Pipe()
    ours.send((lambda_free_rows, [2] * len(fields)))
    ours.send((refuse, [None] * len(fields)))
    ours.send(None)
    crew._serve(theirs, fields)
    assert ours.recv() == (None, [2 * len(field.rows) for field in fields])
    assert isinstance(ours.recv()[0], ValueError)
    ours.close()
    crew._serve(theirs, fields)


def lambda_free_rows(batch, word):
    return word * len(batch.field.rows)


def refuse(batch, word):
    raise ValueError("not this")


def test_a_part_without_pairs_has_no_say_in_the_weakest(monkeypatch):
    monkeypatch.setattr(parts, "BATCH", 1)
    blocks = [(np.array([0]), np.array([0])), (np.array([1]), np.array([1]))]
    given = problem([[4, -1], [-1, -1]], blocks=blocks)
    answer = solve(given, Goal.EVERYONE)
    assert (answer.matched, answer.weakest, answer.parts) == (1, 4, 2)
    assert check(given, answer).ok


def test_a_process_of_others_starts_none_of_its_own(monkeypatch):
    monkeypatch.setattr(crew.multiprocessing, "current_process", lambda: SimpleNamespace(daemon=True))
    fields, _ = parts.batches(prepare(islands()))
    assert isinstance(crew.crew([*fields, *fields], 2), crew.Alone)
