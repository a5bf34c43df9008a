"""Open dues of an organisation with their people: for «Сегодня», a letter, a calendar."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS
from estafeta.roadmaps.models import Due, Responsible
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.queries.rows import PEOPLE, is_mine, people_of
from estafeta.roadmaps.queries.states import DROPPED


def open_dues(actor: Actor) -> QuerySet[Due]:
    """The open dues of the organisation with their measures and people, by day."""
    responsibles = Prefetch("measure__responsibles", Responsible.objects.select_related("user"), to_attr=PEOPLE)
    return live_dues(actor.organisation).filter(state__in=["planned", "in_progress"]).prefetch_related(responsibles)


def dues_to_remind(actor: Actor, today: dt.date, offsets: frozenset[int]) -> list[Due]:
    """The dues that stand at one of the distances from their day (−3: three days before), of those the person sees."""
    rows = open_dues(actor).filter(due_on__in=[today - dt.timedelta(days=days) for days in offsets])
    return [due for due in rows if actor.is_any(EDITORS) or is_mine(people_of(due.measure), actor)]


def calendar_dues(actor: Actor) -> list[Due]:
    """The dated dues, done or open, that belong into the person's calendar."""
    rows = live_dues(actor.organisation).filter(due_on__isnull=False).exclude(state__in=DROPPED)
    if actor.is_any(EDITORS):
        return list(rows)
    mine = Q(measure__responsibles__user__in=actor.people) | Q(measure__responsibles__role__in=[*actor.here])
    return list(rows.filter(mine).distinct())
