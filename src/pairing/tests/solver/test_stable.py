from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Ballots, Goal, Pairs
from pairing.checker import check
from pairing.solver import solve, stable, subproblem
from pairing.solver.lots import lots

from .dense import problem, problems


def ranks(ballot, person, other, score):
    """Say how good the other is for this person, straight from the meaning of a ballot; lower is better."""
    for place, tied in enumerate(ballot.get(person, ())):
        if other in tied:
            return (0, place)
    return (1, -score)


def rather(ballot, person, other, score, partners, room):
    """Say whether a person would take the other, leaving a place open or somebody worse."""
    return room > 0 or any(
        ranks(ballot, person, other, score) < ranks(ballot, person, partner, worth) for partner, worth in partners
    )


def blocking(given, ballots, pairs):
    table = given.scorer.table
    closed = set(given.bans) | set(given.pins) | set(ballots.avoid)
    free = [pair for pair in pairs if pair not in given.pins]
    for i, j in np.argwhere(table >= 0).tolist():
        if (i, j) in closed or (i, j) in pairs:
            continue
        mine = [(b, table[a, b]) for a, b in free if a == i]
        theirs = [(a, table[a, b]) for a, b in free if b == j]
        room = given.wanted[i] - sum(a == i for a, _ in pairs), given.places[j] - sum(b == j for _, b in pairs)
        if rather(ballots.mentees, i, j, table[i, j], mine, room[0]) and rather(
            ballots.mentors, j, i, table[i, j], theirs, room[1]
        ):
            yield i, j


@st.composite
def voted(draw):
    given = draw(problems(people=5, mentors=4, top=3))
    n, m = len(given.wanted), len(given.places)

    def ballot(others):
        return st.lists(st.lists(st.integers(0, others - 1), max_size=2), max_size=3)

    mentees = draw(st.dictionaries(st.integers(0, n - 1), ballot(m), max_size=n))
    mentors = draw(st.dictionaries(st.integers(0, m - 1), ballot(n), max_size=m))
    avoid = draw(st.frozensets(st.tuples(st.integers(0, n - 1), st.integers(0, m - 1)), max_size=2))
    return given, Ballots(mentees, mentors, avoid - set(given.pins))


def made(answer):
    return list(zip(answer.pairs.mentees.tolist(), answer.pairs.mentors.tolist(), strict=True))


@pytest.mark.parametrize("look", [stable.FIRST_LOOK, 1])
@settings(max_examples=200, deadline=None)
@given(case=voted())
def test_nobody_would_rather_leave(case, look):
    given, ballots = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stable, "FIRST_LOOK", look)
        answer = solve(given, Goal.STABLE, ballots=ballots)
    assert list(blocking(given, ballots, made(answer))) == []
    assert check(given, answer, ballots).ok


@settings(max_examples=200, deadline=None)
@given(case=voted(), data=st.data())
def test_checker_finds_exactly_the_unstable_answers(case, data):
    given, ballots = case
    answer = solve(given, Goal.STABLE, ballots=ballots)
    kept = [pair for pair in made(answer) if pair in given.pins or data.draw(st.booleans())]
    tails = np.array([pair[0] for pair in kept], np.int32)
    heads = np.array([pair[1] for pair in kept], np.int32)
    scores = np.maximum(given.scorer.table[tails, heads], 0).astype(np.int32)
    free = [int(given.scorer.table[pair]) for pair in kept if pair not in given.pins]
    less = replace(
        answer,
        pairs=Pairs(tails, heads, scores),
        total=int(scores.sum()),
        matched=len(kept),
        weakest=min(free, default=None),
    )
    assert check(given, less, ballots).ok == (not list(blocking(given, ballots, kept)))


def test_a_cycle_of_ballots_is_settled_for_the_mentees():
    given = problem([[1, 1], [1, 1]])
    ballots = Ballots({0: [[0]], 1: [[1]]}, {0: [[1]], 1: [[0]]})
    assert made(solve(given, Goal.STABLE, ballots=ballots)) == [(0, 0), (1, 1)]


def one_by_one(given, ballots, seed):
    """Gale and Shapley as they wrote it down: one mentee at a time asks the next mentor of the list."""
    table, closed = given.scorer.table, set(given.bans) | set(given.pins) | set(ballots.avoid)
    n, m = table.shape
    room = [int(given.wanted[i]) - sum(a == i for a, _ in given.pins) for i in range(n)]
    places = [int(given.places[j]) - sum(b == j for _, b in given.pins) for j in range(m)]
    drawn = lots(seed, np.repeat(np.arange(n), m), np.tile(np.arange(m), n)).reshape(n, m)
    wishes = [
        sorted(
            (j for j in range(m) if table[i, j] >= 0 and (i, j) not in closed),
            key=lambda j, i=i: (ranks(ballots.mentees, i, j, table[i, j]), drawn[i, j]),
        )
        for i in range(n)
    ]
    held = [[] for _ in range(m)]
    while any(room[i] and wishes[i] for i in range(n)):
        i = next(i for i in range(n) if room[i] and wishes[i])
        j = wishes[i].pop(0)
        held[j].append(i)
        room[i] -= 1
        if len(held[j]) > places[j]:
            worst = max(held[j], key=lambda a, j=j: (ranks(ballots.mentors, j, a, table[a, j]), drawn[a, j]))
            held[j].remove(worst)
            room[worst] += 1
    return sorted([(i, j) for j in range(m) for i in held[j]] + list(given.pins))


@pytest.mark.parametrize("look", [stable.FIRST_LOOK, 1])
@settings(max_examples=100, deadline=None)
@given(case=voted(), seed=st.integers(0, 3))
def test_whatever_is_read_first_the_answer_is_that_of_asking_one_by_one(look, case, seed):
    given, ballots = case
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stable, "FIRST_LOOK", look)
        patch.setattr(subproblem, "CHUNK_PAIRS", look)
        answer = solve(given, Goal.STABLE, ballots=ballots, seed=seed)
    assert made(answer) == one_by_one(given, ballots, seed)


def test_long_lists_are_read_a_little_at_a_time(monkeypatch):
    """Sixty people, ten places: everyone left out is turned down by all, yet few names are ever listed."""
    monkeypatch.setattr(stable, "FIRST_LOOK", 3)
    table = np.random.default_rng(3).integers(0, 10_000, (60, 50))
    given = problem(table, places=[1] * 10 + [0] * 30 + [2] * 10)
    lists = []

    class Watched(stable.Lists):
        def __post_init__(self):
            lists.append(self)
            super().__post_init__()

    monkeypatch.setattr(stable, "Lists", Watched)
    answer = solve(given, Goal.STABLE, processes=1)
    assert made(answer) == one_by_one(given, Ballots(), 0)
    assert answer.matched == 30
    assert len(lists[0].heads) < 60 * 20 // 2


@settings(max_examples=60, deadline=None)
@given(case=voted())
def test_other_names_for_the_same_scores_change_nothing(case):
    given, ballots = case
    higher = replace(
        given, scorer=type(given.scorer)(np.where(given.scorer.table >= 0, given.scorer.table * 7 + 3, -1))
    )
    assert made(solve(higher, Goal.STABLE, ballots=ballots)) == made(solve(given, Goal.STABLE, ballots=ballots))
