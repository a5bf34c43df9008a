"""Measures and the control of roadmaps as open work of a person; requests that her role decides stay with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from estafeta.accounts.models import User
from estafeta.control.controllers import controlled, decided_by_role, pass_control, tell_controller
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.actions.people import tell_assigned
from estafeta.roadmaps.models import Responsible
from estafeta.roadmaps.queries.live import live
from estafeta.workbench.open_work import OpenWork, WorkSource, work_source
from estafeta.workbench.writing import Changes, locked
from russian.dates import day_words


def measures(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Measures that are not finished and for which she answers by name, each with its next open due."""
    rows = Responsible.objects.filter(
        live("measure__"), measure__section__roadmap__organisation=organisation, user=person
    )
    rows = rows.select_related("measure__section__roadmap__organisation").prefetch_related("measure__dues")
    for row in rows.order_by("measure__section__position", "measure__position", "pk"):
        measure, dues = row.measure, list(row.measure.dues.all())
        waiting = [due for due in dues if due.is_open]
        if waiting or not dues:
            day = waiting[0].due_on if waiting else None
            kept = (("measure", measure.pk),)
            url = measure.get_absolute_url()
            yield OpenWork(row.pk, measure.title, url, row, number=measure.number, due=day, kept=kept)


def give_measure(actor: Actor, work: OpenWork, new: User, leaver: User, changes: Changes) -> None:
    """The new one answers; where she does already, the leaver stays named in words."""
    row = locked(work.row)
    twice = row.measure.responsibles.filter(user=new).exclude(pk=row.pk).exists()
    text = row.text or leaver.short_name if twice else new.short_name
    changes.save(row, user=None if twice else new, text=text)


def tell_measures(actor: Actor, new: User, works: Collection[OpenWork]) -> None:
    """One notice for all."""
    tell_assigned(actor, new, [work.row.measure for work in works])


def controls(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Roadmaps that name her as controller, with the requests that wait for her decision."""
    for line in controlled(organisation, person):
        plan = line.roadmap
        kept = (("roadmap", plan.pk),)
        yield OpenWork(plan.pk, line.title, plan.get_absolute_url(), line, waits=line.waits, kept=kept)


def give_control(actor: Actor, work: OpenWork, new: User, leaver: User, changes: Changes) -> None:
    """The new one controls the plan and its open working copies."""
    pass_control(work.row, new, leaver, changes)


def tell_controls(actor: Actor, new: User, works: Collection[OpenWork]) -> None:
    """A notice for each plan, with what waits."""
    for work in works:
        tell_controller(actor, work.row, new)


def requests(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Requests to move a due that she decides by her role."""
    for move in decided_by_role(organisation, person, controlled(organisation, person), today):
        measure = move.due.measure
        waits = f"{move.asked_by.short_name}, {day_words(move.new_date, today)}"
        yield OpenWork(move.pk, measure.title, measure.get_absolute_url(), move, number=measure.number, waits=waits)


MEASURES = work_source(
    WorkSource(
        "control_measures",
        "Мероприятия",
        ("мероприятие", "мероприятия", "мероприятий"),
        measures,
        give_measure,
        tell_measures,
        order=10,
    )
)
CONTROLS = work_source(
    WorkSource(
        "control_maps",
        "Карты на контроле",
        ("карты", "карт", "карт"),
        controls,
        give_control,
        tell_controls,
        prefix="контроль",
        order=20,
    )
)
work_source(
    WorkSource(
        "control_requests",
        "Просьбы о переносе",
        ("просьба о переносе", "просьбы о переносе", "просьб о переносе"),
        requests,
        why="Их решит тот, кто займёт должность, или вышестоящий координатор. Чтобы решал определённый человек, "
        "назначьте его контролёром карты.",
        order=60,
    )
)
