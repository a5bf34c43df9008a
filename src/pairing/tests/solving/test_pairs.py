from __future__ import annotations

import pytest
from hypothesis import given, settings

from pairing.answer import Goal
from pairing.checking import check
from pairing.solving import pricing, solve

from .dense import matchings, measure, problems


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


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
@settings(max_examples=150, deadline=None)
@given(given=problems(people=5, mentors=5, top=9))
def test_shortlist_does_not_decide(given, goal):
    whole = solve(given, goal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "HOLD_ALL", 0)
        patch.setattr(pricing, "SHORTLIST", 1)
        patch.setattr(pricing, "LEAST", 1)
        patch.setattr(pricing, "EACH_ROUND", 1)
        short = solve(given, goal)
    assert (whole.matched, whole.weakest if goal is Goal.EVERYONE else 0, whole.total) == (
        short.matched,
        short.weakest if goal is Goal.EVERYONE else 0,
        short.total,
    )
    assert check(given, short).ok
