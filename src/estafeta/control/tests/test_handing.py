"""Whoever leaves hands over the roadmaps that she controls, with what waits for her decision."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.actions import set_controller
from estafeta.control.acts import hand_over_act
from estafeta.control.controllers import controlled, decided_by_role
from estafeta.control.handing import hand_over, handed_words, lines_of
from estafeta.control.models import HandOver
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.models import DueMove, Roadmap
from estafeta.workbench.models import Draft, Task
from estafeta.workbench.open_work import open_work, staying_work
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


def keys(school, leaver, new):
    """Everything to one."""
    return dict.fromkeys([key for _, _, key in lines_of(open_work(school, leaver, today=TODAY))], new)


def give(curator, cast, **values):
    given = {"owners": {}, "notes": {}, "day": TODAY, "today": TODAY, "leaver": cast.adviser} | values
    return hand_over(actor=curator, **given)


def test_requests_go_with_the_control_and_come_back_with_undo(
    cast, roadmap, curator, asked, copy, act, django_capture_on_commit_callbacks
):
    (line,) = controlled(cast.school, cast.adviser)
    assert (line.roadmap, line.copies, line.moves) == (roadmap, (copy,), (asked,))
    with pytest.raises(Refusal, match="карты на контроле"):
        give(curator, cast)
    with pytest.raises(Refusal, match="другой сотрудник"):
        give(curator, cast, owners={f"control_maps_{roadmap.pk}": cast.stranger})
    with django_capture_on_commit_callbacks(execute=True):
        made, undo = give(curator, cast, owners={f"control_maps_{roadmap.pk}": cast.psychologist})
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
    owners = keys(cast.school, cast.teacher, cast.adviser)
    made, _ = give(curator, cast, leaver=cast.teacher, owners=owners)
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
    values = {f"to_control_maps_{roadmap.pk}": cast.psychologist.pk, "day": "2026-11-20"}
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


def task_of(cast, user):
    return Task.objects.create(
        organisation=cast.school, title="Позвонить", due_on=TODAY, user=user, made_by=cast.curator
    )


def test_everything_of_every_room_goes_in_one_act_and_comes_back(cast, roadmap, curator, in_school):
    set_controller(actor=curator, roadmap=roadmap, user=cast.teacher, text="", today=TODAY)
    task = task_of(cast, cast.teacher)
    draft = Draft.objects.create(owner=cast.teacher, organisation=cast.school, kind="x", title="Таблица")
    theirs = keys(cast.school, cast.teacher, cast.psychologist)
    assert {key.rpartition("_")[0] for key in theirs} == {
        "control_measures", "control_maps", "workbench_tasks", "workbench_drafts",
    }  # fmt: skip
    made, undo = give(curator, cast, leaver=cast.teacher, owners=theirs)
    assert open_work(cast.school, cast.teacher, today=TODAY) == ()
    assert Task.objects.get(pk=task.pk).user == Draft.objects.get(pk=draft.pk).owner == cast.psychologist
    words = handed_words(made.lines).replace("\xa0", " ")
    assert words == "2 мероприятия, контроль 1 карты, 1 дело и 1 черновик"
    assert Notice.objects.filter(kind="workbench.task_given", user=cast.psychologist).count() == 1
    take_back(actor=curator, undo=undo)
    assert Task.objects.get(pk=task.pk).user == Draft.objects.get(pk=draft.pk).owner == cast.teacher
    assert keys(cast.school, cast.teacher, None).keys() == theirs.keys()


def test_a_line_without_an_owner_is_refused_by_name_and_nothing_moves(cast, roadmap, curator, in_school):
    task = task_of(cast, cast.teacher)
    theirs = keys(cast.school, cast.teacher, cast.psychologist)
    del theirs[f"workbench_tasks_{task.pk}"]
    with pytest.raises(Refusal, match="дела, «Позвонить»"):
        give(curator, cast, leaver=cast.teacher, owners=theirs)
    assert len(open_work(cast.school, cast.teacher, today=TODAY)) == 2


def test_work_of_another_organisation_is_not_listed(cast, roadmap, in_school):
    task_of(cast, cast.stranger)
    with tenant_scope(cast.forest_school):
        assert open_work(cast.forest_school, cast.stranger, today=TODAY) == ()


def test_work_of_a_role_is_named_and_stays(cast, roadmap, curator, in_department):
    labels = {one.source.code for one in staying_work(cast.department, cast.coordinator, today=TODAY)}
    assert labels <= {"agreement_queue", "documents_drafts"}
