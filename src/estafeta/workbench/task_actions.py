"""Changing things to do: given, moved, done, dropped, put back to work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.workbench.lifecycle import TASK
from estafeta.workbench.models import Task, Undo
from estafeta.workbench.signals import task_given
from estafeta.workbench.writing import Changes, create, journal, locked, take_step


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What a thing to do consists of: see `Task`. Exactly one of `user` and `role` answers for it."""

    title: str
    due_on: dt.date
    user: User | None = None
    role: str = ""
    why: str = ""
    lawful: bool = False
    subject: str = ""
    url: str = ""
    source: str = ""


@transaction.atomic
def add_task(*, actor: Actor, draft: TaskDraft) -> tuple[Task, Undo]:
    """Put a thing to do; anybody here for herself, editors for others too.

    Refuses an empty title, nobody or two to answer for it, an address outside the product.
    """
    demand("workbench.see_tasks", actor)
    own = draft.user == actor.user or draft.role in actor.here
    if not own:
        demand("workbench.give_task", actor)
    title = need(draft.title, "Напишите, что нужно сделать.")
    if draft.url and (not draft.url.startswith("/") or draft.url.startswith("//")):
        raise Refusal("Адрес должен вести на страницу этой системы.")
    values = {name: getattr(draft, name) for name in ("due_on", "user", "role", "lawful", "subject", "url", "source")}
    task = create(
        Task(organisation=actor.organisation, title=title, why=draft.why.strip(), made_by=actor.user, **values)
    )
    changes = Changes(actor)
    changes.made(task, "title", "due_on", "state")
    journal(actor, "workbench.add_task", task, f"Поставлено дело «{task.title}» до {task.due_on:%d.%m.%Y}: {task.who}.")
    if not own:
        task_given.send(Task, task=task, actor=actor)
    return task, changes.undo(actor, f"Поставлено дело «{task.title}»")


@transaction.atomic
def change_task(
    *, actor: Actor, task: Task, title: str, why: str, due_on: dt.date, user: User | None, role: str, lawful: bool
) -> Undo:
    """Write a thing to do anew; refuses a closed one and, from whoever is no editor, somebody else to answer for it."""
    demand("workbench.change_task", actor, task)
    own = user == actor.user or role in actor.here
    passed = (user.pk if user else None, role) != (task.user_id, task.role)
    if passed and not own:
        demand("workbench.give_task", actor)
    row, changes = _open(task), Changes(actor)
    changes.save(
        row,
        title=need(title, "Напишите, что нужно сделать."),
        why=why.strip(),
        due_on=due_on,
        user=user,
        role=role,
        lawful=lawful,
    )
    task.refresh_from_db()
    journal(actor, "workbench.change_task", task, f"Изменено дело «{task.title}».", **changes.sides())
    if passed and not own:
        task_given.send(Task, task=task, actor=actor)
    return changes.undo(actor, f"Изменено дело «{task.title}»")


@transaction.atomic
def move_task(*, actor: Actor, task: Task, due_on: dt.date) -> Undo:
    """Give a thing to do another day; refuses a closed one, the same day, and a term of law."""
    demand("workbench.finish_task", actor, task)
    row, changes = _open(task), Changes(actor)
    if row.due_on == due_on:
        raise Refusal("Срок и так стоит на этот день.")
    if row.lawful and due_on > row.due_on:
        raise Refusal(f"Этот срок — по закону до {row.due_on:%d.%m.%Y}, продлить его нельзя.")
    changes.save(row, due_on=due_on)
    task.refresh_from_db()
    words = f"Дело «{task.title}» перенесено на {due_on:%d.%m.%Y}"
    journal(actor, "workbench.move_task", task, f"{words}.", **changes.sides())
    return changes.undo(actor, words)


@transaction.atomic
def finish_task(*, actor: Actor, task: Task) -> Undo:
    """Mark as done."""
    return _close(actor, task, "finish", "Сделано")


@transaction.atomic
def drop_task(*, actor: Actor, task: Task) -> Undo:
    """Drop what need not be done any more."""
    return _close(actor, task, "drop", "Снято")


@transaction.atomic
def reopen_task(*, actor: Actor, task: Task) -> Undo:
    """Put a closed one back to work."""
    changes = Changes(actor)
    closing: dict[str, object] = {"done_by": None, "done_at": None}
    take_step(task, TASK, "reopen", actor=actor, changes=changes, values=closing)
    journal(actor, "workbench.reopen_task", task, f"Возвращено в работу: «{task.title}».", **changes.sides())
    return changes.undo(actor, f"Возвращено в работу: «{task.title}»")


def _close(actor: Actor, task: Task, name: str, said: str) -> Undo:
    changes = Changes(actor)
    closing = {"done_by": actor.user, "done_at": timezone.now()}
    take_step(task, TASK, name, actor=actor, changes=changes, values=closing)
    journal(actor, f"workbench.{name}_task", task, f"{said}: «{task.title}».", **changes.sides())
    return changes.undo(actor, f"{said}: «{task.title}»")


def _open(task: Task) -> Task:
    row = locked(task)
    if row.state != Task.State.OPEN:
        raise Refusal("Это дело уже закрыто. Сначала верните его в работу.")
    return row
