"""Whoever leaves hands over the roadmaps that she controls, with what waits for her decision."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.actions import set_controller
from estafeta.control.acts import hand_over_act
from estafeta.control.controllers import controlled, decided_by_role
from estafeta.control.handing import hand_over, handed_words, open_work
from estafeta.control.models import HandOver
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may
from estafeta.notifications.models import Notice
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.models import DueMove, Roadmap
from estafeta.workbench.undoing import take_back

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def controlling(cast, roadmap, curator):
    """The adviser, who answers for nothing by name, controls the roadmap."""
    set_controller(actor=curator, roadmap=roadmap, user=cast.adviser, text="", today=TODAY)
    return cast.adviser


@pytest.fixture
def asked(controlling, teacher, pick):
    day = dt.date(2026, 12, 3)
    return plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=day, reason="Карантин")


@pytest.fixture
def copy(roadmap):
    """An open working copy that names the same controller."""
    roadmap.refresh_from_db()
    return Roadmap.objects.create(
        organisation=roadmap.organisation,
        title=roadmap.title,
        starts=roadmap.starts,
        ends=roadmap.ends,
        amends=roadmap,
        controller=roadmap.controller,
    )


def give(curator, cast, **values):
    given = {"owners": {}, "notes": {}, "day": TODAY, "today": TODAY, "leaver": cast.adviser} | values
    return hand_over(actor=curator, **given)


def test_requests_go_with_the_control_and_come_back_with_undo(
    cast, roadmap, curator, asked, copy, act, django_capture_on_commit_callbacks
):
    (line,) = controlled(cast.school, cast.adviser)
    assert (line.roadmap, line.copies, line.moves) == (roadmap, (copy,), (asked,))
    with pytest.raises(Refusal, match="нового контролёра"):
        give(curator, cast)
    with pytest.raises(Refusal, match="другой сотрудник"):
        give(curator, cast, controllers={roadmap.pk: cast.stranger})
    with django_capture_on_commit_callbacks(execute=True):
        made, undo = give(curator, cast, controllers={roadmap.pk: cast.psychologist})
    assert handed_words(made.lines) == "контроль 1\u00a0карты"
    assert set(Roadmap.objects.filter(controller=cast.psychologist)) == {roadmap, copy}
    asked = DueMove.objects.select_related("due__measure__section__roadmap__organisation").get(pk=asked.pk)
    decide = [may("roadmaps.decide_move", act(user, cast.school), asked) for user in (cast.psychologist, cast.adviser)]
    assert decide == [True, False]
    notice = Notice.objects.get(kind="control.controls")
    assert (notice.user, "ждут решения: 1\u00a0просьба" in notice.sentence.lower()) == (cast.psychologist, True)
    assert hand_over_act(actor=curator, hand=made, today=TODAY).content[:2] == b"PK"
    take_back(actor=curator, undo=undo)
    assert set(Roadmap.objects.filter(controller=cast.adviser)) == {roadmap, copy}


def test_measures_and_control_together(cast, roadmap, curator):
    set_controller(actor=curator, roadmap=roadmap, user=cast.teacher, text="", today=TODAY)
    owners = {line.responsible.pk: cast.adviser for line in open_work(cast.school, cast.teacher)}
    controllers = {roadmap.pk: cast.adviser}
    made, _ = give(curator, cast, leaver=cast.teacher, owners=owners, controllers=controllers)
    assert handed_words(made.lines) == "2\u00a0мероприятия и контроль 1\u00a0карты"


def test_closed_and_foreign_roadmaps_are_not_listed(cast, roadmap, foreign, curator, controlling):
    Roadmap.objects.filter(pk=roadmap.pk).update(state="closed")
    assert controlled(cast.school, cast.adviser) == ()
    with pytest.raises(Refusal, match="Передавать нечего"):
        give(curator, cast)


def test_what_a_director_decides_by_her_role_is_shown_as_left(cast, roadmap, curator, teacher, pick):
    move = plan.ask_move(actor=teacher, due=pick("1.2").dues.get(), new_date=dt.date(2026, 12, 3), reason="Карантин")
    assert decided_by_role(cast.school, cast.director, (), TODAY) == (move,)
    assert decided_by_role(cast.school, cast.psychologist, (), TODAY) == ()


def test_page_lists_the_roadmap_its_requests_and_gives_them_away(cast, sign_in, roadmap, asked):
    client = sign_in(cast.curator)
    link = reverse("control:hand_over", args=[cast.school.slug]) + f"?leaver={cast.adviser.pk}"
    page = client.get(link).content.decode()
    assert "Карты на контроле" in page
    assert "Провести собрание" in page
    values = {f"control_{roadmap.pk}": cast.psychologist.pk, "day": "2026-11-20"}
    assert "никто не выбран" in client.post(link, {"day": "2026-11-20"}).content.decode()
    assert not HandOver.objects.exists()
    assert "Фомина" in client.post(link, values).content.decode()
    done = client.post(link, values | {"sure": "yes"}, follow=True).content.decode()
    assert "Дела переданы: контроль 1" in done
    assert Roadmap.objects.get(pk=roadmap.pk).controller == cast.psychologist


def test_controller_is_a_colleague_and_a_copy_with_another_one_keeps_hers(cast, roadmap, curator, controlling, copy):
    with pytest.raises(Refusal, match="не состоит"):
        set_controller(actor=curator, roadmap=roadmap, user=cast.stranger, text="", today=TODAY)
    Roadmap.objects.filter(pk=copy.pk).update(controller=cast.psychologist)
    set_controller(actor=curator, roadmap=roadmap, user=None, text=" Совет школы ", today=TODAY)
    copy.refresh_from_db()
    assert (roadmap.controller, roadmap.controller_text) == (None, "Совет школы")
    assert copy.controller == cast.psychologist


def test_new_controller_is_named_in_the_open_copy_too(cast, roadmap, curator, controlling, copy):
    set_controller(actor=curator, roadmap=roadmap, user=cast.methodist, text="", today=TODAY)
    copy.refresh_from_db()
    assert copy.controller == cast.methodist
