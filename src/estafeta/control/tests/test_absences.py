"""Who is away is stood in for: for those days only, by lent roles, with every act saying for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.control.absences import appoint_deputy, end_absence
from estafeta.control.models import Absence
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import may
from estafeta.notifications.models import Notice
from estafeta.notifications.notices import announce
from estafeta.organisations.models import Membership
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.workbench import task_actions
from estafeta.workbench.duties import duties_of
from estafeta.workbench.models import Task
from estafeta.workbench.undoing import take_back

DAY = dt.timedelta(days=1)


@pytest.fixture
def away(in_school, today, director):
    """The director is away for a week; the psychologist, who is an employee, stands in."""
    row, undo = appoint_deputy(
        actor=director, user=in_school.director, deputy=in_school.psychologist, starts=today, ends=today + 7 * DAY,
        today=today,
    )  # fmt: skip
    return row, undo


def deputy(cast, day):
    return actor_for(cast.psychologist, cast.school, today=day)


@pytest.mark.parametrize(("after", "stands"), [(-1, False), (0, True), (7, True), (8, False)])
def test_roles_are_lent_for_those_days_alone(away, in_school, today, after, stands):
    actor = deputy(in_school, today + after * DAY)
    assert (may("control.set_control", actor), in_school.director.pk in actor.people) == (stands, stands)


def test_act_of_the_deputy_says_for_whom_and_her_own_does_not(away, in_school, roadmap, curator, today, pick):
    actor = deputy(in_school, today)
    task_actions.add_task(
        actor=actor, draft=task_actions.TaskDraft(title="Своё", due_on=today, user=in_school.psychologist)
    )
    assert "(за " not in JournalLine.objects.latest("id").sentence
    actor = deputy(in_school, today)
    plan.change_measure(actor=actor, measure=pick("1.1"), title="Издать приказ о наставничестве")
    words = JournalLine.objects.latest("id").sentence
    assert words.removesuffix(".").endswith("(за Громова П.А.)"), words


def test_deputy_gives_no_roles(away, in_school, today, director):
    actor = deputy(in_school, today)
    assert may("organisations.grant_role", director, "curator")
    assert not may("organisations.grant_role", actor, "curator")
    assert not may("organisations.manage_members", actor)


def test_things_to_do_of_the_absent_stand_before_the_deputy(in_school, curator, teacher, today, act):
    appoint_deputy(
        actor=teacher, user=in_school.teacher, deputy=in_school.psychologist, starts=today, ends=today, today=today
    )
    draft = task_actions.TaskDraft(title="Позвонить родителям", due_on=today, user=in_school.teacher)
    task, _ = task_actions.add_task(actor=curator, draft=draft)
    actor = deputy(in_school, today)
    (duty,) = [one for one in duties_of(actor, today) if one.key == f"task:{task.pk}"]
    assert (duty.is_mine, duty.why.startswith(f"За коллегу: {in_school.teacher.short_name}.")) == (True, True)
    assert Notice.objects.filter(kind="workbench.task_given", user=in_school.psychologist).exists()
    task_actions.finish_task(actor=actor, task=task)
    assert "(за " in JournalLine.objects.latest("id").sentence
    assert Task.objects.get(pk=task.pk).done_by == in_school.psychologist
    tomorrow = deputy(in_school, today + DAY)
    assert not [one for one in duties_of(tomorrow, today + DAY) if one.key == f"task:{task.pk}"]


def test_due_of_the_absent_is_closed_by_the_deputy(in_school, roadmap, teacher, today, pick):
    due = pick("1.2").dues.get()
    appoint_deputy(
        actor=teacher, user=in_school.teacher, deputy=in_school.psychologist, starts=today, ends=today, today=today
    )
    assert any(f"due:{due.pk}" in one.hides and one.is_mine for one in duties_of(deputy(in_school, today), today))


def test_undo_and_early_end_give_everything_back(away, in_school, today, director):
    row, undo = away
    ended = end_absence(actor=director, absence=row, today=today)
    assert not may("control.set_control", deputy(in_school, today))
    take_back(actor=director, undo=ended)
    assert may("control.set_control", deputy(in_school, today))
    take_back(actor=director, undo=undo)
    assert not Absence.objects.exists()
    assert not Membership.objects.filter(stands_for__isnull=False).exists()


def test_nobody_lends_what_she_may_not_give(in_school, today, curator, teacher):
    values = {"starts": today, "ends": today, "today": today}
    with pytest.raises(Forbidden):
        appoint_deputy(actor=curator, user=in_school.director, deputy=in_school.curator, **values)
    with pytest.raises(Forbidden):
        appoint_deputy(actor=teacher, user=in_school.curator, deputy=in_school.teacher, **values)
    assert not Membership.objects.filter(stands_for__isnull=False).exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ends": -1}, "Проверьте дни"),
        ({"starts": 5, "ends": 3}, "Проверьте дни"),
        ({"ends": 400}, "Проверьте дни"),
        ({"deputy": "teacher"}, "другой сотрудник"),
        ({"deputy": "stranger"}, "другой сотрудник"),
    ],
)
def test_what_is_refused_lends_nothing(in_school, today, teacher, changed, sentence):
    days = {name: today + changed.get(name, 0) * DAY for name in ("starts", "ends")}
    who = getattr(in_school, str(changed.get("deputy", "psychologist")))
    with pytest.raises(Refusal, match=sentence):
        appoint_deputy(actor=teacher, user=in_school.teacher, deputy=who, today=today, **days)
    assert not Absence.objects.exists()


def test_two_absences_at_once_and_an_absent_deputy_are_refused(away, in_school, today, director, teacher):
    values = {"starts": today + 7 * DAY, "ends": today + 9 * DAY, "today": today}
    with pytest.raises(Refusal, match="уже назначено"):
        appoint_deputy(actor=director, user=in_school.director, deputy=in_school.teacher, **values)
    with pytest.raises(Refusal, match="тоже отсутствует"):
        appoint_deputy(actor=teacher, user=in_school.teacher, deputy=in_school.director, **values)
    later = {"starts": today + 8 * DAY, "ends": today + 9 * DAY, "today": today}
    appoint_deputy(actor=teacher, user=in_school.teacher, deputy=in_school.director, **later)


def test_notices_reach_the_deputy_too(away, in_school):
    announce(
        users=[in_school.director], but=None, kind="x.y", sentence="Событие", url="", organisation=in_school.school
    )
    told = set(Notice.objects.filter(kind="x.y").values_list("user", flat=True))
    assert told == {in_school.director.pk, in_school.psychologist.pk}


def test_page_appoints_and_ends(cast, sign_in, today):
    client = sign_in(cast.teacher)
    address = reverse("control:absences", args=[cast.school.slug])
    page = client.get(address).content.decode()
    assert [cast.director.full_name in page.split("Кто замещает")[0], "Никто не отсутствует" in page] == [False, True]
    values = {"user": cast.teacher.pk, "deputy": cast.psychologist.pk, "starts": "2026-11-21", "ends": "2026-11-30"}
    assert client.post(address, values | {"ends": "2026-11-01"}).status_code == 422
    assert cast.psychologist.full_name in client.post(address, values, follow=True).content.decode()
    with tenant_scope(cast.school):
        number = Absence.objects.get().pk
    foreign = reverse("control:end_absence", args=[cast.forest_school.slug, number])
    assert sign_in(cast.stranger).post(foreign).status_code == 404
    assert client.post(reverse("control:end_absence", args=[cast.school.slug, number])).status_code == 302
