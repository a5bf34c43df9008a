"""Open dues as lines of a letter or of a page: what, when, why, who; dues for a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS
from estafeta.roadmaps.models import Due, Responsible
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.queries.rows import PEOPLE, Person, is_mine, people_of
from estafeta.roadmaps.queries.states import DROPPED, DueState, due_state
from russian.phrases import listed


@dataclass(frozen=True, slots=True)
class DueLine:
    """One due to act on: what, when, why, where; `can_close` draws the button."""

    due: DueState
    measure_id: int
    number: str
    title: str
    url: str
    people: tuple[Person, ...]
    mine: bool
    can_close: bool
    conditional: bool

    @property
    def why(self) -> str:
        """Who answers, in words."""
        if self.mine and len(self.people) == 1:
            return "Отвечаете вы"
        return (
            f"Отвечают: {listed([person.text for person in self.people])}"
            if self.people
            else "Ответственный не назначен"
        )


def open_dues(actor: Actor) -> QuerySet[Due]:
    """The open dues of the organisation with their measures and people, by day."""
    responsibles = Prefetch("measure__responsibles", Responsible.objects.select_related("user"), to_attr=PEOPLE)
    return live_dues(actor.organisation).filter(state__in=["planned", "in_progress"]).prefetch_related(responsibles)


def lines_to_remind(actor: Actor, today: dt.date, offsets: frozenset[int]) -> list[DueLine]:
    """The dues that stand at one of the distances from their day (−3: three days before), of those the person sees."""
    lines = due_lines(actor, today, sees_all=actor.is_any(EDITORS))
    return [line for line in lines if line.due.due_on and (today - line.due.due_on).days in offsets]


def calendar_dues(actor: Actor) -> list[Due]:
    """The dated dues, done or open, that belong into the person's calendar."""
    rows = live_dues(actor.organisation).filter(due_on__isnull=False).exclude(state__in=DROPPED)
    if actor.is_any(EDITORS):
        return list(rows)
    mine = Q(measure__responsibles__user=actor.user) | Q(measure__responsibles__role__in=[*actor.here])
    return list(rows.filter(mine).distinct())


def due_lines(actor: Actor, today: dt.date, *, sees_all: bool) -> Iterable[DueLine]:
    """Yield the open dues, all of them or those that the person answers for, by day."""
    editor = may("roadmaps.change_plan", actor)
    for due in open_dues(actor):
        measure = due.measure
        people = people_of(measure)
        mine = is_mine(people, actor)
        if mine or sees_all:
            yield DueLine(
                due=due_state(due, today, conditional=measure.conditional),
                measure_id=measure.pk,
                number=measure.number,
                title=measure.title,
                url=measure.get_absolute_url(),
                people=people,
                mine=mine,
                can_close=editor or mine,
                conditional=measure.conditional and due.state == Due.State.PLANNED,
            )
