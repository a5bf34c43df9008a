"""What waits for the controller of a roadmap stands in her «Сегодня», and only there."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.actions import set_controller
from estafeta.roadmaps import actions as plan
from estafeta.today.queries import today_for

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def controlled(cast, roadmap, curator):
    """The methodist, who has no right to decide by her role, controls the roadmap."""
    set_controller(actor=curator, roadmap=roadmap, user=cast.methodist, text="", today=TODAY)
    return roadmap


@pytest.fixture
def asked(controlled, teacher, pick):
    day = dt.date(2026, 12, 3)
    return plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=day, reason="Карантин")


def decisions(actor):
    group = today_for(actor, TODAY).group("decide")
    return [line.duty for line in group.lines] if group else []


def test_controller_sees_the_request_and_where_she_decides(cast, asked, act):
    methodist = act(cast.methodist, cast.school)
    (line,) = decisions(methodist)
    assert (line.kind.code, line.title) == ("roadmaps.move", "Провести собрание")
    assert "Карантин" in line.why
    assert line.url == asked.due.measure.get_absolute_url()
    plan.agree_move(actor=methodist, move=asked)
    assert decisions(methodist) == []


def test_nobody_else_sees_it_there(cast, asked, act, director, teacher, foreign):
    for actor in (teacher, act(cast.clerk, cast.school), act(cast.stranger, cast.forest_school)):
        assert decisions(actor) == []
    assert len(decisions(director)) == 1


def test_her_own_request_does_not_wait_for_her(cast, controlled, pick, act):
    methodist = act(cast.methodist, cast.school)
    due = pick("1.2").dues.get()
    plan.ask_move(actor=methodist, due=due, new_date=dt.date(2026, 12, 3), reason="Карантин")
    assert decisions(methodist) == []


def test_today_shows_it_once_and_leads_to_the_decision(cast, sign_in, asked):
    client = sign_in(cast.methodist)
    page = client.get(reverse("today:today", args=[cast.school.slug])).content.decode()
    assert page.count("Орлова Т.Д.: «Карантин»") == 1
    card = client.get(asked.due.measure.get_absolute_url()).content.decode()
    assert reverse("roadmaps:decide_move", args=[cast.school.slug, asked.pk, "agree"]) in card
    director = sign_in(cast.director).get(reverse("today:today", args=[cast.school.slug])).content.decode()
    assert director.count("Орлова Т.Д.: «Карантин»") == 1
