"""What is done from «Сегодня» itself: colleagues are reminded, a map that is over is left as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.urls import reverse

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.models import Roadmap
from estafeta.today.duties import key_of
from estafeta.today.queries import ColleagueLine, colleagues_today
from estafeta.workbench.models import Dismissal, Undo
from estafeta.workbench.writing import Changes, create, journal
from russian.phrases import clip, listed

REMINDED = "today.reminded"


@transaction.atomic
def remind_colleagues(*, actor: Actor, users: Collection[int], today: dt.date) -> list[str]:
    """Tell the chosen colleagues what they have late; returns their names.

    Refuses nobody chosen and those who have nothing late by now.
    """
    demand("roadmaps.view_people", actor)
    lines = [line for line in colleagues_today(actor, today) if line.user_id in users and line.late]
    if not lines:
        raise Refusal("Напоминать некому: отметьте тех, у кого есть просроченное.")
    known = {user.pk: user for user in colleagues(actor.organisation, today=today)}
    reached = [(known[line.user_id], line) for line in lines if line.user_id in known]
    for user, line in reached:
        announce(
            users=[user],
            but=actor.user,
            kind=REMINDED,
            sentence=f"{actor.user.short_name} напоминает: {_late(line)}.",
            url=reverse("today:today", args=[actor.organisation.slug]),
            organisation=actor.organisation,
        )
    names = [line.name for _, line in reached]
    journal(actor, "today.remind_colleagues", actor.organisation, f"Напомнили о просроченном: {listed(names)}.")
    return names


def _late(line: ColleagueLine) -> str:
    return f"просрочено {line.late}: {line.late_words}"


@transaction.atomic
def leave_past_map(*, actor: Actor, roadmap: Roadmap) -> Undo:
    """Leave a map that is over as it is: its dues stand as late ones again. Refuses when it is left already."""
    demand("roadmaps.change_plan", actor, roadmap)
    row = create(Dismissal(organisation=actor.organisation, key=key_of(roadmap), made_by=actor.user))
    words = f"Карта оставлена как есть: {clip(roadmap.title)}"
    journal(actor, "today.leave_past_map", roadmap, f"{words}.")
    changes = Changes(actor)
    changes.made(row, "key")
    return changes.undo(actor, words)
