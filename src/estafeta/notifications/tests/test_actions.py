from __future__ import annotations

import pytest

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications import actions, queries
from estafeta.notifications.models import Notice, ReminderDays
from estafeta.notifications.sources import DIGEST
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope


def test_notify_writes_one_notice_a_person(in_school, today):
    cast = in_school
    count = actions.notify(
        users=[cast.curator, cast.director, cast.curator],
        kind="due_move.asked",
        sentence="Просят перенести срок",
        url="/o/sosh2/",
        organisation=cast.school,
    )
    assert count == 2
    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["gromov", "petrova"]


def test_mark_read_touches_only_own_notices(in_school, today):
    cast = in_school
    users = [cast.curator, cast.director]
    actions.notify(users=users, kind="k", sentence="Событие", url="", organisation=cast.school)
    actor = actor_for(cast.curator, cast.school, today=today)
    assert actions.mark_read(actor=actor) == 1
    assert list(Notice.objects.filter(read_at__isnull=True).values_list("user", flat=True)) == [cast.director.pk]


def test_mark_read_may_name_one_notice_and_never_that_of_another(in_school, today):
    cast = in_school
    for user in (cast.curator, cast.curator, cast.director):
        actions.notify(users=[user], kind="k", sentence="Событие", url="", organisation=cast.school)
    first, second = Notice.objects.filter(user=cast.curator).order_by("pk")
    others = Notice.objects.get(user=cast.director)
    actor = actor_for(cast.curator, cast.school, today=today)
    assert actions.mark_read(actor=actor, notices=[second.pk, others.pk]) == 1
    assert set(Notice.objects.filter(read_at__isnull=True)) == {first, others}


def test_inbox_of_another_tenant_stays_there(cast, today):
    for organisation, user in ((cast.school, cast.curator), (cast.forest_school, cast.stranger)):
        with tenant_scope(organisation):
            actions.notify(users=[user], kind="k", sentence=organisation.slug, url="", organisation=organisation)
    with tenant_scope(cast.school):
        actor = actor_for(cast.curator, cast.school, today=today)
        assert [notice.sentence for notice in queries.inbox(actor)] == [cast.school.slug]
        assert list(Notice.objects.values_list("sentence", flat=True)) == [cast.school.slug]


def test_change_reminders_keeps_days_sorted_and_writes_the_journal(in_school, today):
    cast = in_school
    actor = actor_for(cast.curator, cast.school, today=today)
    row = actions.change_reminders(actor=actor, before=[1, 5, 5], on_the_day=False, after=[9, 2], hour=7)
    assert (row.before, row.on_the_day, row.after, row.hour) == ([5, 1], False, [2, 9], 7)
    assert queries.plan_of(row).offsets == {-5, -1, 2, 9}
    assert JournalLine.objects.get(verb="notifications.change_reminders").after["before"] == [5, 1]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [(1, 60, True), (60, 1, True), (0, 1, False), (61, 1, False), (1, 0, False), (1, 61, False)],
)
def test_reminders_are_from_a_day_to_sixty(in_school, today, before, after, kept):
    actor = actor_for(in_school.curator, in_school.school, today=today)
    days = {"before": [before], "on_the_day": True, "after": [after], "hour": 8}
    if kept:
        row = actions.change_reminders(actor=actor, **days)
        assert queries.plan_of(row).offsets == {-before, 0, after}
        return
    with pytest.raises(Refusal, match="от 1 до 60"):
        actions.change_reminders(actor=actor, **days)
    assert not ReminderDays.objects.exists()


def test_change_reminders_is_refused_to_an_employee(in_school, today):
    cast = in_school
    actor = actor_for(cast.teacher, cast.school, today=today)
    with pytest.raises(Forbidden):
        actions.change_reminders(actor=actor, before=[1], on_the_day=True, after=[], hour=8)
    assert ReminderDays.objects.count() == 0


def test_sources_are_registered_by_upper_apps():
    assert all(callable(source) for source in DIGEST.values())
