"""Roles on their first and last day, and on the days beside them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.cast import acting

from estafeta.core.refusals import Refusal
from estafeta.organisations import actions
from estafeta.organisations.models import Membership
from estafeta.organisations.queries import actor_for, colleagues, holders, memberships_of
from estafeta.organisations.roles import Role

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2026, 11, 23), dt.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("first", "last", "asked", "belongs"),
    [
        (FIRST, LAST, FIRST - DAY, False),
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, LAST + DAY, False),
        (FIRST, FIRST, FIRST - DAY, False),
        (FIRST, FIRST, FIRST, True),
        (FIRST, FIRST, FIRST + DAY, False),
        (FIRST, None, FIRST + 4000 * DAY, True),
    ],
)
def test_role_is_in_force_from_its_first_to_its_last_day(in_school, first, last, asked, belongs):
    user, school = in_school.methodist, in_school.school
    Membership.objects.filter(user=user).update(starts=first, ends=last)
    assert bool(memberships_of(user, today=asked)) is belongs
    assert actor_for(user, school, today=asked).belongs is belongs
    assert (user in colleagues(school, today=asked)) is belongs
    assert (user in holders(school, [str(Role.METHODIST)], today=asked)) is belongs


@pytest.mark.parametrize(("shift", "ended"), [(-1, False), (0, True), (1, True)])
def test_last_day_of_a_role_is_today_at_the_earliest(in_school, today, shift, ended):
    row = Membership.objects.get(user=in_school.methodist)
    director, last = acting(in_school.director, in_school.school), today + shift * DAY
    act = {"actor": director, "membership": row, "last_day": last, "now": timezone.now(), "today": today}
    if ended:
        assert actions.end_membership(**act).ends == last
        return
    with pytest.raises(Refusal, match="в прошлом"):
        actions.end_membership(**act)


@pytest.mark.parametrize(("shift", "ended"), [(-1, False), (0, True)])
def test_role_that_has_not_begun_ends_on_its_first_day_at_the_earliest(in_school, today, shift, ended):
    Membership.objects.filter(user=in_school.methodist).update(starts=FIRST)
    row = Membership.objects.get(user=in_school.methodist)
    director, last = acting(in_school.director, in_school.school), FIRST + shift * DAY
    act = {"actor": director, "membership": row, "last_day": last, "now": timezone.now(), "today": today}
    if ended:
        assert actions.end_membership(**act).ends == FIRST
        return
    with pytest.raises(Refusal, match="раньше её начала"):
        actions.end_membership(**act)


@pytest.mark.parametrize(("shift", "open_still"), [(-1, False), (0, True), (1, True)])
def test_role_may_be_changed_on_its_last_day_and_not_after(in_school, today, shift, open_still):
    Membership.objects.filter(user=in_school.methodist).update(ends=today + shift * DAY)
    row = Membership.objects.get(user=in_school.methodist)
    act = {"actor": acting(in_school.director, in_school.school), "membership": row, "post": "методист", "today": today}
    if open_still:
        assert actions.change_post(**act).pk == row.pk
        return
    with pytest.raises(Refusal, match="уже закончена"):
        actions.change_post(**act)


@pytest.mark.parametrize(("shift", "given"), [(-1, True), (0, False), (1, False)])
def test_same_role_is_given_again_from_the_day_after_its_last(in_school, today, shift, given):
    """She is a methodist until `today + shift`; from today on she shall be one."""
    user, school = in_school.methodist, in_school.school
    Membership.objects.filter(user=user).update(ends=today + shift * DAY)
    director = acting(in_school.director, school)
    act = {"actor": director, "user": user, "organisation": school, "role": Role.METHODIST, "starts": today}
    if given:
        assert actions.add_member(**act).starts == today
        return
    with pytest.raises(Refusal):
        actions.add_member(**act)
