from __future__ import annotations

import pytest

from estafeta.agreement import actions as agreement
from estafeta.documents.actions import amend_paper, send_paper
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import set_kinds
from estafeta.today.waiting import more_waiting, quick_waiting


def sorts(actor, today) -> list[str]:
    return [line.sort for line in more_waiting(actor, today)]


def test_what_waits_follows_the_plan_on_its_way(roadmap, curator, cast, act, today):
    above = act(cast.coordinator, cast.school)
    assert sorts(curator, today) == []
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    with tenant_scope(cast.department):
        assert sorts(act(cast.coordinator, cast.department), today) == ["agreement"]
    agreement.return_roadmap(actor=above, roadmap=roadmap, note="Исправьте")
    assert sorts(curator, today) == ["returned"]
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    agreement.agree_roadmap(actor=above, roadmap=roadmap)
    assert sorts(curator, today) == ["approve"]
    assert sorts(act(cast.clerk, cast.school), today) == ["approve"]
    assert sorts(act(cast.teacher, cast.school), today) == []


def test_other_tenants_queue_is_empty(roadmap, curator, cast, act, today):
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    with tenant_scope(cast.forest_department):
        assert sorts(act(cast.forest_coordinator, cast.forest_department), today) == []


@pytest.mark.usefixtures("ordered")
def test_proven_due_waits_on_the_page_but_not_in_the_figure(roadmap, curator, pick, today):
    set_kinds(actor=curator, measure=pick("1.1"), codes=["curator_appointment"])
    assert sorts(curator, today) == ["reading", "closable"]
    assert [line.sort for line in quick_waiting(curator, today)] == ["reading"]


@pytest.mark.parametrize("page", ["today:today", "roadmaps:plan"])
def test_pages_carry_it(cast, sign_in, roadmap, curator, page):
    from django.urls import reverse

    args = [cast.school.slug] if page == "today:today" else [cast.school.slug, roadmap.pk]
    text = sign_in(cast.curator).get(reverse(page if ":" in page else f"roadmaps:{page}", args=args)).content.decode()
    assert (
        "Передача дел"
        in sign_in(cast.curator).get(reverse("organisations:card", args=[cast.school.slug])).content.decode()
    )
    assert "Сегодня" in text


def test_papers_wait_for_the_clerk_and_for_their_readers(roadmap, ordered, curator, director, cast, act, today):
    assert "reading" in sorts(curator, today)
    new = amend_paper(actor=curator, document=ordered)
    send_paper(actor=curator, document=new, today=today)
    assert "paper" in sorts(act(cast.clerk, cast.school), today)
    assert sorts(act(cast.teacher, cast.school), today) == []
    with tenant_scope(cast.forest_school):
        assert "paper" not in sorts(act(cast.stranger, cast.forest_school), today)
