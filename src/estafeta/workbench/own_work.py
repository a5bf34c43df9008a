"""Things to do and begun drafts as open work of a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.workbench.models import Draft, Task
from estafeta.workbench.open_work import OpenWork, WorkSource, work_source
from estafeta.workbench.signals import task_given
from estafeta.workbench.task_queries import open_tasks_of
from estafeta.workbench.writing import Changes, locked


def tasks(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Open things to do that name her."""
    for row in open_tasks_of(organisation, person):
        yield OpenWork(row.pk, row.title, row.get_absolute_url(), row, due=row.due_on)


def give_task(actor: Actor, work: OpenWork, new: User, leaver: User, changes: Changes) -> None:
    """The new one answers for it."""
    changes.save(locked(work.row), user=new)


def tell_tasks(actor: Actor, new: User, works: Collection[OpenWork]) -> None:
    """As if each had just been given to her."""
    for work in works:
        work.row.user = new
        task_given.send(Task, task=work.row, actor=actor)


def drafts(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """What she has begun and nobody else sees."""
    rows = Draft.objects.filter(organisation=organisation, owner=person).select_related("organisation")
    for row in rows.order_by("-updated_at", "pk"):
        yield OpenWork(row.pk, row.title, "", row)


def give_draft(actor: Actor, work: OpenWork, new: User, leaver: User, changes: Changes) -> None:
    """The new one goes on with it."""
    changes.save(locked(work.row), owner=new)


work_source(WorkSource("workbench_tasks", "Дела", ("дело", "дела", "дел"), tasks, give_task, tell_tasks, order=30))
work_source(
    WorkSource("workbench_drafts", "Начатое", ("черновик", "черновика", "черновиков"), drafts, give_draft, order=40)
)
