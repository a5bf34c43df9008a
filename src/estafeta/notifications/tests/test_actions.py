from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden
from estafeta.notifications import actions, queries
from estafeta.notifications.models import DigestSent, Notice, ReminderDays
from estafeta.notifications.sources import DIGEST, DigestLine
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope

MORNING = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))


@pytest.fixture
def one_line(monkeypatch):
    """A source that has one thing to say to the curator of the school on the plan's own distances."""
    asked = []

    def source(actor, today, plan):
        asked.append((actor.user.username, actor.organisation.slug, today, plan.offsets))
        if actor.user.username == "petrova":
            yield DigestLine("Просрочено", "Собрать базу наставляемых", "/o/sosh2/today/")

    monkeypatch.setattr("estafeta.notifications.queries.DIGEST", {"one": source})
    return asked


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


def test_change_reminders_is_refused_to_an_employee(in_school, today):
    cast = in_school
    actor = actor_for(cast.teacher, cast.school, today=today)
    with pytest.raises(Forbidden):
        actions.change_reminders(actor=actor, before=[1], on_the_day=True, after=[], hour=8)
    assert ReminderDays.objects.count() == 0


def test_digest_goes_out_once_a_day_and_names_no_person(cast, one_line):
    assert actions.send_digest(user=cast.curator, now=MORNING) is True
    assert actions.send_digest(user=cast.curator, now=MORNING) is False
    assert [message.to for message in mail.outbox] == [[cast.curator.email]]
    assert "Собрать базу наставляемых" in mail.outbox[0].body
    assert not any(user.last_name in mail.outbox[0].body for user in (cast.curator, cast.director))
    assert DigestSent.objects.count() == 1


def test_digest_that_is_sent_again_carries_the_same_number(cast, one_line):
    for _ in range(2):
        actions.send_digest(user=cast.curator, now=MORNING)
        DigestSent.objects.all().delete()
    actions.send_digest(user=cast.curator, now=MORNING + dt.timedelta(days=1))
    numbers = [message.message()["Message-ID"] for message in mail.outbox]
    assert numbers[0] == numbers[1] != numbers[2]


def test_digest_waits_for_the_hour_of_the_organisation(cast, one_line):
    assert actions.send_digest(user=cast.curator, now=MORNING.replace(hour=6)) is False
    assert mail.outbox == []


def test_digest_is_not_sent_when_switched_off_or_empty(cast, one_line):
    actions.choose_digest(user=cast.curator, by_mail=False)
    assert actions.send_digest(user=cast.curator, now=MORNING) is False
    assert actions.send_digest(user=cast.director, now=MORNING) is False
    assert mail.outbox == []


def test_digest_asks_with_the_default_days(cast, one_line):
    actions.send_digest(user=cast.curator, now=MORNING)
    assert one_line == [("petrova", cast.school.slug, dt.date(2026, 11, 21), frozenset({-7, -3, -1, 0, 1, 3, 7}))]


def test_sources_are_registered_by_upper_apps():
    assert all(callable(source) for source in DIGEST.values())
