from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from tests.cast import TODAY

from estafeta.core.refusals import Refusal
from estafeta.notifications import actions
from estafeta.notifications.digests import due_now, weekly, write_digest
from estafeta.notifications.kinds import DUES
from estafeta.notifications.models import Choice, DigestSent, Letter, Notice, ReminderDays
from estafeta.notifications.sources import DigestLine, ReminderPlan
from estafeta.notifications.tasks import send_digests
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.scope import outside_scope, tenant_scope

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
NINE = dt.datetime(2026, 11, 21, 9, 30, tzinfo=MOSCOW)
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def asked(monkeypatch):
    """A source that has a line for the curator in every organisation; what it was asked is kept."""
    seen = []

    def source(actor, today, plan):
        seen.append((actor.user.username, actor.organisation.slug, today, plan.offsets))
        if actor.user.username == "petrova":
            yield DigestLine("Просрочено", f"Собрать базу, {actor.organisation.slug}", "/x/")

    monkeypatch.setattr("estafeta.notifications.digests.DIGEST", {"one": source})
    return seen


@pytest.fixture
def twice(cast):
    """The curator of the school works in the college too."""
    with tenant_scope(cast.college):
        Membership.objects.create(user=cast.curator, organisation=cast.college, role="methodist", starts=TODAY)
    return cast


def places(user, now=NINE):
    return {key for key, _ in due_now(now).get(user.pk, [])}


def written(user=None):
    with outside_scope("a test looks at all letters"):
        rows = Letter.objects.filter(kind=DUES.code)
        return list(rows.filter(user=user) if user else rows)


def write(user, now=NINE):
    return write_digest(user=user, places=due_now(now).get(user.pk, []))


def hour(organisation, value):
    with tenant_scope(organisation):
        ReminderDays.objects.update_or_create(organisation=organisation, defaults={"hour": value})


def zone(organisation, name):
    Organisation.objects.filter(pk=organisation.pk).update(time_zone=name)


def test_letter_is_written_once_a_day_and_names_no_person(cast, asked, letters):
    assert [write(cast.curator), write(cast.curator)] == [True, False]
    (letter,) = letters()
    assert letter.to == [cast.curator.email]
    assert f"Собрать базу, {cast.school.slug}" in letter.body
    assert not any(user.last_name in letter.body for user in (cast.curator, cast.director))


def test_letter_carries_the_same_number_when_it_is_written_again(cast, asked, letters):
    write(cast.curator)
    letters()
    with outside_scope("the whole day is forgotten"):
        DigestSent.objects.all().delete()
    assert write(cast.curator)
    assert len(written(cast.curator)) == 1, "the letter of that day is known by its number"
    write(cast.curator, NINE + dt.timedelta(days=1))
    assert len({letter.number for letter in written(cast.curator)}) == 2


@pytest.mark.parametrize(("minute", "come"), [(dt.time(7, 59), False), (dt.time(8, 0), True), (dt.time(23, 59), True)])
def test_hour_is_that_of_the_organisation(cast, minute, come):
    now = dt.datetime.combine(TODAY, minute, tzinfo=MOSCOW)
    assert (cast.school.pk in places(cast.curator, now)) is come


def test_hour_comes_by_the_clock_of_the_place(cast):
    zone(cast.school, "Asia/Vladivostok")
    eight_there = dt.datetime(2026, 11, 21, 8, 0, tzinfo=VLADIVOSTOK)
    assert cast.school.pk in places(cast.curator, eight_there)
    assert cast.school.pk not in places(cast.curator, eight_there - dt.timedelta(minutes=1))


def test_day_is_that_of_the_place(cast, asked):
    zone(cast.school, "Asia/Vladivostok")
    write(cast.curator, dt.datetime(2026, 11, 22, 8, 0, tzinfo=VLADIVOSTOK))
    assert [(slug, day) for _, slug, day, _ in asked] == [(cast.school.slug, dt.date(2026, 11, 22))]


def test_person_in_two_organisations_loses_no_reminder(twice, asked, letters):
    hour(twice.college, 14)
    assert write(twice.curator)
    assert not write(twice.curator, NINE.replace(hour=13))
    assert write(twice.curator, NINE.replace(hour=14))
    bodies = [letter.body for letter in letters()]
    assert [tuple(place.short_name in body for place in (twice.school, twice.college)) for body in bodies] == [
        (True, False),
        (False, True),
    ]


def test_organisations_of_one_hour_share_a_letter(twice, asked, letters):
    write(twice.curator)
    (letter,) = letters()
    assert [name in letter.body for name in (twice.school.short_name, twice.college.short_name)] == [True, True]


def test_far_organisation_does_not_take_the_letter_of_the_near_one(twice, asked):
    zone(twice.college, "Asia/Vladivostok")
    assert write(twice.curator, dt.datetime(2026, 11, 21, 8, 0, tzinfo=VLADIVOSTOK))
    assert write(twice.curator, NINE)
    assert [slug for _, slug, _, _ in asked] == [twice.college.slug, twice.school.slug]


def test_whoever_does_not_want_the_letter_gets_none(cast, asked):
    actions.choose_channels(user=cast.curator, choices={DUES.code: ("none", "daily")})
    assert not write(cast.curator)
    assert not write(cast.director), "nothing to say"
    assert written() == []


@pytest.mark.parametrize(
    ("code", "way"),
    [("no.such_kind", ("letter", "daily")), (DUES.code, ("pigeon", "daily")), (DUES.code, ("letter", "at_once"))],
)
def test_way_that_a_kind_does_not_have_is_refused_with_all_others(cast, code, way):
    wanted = {"roadmaps.remark": ("letter", "daily"), code: way}
    with pytest.raises(Refusal, match="Такого способа"):
        actions.choose_channels(user=cast.curator, choices=wanted)
    assert not Choice.objects.exists()


def test_letter_of_the_week_comes_on_monday_and_names_the_whole_week(cast, asked):
    actions.choose_channels(user=cast.curator, choices={DUES.code: ("letter", "weekly")})
    for day in range(3):
        write(cast.curator, NINE + dt.timedelta(days=day))
    assert [(day, min(offsets), max(offsets)) for _, _, day, offsets in asked] == [(MONDAY, -13, 7)]


def test_week_names_whatever_its_days_would():
    plan = ReminderPlan(frozenset({-3, 0, 2}))
    for due in range(-20, 20):
        daily = any((day - due) in plan.offsets for day in range(7))
        assert ((0 - due) in weekly(plan).offsets) is daily


def test_news_wait_for_the_letter_of_the_day(cast, asked, letters):
    actions.choose_channels(user=cast.director, choices={"roadmaps.remark": ("letter", "daily")})
    with tenant_scope(cast.school):
        actions.notify(
            users=[cast.director, cast.curator],
            kind="roadmaps.remark",
            sentence="Новое замечание",
            url="/x/",
            organisation=cast.school,
        )
    assert letters() == []
    assert write(cast.director)
    assert not write(cast.director, NINE + dt.timedelta(days=1)), "told once"
    (letter,) = letters()
    assert (letter.to, "Новое замечание" in letter.body) == ([cast.director.email], True)


def test_at_once_goes_with_the_act_and_none_stays_away(cast, letters):
    people = [cast.director, cast.curator, cast.clerk]
    actions.choose_channels(user=cast.director, choices={"roadmaps.remark": ("letter", "at_once")})
    actions.choose_channels(user=cast.clerk, choices={"roadmaps.remark": ("none", "daily")})
    with tenant_scope(cast.school):
        actions.notify(users=people, kind="roadmaps.remark", sentence="Замечание", url="/x/", organisation=cast.school)
        assert set(Notice.objects.values_list("user", flat=True)) == {cast.director.pk, cast.curator.pk}
    assert [letter.to for letter in letters()] == [[cast.director.email]]


def test_letter_that_cannot_be_written_stops_no_other(cast, monkeypatch, caplog, letters):
    def source(actor, today, plan):
        if actor.user == cast.curator:
            raise RuntimeError("a source broke")
        yield DigestLine("Просрочено", "Собрать базу", "/x/")

    monkeypatch.setattr("estafeta.notifications.digests.DIGEST", {"one": source})
    monkeypatch.setattr("django.utils.timezone.now", lambda: NINE)
    send_digests.call()
    assert "could not be written" in caplog.text
    assert cast.curator.pk not in {letter.user_id for letter in written()}
    assert cast.director.pk in {letter.user_id for letter in written()}
    with outside_scope("the broken one is tried again"):
        assert not DigestSent.objects.filter(user=cast.curator).exists()


def test_without_mail_no_letter_of_the_day_is_kept(cast, asked, settings):
    settings.MAIL_TRANSPORT = ""
    write(cast.curator)
    assert written() == []
    assert mail.outbox == []


@pytest.mark.parametrize("count", [1, 3])
def test_looking_asks_one_query_a_time_zone(cast, django_assert_num_queries, count):
    names = ["Europe/Moscow", "Asia/Omsk", "Asia/Tomsk"][:count]
    for place, name in zip([cast.school, cast.college, cast.department], [*names, *names[:1] * 3], strict=False):
        zone(place, name)
    used = Organisation.objects.order_by().values("time_zone").distinct().count()
    with django_assert_num_queries(1 + used):
        due_now(NINE)
