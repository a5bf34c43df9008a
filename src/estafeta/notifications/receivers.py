"""What lower rooms announce: somebody has got a thing to do."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from estafeta.core.clock import local_today
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import holders
from estafeta.workbench.models import Task
from estafeta.workbench.signals import task_given
from russian.dates import day_words


@receiver(task_given)
def tell_responsible(sender: object, task: Task, actor: Actor, **more: Any) -> None:
    """Tell the colleague, or all who hold the role."""
    today = local_today(actor.organisation.time_zone)
    announce(
        users=[task.user] if task.user else holders(actor.organisation, [task.role], today=today),
        but=actor.user,
        kind="workbench.task_given",
        sentence=f"{actor.user.short_name} поручает: {task.title} — до {day_words(task.due_on, today)}.",
        url=task.get_absolute_url(),
        organisation=actor.organisation,
    )
