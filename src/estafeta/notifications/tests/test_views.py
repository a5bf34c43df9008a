from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from estafeta.notifications import actions, queries
from estafeta.notifications.models import CalendarLink, ReminderDays
from estafeta.notifications.sources import CalendarEvent
from estafeta.organisations.models import Membership
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope


@pytest.fixture
def link(cast, today):
    with tenant_scope(cast.school):
        return actions.renew_calendar_link(actor=actor_for(cast.curator, cast.school, today=today))


@pytest.fixture
def one_event(monkeypatch):
    def source(actor, today):
        yield CalendarEvent(
            "due-1", "Утвердить базу", dt.date(2026, 11, 30), dt.date(2026, 11, 30), "/o/x/", done=False
        )

    monkeypatch.setattr("estafeta.notifications.queries.CALENDAR", {"one": source})


def feed(link):
    return reverse("notifications:feed", args=[queries.calendar_token(link)])


def test_inbox_shows_and_marks(cast, sign_in):
    with tenant_scope(cast.school):
        actions.notify(users=[cast.curator], kind="k", sentence="Срок перенесён", url="", organisation=cast.school)
    client = sign_in(cast.curator)
    address = reverse("notifications:inbox", args=[cast.school.slug])
    assert "Срок перенесён" in client.get(address).content.decode()
    assert client.post(reverse("notifications:read_all", args=[cast.school.slug])).status_code == 302
    assert "Всё прочитано" in client.get(address).content.decode()


def test_opening_a_notice_of_somebody_else_is_404(cast, sign_in):
    with tenant_scope(cast.school):
        actions.notify(users=[cast.director], kind="k", sentence="Личное", url="/", organisation=cast.school)
        notice = queries.inbox(actor_for(cast.director, cast.school, today=dt.date(2026, 11, 21))).get()
    address = reverse("notifications:open", args=[cast.school.slug, notice.pk])
    assert sign_in(cast.curator).post(address).status_code == 404
    assert sign_in(cast.stranger).post(address).status_code == 404


@pytest.mark.parametrize(("count", "unread"), [(1, 1), (3, 3)])
def test_inbox_asks_the_same_number_of_queries(cast, sign_in, django_assert_num_queries, count, unread):
    with tenant_scope(cast.school):
        for number in range(count):
            actions.notify(users=[cast.curator], kind="k", sentence=str(number), url="", organisation=cast.school)
        actor = actor_for(cast.curator, cast.school, today=dt.date(2026, 11, 21))
        with django_assert_num_queries(1):
            assert len([notice.organisation.short_name for notice in queries.inbox(actor)]) == unread


def test_settings_save_days_or_say_what_is_wrong(cast, sign_in):
    client = sign_in(cast.curator)
    address = reverse("notifications:settings", args=[cast.school.slug])
    answer = client.post(address, {"before": "пять", "after": "1", "hour": "8"})
    assert "Перечислите дни числами" in answer.content.decode()
    client.post(address, {"before": "5, 2", "after": "", "hour": "7"})
    with tenant_scope(cast.school):
        assert list(ReminderDays.objects.values_list("before", "after", "on_the_day", "hour")) == [
            ([2, 5][::-1], [], False, 7)
        ]


def test_settings_of_an_employee_show_no_form_and_refuse(cast, sign_in):
    address = reverse("notifications:settings", args=[cast.school.slug])
    client = sign_in(cast.teacher)
    assert 'name="before"' not in client.get(address).content.decode()
    assert client.post(address, {"before": "1", "after": "", "hour": "8"}).status_code == 403


def test_feed_is_a_calendar_without_sign_in(client, link, one_event):
    answer = client.get(feed(link))
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) == (
        "Утвердить базу",
        dt.date(2026, 11, 30),
        dt.date(2026, 12, 1),
    )


def test_feed_dies_with_a_new_link_and_with_the_role(client, cast, link, one_event, today):
    old = feed(link)
    with tenant_scope(cast.school):
        actor = actor_for(cast.curator, cast.school, today=today)
        new = actions.renew_calendar_link(actor=actor)
    assert client.get(old).status_code == 404
    assert client.get(feed(new)).content.count(b"BEGIN:VEVENT") == 1
    with tenant_scope(cast.school):
        row = Membership.objects.get(user=cast.curator, organisation=cast.school)
    Membership.objects.with_scopes_disabled().filter(pk=row.pk).update(ends=today - dt.timedelta(days=1))
    assert client.get(feed(new)).content.count(b"BEGIN:VEVENT") == 0


def test_forged_feed_is_404(client, db):
    assert client.get("/calendar/abc:def.ics").status_code == 404


def test_calendar_link_is_one_a_person(cast, link, today):
    with tenant_scope(cast.school):
        actions.renew_calendar_link(actor=actor_for(cast.curator, cast.school, today=today))
        assert CalendarLink.objects.count() == 1
