"""Asking about things to do. Everything needs an open tenant scope."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import EDITORS
from estafeta.workbench.models import Task


def tasks_of(organisation: Organisation) -> QuerySet[Task]:
    """All things to do of the organisation itself, by day."""
    return Task.objects.filter(organisation=organisation).select_related("organisation", "user", "made_by", "done_by")


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """Those that the person may see: the twin of the right `workbench.see_tasks`."""
    rows = tasks_of(actor.organisation)
    if not actor.here:
        return rows.none()
    if actor.is_any(EDITORS):
        return rows
    return rows.filter(mine(actor) | Q(made_by=actor.user))


def mine(actor: Actor) -> Q:
    """The condition «the person, or a role she holds here, answers for it»."""
    return Q(user__in=actor.people) | Q(role__in=[*actor.here])


def open_tasks_of(organisation: Organisation, user: User) -> QuerySet[Task]:
    """What a person has open by name: what a hand-over passes on."""
    return tasks_of(organisation).filter(user=user, state=Task.State.OPEN)
