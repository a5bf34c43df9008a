"""The frame of every page: whose rail, which room is current, what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from estafeta.organisations.navigation import (
    ABOVE,
    FOOT,
    INSTITUTION,
    KINDERGARTEN,
    ROOMS,
    current_room,
    rooms_for,
    sort_of,
)
from estafeta.organisations.queries import seat_of
from estafeta.roadmaps import actions as plan

MOST_QUERIES = 6


def frame_of(client, address):
    return client.get(address).context["frame"]


def labels(sections) -> list[str]:
    return [section.label for section in sections]


@pytest.fixture
def url(cast):
    return lambda name, organisation=cast.school, *args: reverse(name, args=[organisation.slug, *args])


def test_rail_of_a_school_has_its_breaths_and_one_badge(cast, roadmap, sign_in, url):
    frame = frame_of(sign_in(cast.curator), url("today:today"))
    assert [labels(breath) for breath in frame["breaths"]] == [
        ["Сегодня", "Дорожная карта"],
        ["Участники"],
        ["Документы"],
    ]
    assert labels(frame["foot"]) == ["Настройки", "Помощь"]
    rooms = [section for breath in frame["breaths"] for section in breath]
    assert [(section.label, section.count) for section in rooms if section.count] == [("Сегодня", 1)]
    assert [section.short for section in frame["phone"]] == ["Сегодня", "План", "Люди", "Документы"]
    assert labels(frame["more"]) == ["Настройки", "Помощь"]


def test_rail_of_a_district_begins_with_the_day_and_the_overview(cast, sign_in, url):
    frame = frame_of(sign_in(cast.coordinator), url("today:today", cast.department))
    assert [labels(breath) for breath in frame["breaths"]] == [
        ["Сегодня", "Обзор", "Согласование", "Организации"],
        ["Карта", "Документы"],
    ]
    assert labels(frame["phone"]) == ["Сегодня", "Обзор", "Согласование", "Организации"]


def test_a_room_without_the_right_is_not_shown(cast, roadmap, sign_in, url):
    frame = frame_of(sign_in(cast.teacher), url("today:today"))
    assert [labels(breath) for breath in frame["breaths"]] == [["Сегодня", "Дорожная карта"]]


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("today:today", "today"),
        ("today:colleagues", "today"),
        ("workbench:tasks", "today"),
        ("roadmaps:plan", "roadmaps"),
        ("intake:load_start", "roadmaps"),
        ("control:roll_over", "roadmaps"),
        ("documents:register", "documents"),
        ("organisations:members", "settings"),
        ("notifications:settings", "settings"),
        ("control:hand_over", "settings"),
        ("workbench:jobs", None),
    ],
)
def test_every_address_of_a_school_lights_its_room(curator, name, room):
    found = current_room(curator, name, below=False)
    assert (found.code if found else None) == room


@pytest.mark.parametrize(
    ("name", "below", "room"),
    [
        ("control:overview", False, "control"),
        ("control:remind", False, "control"),
        ("agreement:agreements", False, "agreement"),
        ("agreement:agreement", False, "roadmaps"),
        ("organisations:below", False, "below"),
        ("organisations:card", False, "settings"),
        ("agreement:agreement", True, "agreement"),
        ("plan_checks:remarks", True, "agreement"),
        ("roadmaps:plan", True, "control"),
        ("organisations:card", True, "control"),
    ],
)
def test_every_address_of_a_district_lights_its_room(cast, act, name, below, room):
    coordinator = act(cast.coordinator, cast.department)
    assert current_room(coordinator, name, below=below).code == room


def test_the_rail_stays_the_coordinators_on_a_page_of_a_school(cast, roadmap, sign_in, url):
    frame = frame_of(sign_in(cast.coordinator), url("roadmaps:plan", cast.school, roadmap.pk))
    assert labels(frame["breaths"][0]) == ["Сегодня", "Обзор", "Согласование", "Организации"]
    assert [section.label for breath in frame["breaths"] for section in breath if section.current] == ["Обзор"]
    assert frame["organisation"] == cast.department.short_name
    visit = frame["visiting"]
    assert (visit["organisation"], visit["back"].label) == (cast.school.short_name, "Обзор")
    assert visit["back"].url == url("control:overview", cast.department)
    assert [(link.label, link.current) for link in visit["rooms"]] == [
        ("Сегодня", False),
        ("Дорожная карта", True),
        ("Настройки", False),
    ]
    agreement = frame_of(sign_in(cast.coordinator), url("agreement:agreement", cast.school, roadmap.pk))
    assert agreement["visiting"]["back"].label == "Согласование"
    assert frame_of(sign_in(cast.curator), url("today:today"))["visiting"] is None


def test_whoever_has_a_role_in_the_organisation_sits_there(cast, act):
    assert seat_of(act(cast.curator, cast.school)).organisation == cast.school
    assert seat_of(act(cast.coordinator, cast.school)).organisation == cast.department
    assert seat_of(act(cast.operator, cast.school)).organisation == cast.ministry
    assert seat_of(act(cast.coordinator, cast.department)).here == act(cast.coordinator, cast.department).here


def test_the_ribbon_is_the_schools_and_lights_the_stage_of_the_room(cast, roadmap, sign_in, url):
    stages = frame_of(sign_in(cast.coordinator), url("roadmaps:plan", cast.school, roadmap.pk))["stages"]
    assert [stage.total for stage in stages] == [2, 0, 0, 0, 0, 1, 0]
    papers = frame_of(sign_in(cast.curator), url("documents:register"))["stages"]
    assert [stage.number for stage in papers if stage.lit] == [1]
    assert (papers[0].verb, papers[0].verb_url) == ("Зарегистрировать приказ", url("documents:register"))
    assert frame_of(sign_in(cast.coordinator), url("today:today", cast.department))["stages"] == ()


def test_an_act_changes_badge_and_ribbon_at_once(cast, roadmap, pick, curator, sign_in, url, today):
    client, address = sign_in(cast.curator), url("organisations:card")

    def figures():
        frame = frame_of(client, address)
        return frame["breaths"][0][0].count, frame["stages"][0].done

    assert figures() == (1, 0)
    due = pick("1.1").dues.select_related("measure__section__roadmap__organisation").get()
    plan.close_due(actor=curator, due=due, fact_on=today, today=today, reason="так")
    assert figures() == (0, 1)


@pytest.mark.parametrize("who", ["curator", "coordinator"])
def test_the_frame_of_a_light_page_asks_little(cast, roadmap, sign_in, who):
    organisation = cast.school if who == "curator" else cast.department
    client = sign_in(getattr(cast, who))
    address = reverse("organisations:card", args=[organisation.slug])
    client.get(address)

    def count(**headers) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, headers=headers).status_code == 200
        return len(queries)

    assert count() - count(**{"HX-Request": "true"}) <= MOST_QUERIES


def test_a_page_that_is_not_found_draws_no_frame(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.curator)
    client.get("/o/nowhere/today/")
    with django_assert_max_num_queries(3):
        assert client.get("/o/nowhere/today/").status_code == 404


def test_the_profile_keeps_the_rail_of_the_organisation_used_last(cast, roadmap, sign_in, url):
    client = sign_in(cast.curator)
    client.get(url("organisation_home"))
    page = client.get(reverse("accounts:profile"))
    assert labels(page.context["frame"]["breaths"][0]) == ["Сегодня", "Дорожная карта"]
    assert url("today:today") in page.content.decode()


def test_every_room_has_a_place_an_address_and_an_order_of_its_own(cast, act):
    for organisation in (cast.school, cast.kindergarten, cast.department):
        places = [room.place(organisation) for room in ROOMS.values() if room.place(organisation)]
        assert len({(place.breath, place.order) for place in places}) == len(places)
        phones = [place.phone for place in places if place.phone]
        assert len(set(phones)) == len(phones)
    assert {place.breath for room in ROOMS.values() for place in room.places.values()} <= {1, 2, 3, FOOT}
    assert {sort for room in ROOMS.values() for sort in room.places} <= {ABOVE, INSTITUTION, KINDERGARTEN}
    assert [room.code for room in rooms_for(act(cast.kindergarten_curator, cast.kindergarten))][:2] == [
        "today",
        "roadmaps",
    ]
    assert sort_of(cast.kindergarten) == KINDERGARTEN
