"""Things to do in the daily letter and in the calendar feed: titles only, which name nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from estafeta.notifications.sources import CalendarEvent, DigestLine, ReminderPlan, calendar_source, digest_source
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Task
from estafeta.workbench.task_queries import mine, tasks_of
from russian.dates import day_words

HEADINGS = {-1: "Скоро срок", 0: "Срок сегодня", 1: "Просрочено"}


@digest_source("workbench")
def lines_of_the_day(actor: Actor, today: dt.date, plan: ReminderPlan) -> Iterable[DigestLine]:
    """Yield the open ones that the person answers for and that stand at a reminder's distance."""
    for task in tasks_of(actor.organisation).filter(mine(actor), state=Task.State.OPEN):
        day = task.due_on
        if (today - day).days in plan.offsets:
            heading = HEADINGS[(today > day) - (today < day)]
            yield DigestLine(heading, f"{task.title} — {day_words(day, today)}", task.get_absolute_url())


@calendar_source("workbench")
def events_of(actor: Actor, today: dt.date) -> Iterable[CalendarEvent]:
    """Yield what the person answers for, done ones marked."""
    for task in tasks_of(actor.organisation).filter(mine(actor)).exclude(state=Task.State.DROPPED):
        yield CalendarEvent(
            uid=f"task-{task.pk}",
            title=task.title,
            starts=task.due_on,
            ends=task.due_on,
            url=task.get_absolute_url(),
            done=task.state == Task.State.DONE,
        )
