from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.answer import Ballots, Goal, Pairs
from pairing.checking import check
from pairing.solving import solve, stable

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
