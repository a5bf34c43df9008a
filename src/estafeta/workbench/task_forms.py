"""Forms of things to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from estafeta.accounts.models import User
from estafeta.core.days import DayField
from estafeta.core.models import TEXT_LENGTH
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues
from estafeta.organisations.roles import roles_of_kind
from estafeta.workbench.models import Task
from estafeta.workbench.task_actions import TaskDraft

ROLE = "role:"


def _initial(actor: Actor, today: dt.date) -> dict[str, Any]:
    return {"who": str(actor.user.pk), "due_on": today + dt.timedelta(days=7)}


def _initial_of(task: Task) -> dict[str, Any]:
    who = f"{ROLE}{task.role}" if task.role else str(task.user_id)
    return {name: getattr(task, name) for name in ("title", "due_on", "lawful", "why")} | {"who": who}


class TaskForm(forms.Form):
    """What, until when, who answers, why. Without the right to give it, oneself answers."""

    title = forms.CharField(
        label="Что сделать",
        max_length=200,
        help_text="Без фамилий: название уходит в письмо и в календарь.",
        error_messages={"required": "Напишите, что нужно сделать."},
    )
    due_on = DayField(label="До какого дня")
    who = forms.ChoiceField(label="Кто отвечает")
    lawful = forms.BooleanField(label="Срок установлен законом", required=False)
    why = forms.CharField(
        label="Подробности", max_length=TEXT_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, data: QueryDict | None, *, actor: Actor, today: dt.date, gives: bool, task: Task | None = None
    ) -> None:
        super().__init__(data, initial=_initial(actor, today) if task is None else _initial_of(task))
        self.people: dict[str, User] = {str(actor.user.pk): actor.user}
        roles: dict[str, str] = {}
        if task is not None and task.user is not None:
            self.people[str(task.user.pk)] = task.user
        if gives:
            self.people |= {str(user.pk): user for user in colleagues(actor.organisation, today=today)}
            roles = {f"{ROLE}{role.value}": role.label for role in roles_of_kind(actor.organisation.kind)}
        elif task is not None and task.role:
            roles = {f"{ROLE}{task.role}": task.get_role_display()}
        people = [(key, user.full_name) for key, user in self.people.items()]
        both = [("Люди", people), ("Роли", list(roles.items()))]
        self.fields["who"].choices = both if roles else people  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        got = dict(self.cleaned_data)
        who = got.pop("who")
        role = who.removeprefix(ROLE) if who.startswith(ROLE) else ""
        return got | {"user": None if role else self.people[who], "role": role}

    def draft(self) -> TaskDraft:
        """A new one."""
        return TaskDraft(**self.values())


class DayForm(forms.Form):
    """Another day."""

    due_on = DayField(label="Новый срок")
