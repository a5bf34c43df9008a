"""Dated things to do: who may, what is written down, where they are shown."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import may
from estafeta.notifications.models import Notice
from estafeta.notifications.sources import CALENDAR, DIGEST, ReminderPlan
from estafeta.organisations.scope import tenant_scope
from estafeta.today.queries import today_for
from estafeta.workbench.models import Task
from estafeta.workbench.task_actions import (
    TaskDraft,
    add_task,
    change_task,
    drop_task,
    finish_task,
    move_task,
    reopen_task,
)
from estafeta.workbench.task_queries import open_tasks_of, visible_tasks
from estafeta.workbench.undoing import take_back

SOON = dt.date(2026, 11, 25)


def given(actor, title="Позвонить в центр", due_on=SOON, **more):
    if not {"user", "role"} & set(more):
        more["user"] = actor.user
    return add_task(actor=actor, draft=TaskDraft(title=title, due_on=due_on, **more))[0]


@pytest.fixture
def foreign_task(cast, act):
    with tenant_scope(cast.forest_school):
        return given(act(cast.stranger, cast.forest_school))


def test_anybody_gives_herself_and_editors_give_others(cast, curator, teacher, in_school, foreign_task):
    own, asked = given(teacher), given(curator, "Сдать отчёт", user=cast.teacher)
    with pytest.raises(Forbidden):
        given(teacher, user=cast.curator)
    with pytest.raises(Forbidden):
        given(teacher, role="director")
    with tenant_scope(cast.school):
        assert set(visible_tasks(curator)) == {own, asked} == set(visible_tasks(teacher))
        assert list(open_tasks_of(cast.school, cast.curator)) == []
        assert set(open_tasks_of(cast.school, cast.teacher)) == {own, asked}


def test_what_is_seen_is_the_twin_of_the_right(cast, curator, teacher, clerk, auditor, in_school, foreign_task, act):
    tasks = [given(curator), given(curator, user=cast.teacher), given(curator, role="clerk"), given(teacher)]
    above = act(cast.coordinator, cast.school)
    for actor in (curator, teacher, clerk, auditor, above):
        seen = set(visible_tasks(actor))
        assert seen == {task for task in [*tasks, foreign_task] if may("workbench.see_tasks", actor, task)}
    assert len(set(visible_tasks(teacher))) == 2
    assert list(visible_tasks(above)) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": "  "}, "Напишите, что нужно сделать"),
        ({"url": "https://example.com/"}, "страницу этой системы"),
        ({"url": "//example.com/"}, "страницу этой системы"),
        ({"role": "curator", "both": True}, "Назовите, кто отвечает"),
    ],
)
def test_what_makes_no_task_is_refused(cast, curator, in_school, more, sentence):
    if more.pop("both", False):
        more["user"] = cast.curator
    with pytest.raises(Refusal, match=sentence):
        given(curator, **more)


def test_it_is_done_put_back_dropped_and_taken_back(curator, in_school):
    task = given(curator)
    undo = finish_task(actor=curator, task=task)
    assert (task.state, task.done_by) == ("done", curator.user)
    with pytest.raises(Refusal, match="уже закрыто"):
        finish_task(actor=curator, task=task)
    take_back(actor=curator, undo=undo)
    task.refresh_from_db()
    assert (task.state, task.done_by, task.done_at) == ("open", None, None)
    drop_task(actor=curator, task=task)
    reopen_task(actor=curator, task=task)
    assert task.state == "open"
    verbs = list(JournalLine.objects.filter(target_type="workbench.task").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["workbench.add_task", "workbench.finish_task", "workbench.drop_task", "workbench.reopen_task"]


def test_it_moves_but_a_term_of_law_only_backwards(curator, in_school):
    task = given(curator, lawful=True)
    with pytest.raises(Refusal, match="и так стоит"):
        move_task(actor=curator, task=task, due_on=SOON)
    with pytest.raises(Refusal, match=r"по закону до 25\.11\.2026"):
        move_task(actor=curator, task=task, due_on=SOON + dt.timedelta(days=1))
    move_task(actor=curator, task=task, due_on=SOON - dt.timedelta(days=1))
    assert task.due_on == dt.date(2026, 11, 24)


def test_change_passes_it_on_only_by_an_editor(cast, curator, teacher, in_school):
    task = given(teacher)
    same = {"title": "Иначе", "why": "", "due_on": SOON, "lawful": False}
    with pytest.raises(Forbidden):
        change_task(actor=teacher, task=task, user=cast.clerk, role="", **same)
    change_task(actor=curator, task=task, user=None, role="clerk", **same)
    assert (task.title, task.user, task.role, task.who) == ("Иначе", None, "clerk", "Делопроизводитель")


def test_a_colleague_is_told(cast, curator, in_school, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        given(curator)
        given(curator, user=cast.teacher)
        given(curator, "Проверить журнал", role="clerk")
    told = {notice.user: notice.sentence.replace("\N{NO-BREAK SPACE}", " ") for notice in Notice.objects.all()}
    assert told == {
        cast.teacher: "Петрова А.С. поручает: Позвонить в центр — до 25 ноября.",
        cast.clerk: "Петрова А.С. поручает: Проверить журнал — до 25 ноября.",
    }


@pytest.mark.parametrize(("shift", "group"), [(-1, "late"), (0, "week"), (7, "week"), (8, None)])
def test_today_shows_it_by_its_day(cast, curator, teacher, director, in_school, foreign_task, today, shift, group):
    given(curator, user=cast.teacher, due_on=today + dt.timedelta(days=shift), lawful=True, why="Ответить семье")
    found = today_for(teacher, today)
    assert [one.key for one in found.groups] == ([group] if group else [])
    if group:
        duty = found.group(group).lines[0].duty
        assert (duty.title, duty.why, duty.lawful) == ("Позвонить в центр", "Ответить семье", True)
    assert today_for(director, today).colleagues_late == (shift < 0)
    assert today_for(director, today).count == 0


def test_letter_and_calendar_carry_the_title_of_ones_own(cast, curator, teacher, in_school, today):
    task = given(curator, user=cast.teacher, due_on=today, why="Мать Кирилла просила")
    given(curator, "Чужое", role="clerk", due_on=today)
    done = given(teacher, "Сделано", due_on=today)
    finish_task(actor=teacher, task=done)
    plan = ReminderPlan(frozenset({0}))
    lines = list(DIGEST["workbench"](teacher, today, plan))
    assert [(line.heading, line.url) for line in lines] == [("Срок сегодня", task.get_absolute_url())]
    assert lines[0].sentence.startswith("Позвонить в центр — ")
    events = list(CALENDAR["workbench"](teacher, today))
    assert [(event.title, event.done) for event in events] == [("Позвонить в центр", False), ("Сделано", True)]


def test_pages_give_show_move_and_mark(cast, sign_in, in_school, foreign_task):
    client, slug = sign_in(cast.curator), cast.school.slug
    url = lambda name, *args: reverse(f"workbench:{name}", args=[slug, *args])  # noqa: E731
    values = {"title": "Сдать отчёт", "due_on": "2026-11-30", "who": str(cast.teacher.pk), "why": ""}
    assert client.post(url("add_task"), values | {"title": ""}).status_code == 422
    assert client.post(url("add_task"), values).url == url("tasks")
    task = Task.objects.get()
    listing = client.get(url("tasks")).content.decode()
    assert "Сдать отчёт" in listing
    assert "Позвонить в центр" not in listing
    assert client.post(url("move_task", task.pk), {"due_on": "2026-12-01"}).status_code == 302
    assert client.get(url("change_task", task.pk)).context["form"]["due_on"].value() == dt.date(2026, 12, 1)
    hers = sign_in(cast.teacher)
    assert "1 декабря" in hers.get(url("task", task.pk)).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert hers.post(url("task_step", task.pk, "finish")).status_code == 302
    assert hers.get(url("tasks")).context["page"].paginator.count == 0
    assert hers.get(url("tasks") + "?state=done").context["page"].paginator.count == 1
    assert sign_in(cast.clerk).get(url("task", task.pk)).status_code == 404
    assert client.get(url("task", foreign_task.pk)).status_code == 404
    assert sign_in(cast.stranger).get(url("tasks")).status_code == 404
    assert sign_in(cast.coordinator).get(url("tasks")).status_code == 403


def test_a_teacher_chooses_nobody_but_herself(cast, sign_in, in_school):
    form = sign_in(cast.teacher).get(reverse("workbench:add_task", args=[cast.school.slug])).context["form"]
    assert form.fields["who"].choices == [(str(cast.teacher.pk), cast.teacher.full_name)]


def test_list_costs_the_same_with_any_number_of_rows(cast, curator, sign_in, in_school):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = sign_in(cast.curator), reverse("workbench:tasks", args=[cast.school.slug])

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    given(curator, user=cast.teacher)
    client.get(address)
    found = [count()]
    for number in (2, 27):
        for _ in range(number):
            given(curator, user=cast.teacher)
        client.get(address)  # the figures of the frame are counted anew after an act, once
        found.append(count())
    assert found[0] == found[1] == found[2]
