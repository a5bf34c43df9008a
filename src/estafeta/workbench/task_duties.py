"""Things to do as lines of «Сегодня»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import users_by_role
from estafeta.organisations.roles import EDITORS
from estafeta.workbench.duties import Answer, Duty, DutyKind, Holder, duty_source
from estafeta.workbench.models import Task
from estafeta.workbench.task_queries import mine, visible_tasks

TASK = DutyKind("workbench.task")
SOON = dt.timedelta(days=7)


@duty_source("workbench")
def duties_of_tasks(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield what the person answers for and, for editors, what colleagues do."""
    rows = visible_tasks(actor).filter(state=Task.State.OPEN)
    if not actor.is_any(EDITORS):
        rows = rows.filter(mine(actor))
    tasks = list(rows.order_by("due_on", "pk"))
    by_role = users_by_role(actor.organisation, today=today) if any(task.role for task in tasks) else {}
    for task in tasks:
        own = task.user_id in actor.people or task.role in actor.here
        people = [task.user] if task.user else by_role.get(task.role, [])
        holders = tuple(Holder(f"u{user.pk}", user.short_name, user.pk) for user in people)
        lent = task.user.short_name if own and task.user and task.user_id != actor.user.pk else ""
        yield _duty(task, today, () if own else holders, lent)


def _duty(task: Task, today: dt.date, holders: tuple[Holder, ...], lent: str) -> Duty:
    why = task.why or f"Поручено: {task.made_by.short_name}"
    finish = reverse("workbench:task_step", args=[task.organisation.slug, task.pk, "finish"])
    return Duty(
        kind=TASK,
        key=f"task:{task.pk}",
        title=task.title,
        verb="Открыть",
        url=task.get_absolute_url(),
        why=f"За коллегу: {lent}. {why}" if lent else why,
        due=task.due_on,
        state=state_of(task, today),
        lawful=task.lawful,
        beside=True,
        answers=(Answer("Сделано", finish, key="KeyC"),),
        holders=holders,
    )


def state_of(task: Task, today: dt.date) -> str:
    """A key of the states: closed ones as they were closed, open ones by their day."""
    if task.state != Task.State.OPEN:
        return "done" if task.state == Task.State.DONE else "cancelled"
    if task.due_on <= today:
        return "late" if task.due_on < today else "today"
    return "soon" if task.due_on <= today + SOON else "planned"
