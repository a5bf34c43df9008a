from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from pairing.answer import Goal
from pairing.solving import alternatives, one_more_place, solve, what_if

from .dense import matchings, measure, problems


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
@pytest.mark.parametrize("together", [what_if.ALL_AT_ONCE, 0])
@settings(max_examples=100, deadline=None)
@given(given=problems(people=4, mentors=4))
def test_alternatives_cost_what_forcing_them_costs(given, goal, together):
    answer = solve(given, goal)
    filled, total = best(given, goal, floor_of(answer))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(what_if, "ALL_AT_ONCE", together)
        offered = alternatives(given, answer, range(len(given.wanted)), count=3)
    for mentee, found in offered.items():
        for way in found:
            assert way.exact
            forced = best(given, goal, floor_of(answer), (mentee, way.mentor))
            assert (filled - way.filled, total - way.total) == forced


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
