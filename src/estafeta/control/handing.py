"""When somebody leaves: everything open gets a new owner, line by line, in one act that can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.control.controllers import ControlLine, controlled, pass_control
from estafeta.control.models import HandOver
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.actions.people import tell_assigned
from estafeta.roadmaps.models import Due, Measure, Responsible
from estafeta.roadmaps.queries.live import live
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.phrases import listed
from russian.plurals import counted

MEASURES = ("мероприятие", "мероприятия", "мероприятий")
OPEN = ("planned", "in_progress")


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A measure of the leaver that is not finished, with its next open due."""

    responsible: Responsible
    due: Due | None


def open_work(organisation: Organisation, leaver: User) -> tuple[OpenLine, ...]:
    """Everything open for which the person answers by name."""
    rows = Responsible.objects.filter(
        live("measure__"), measure__section__roadmap__organisation=organisation, user=leaver
    )
    rows = rows.select_related("measure__section__roadmap__organisation").prefetch_related("measure__dues")
    found = []
    for row in rows.order_by("measure__section__position", "measure__position", "pk"):
        dues = list(row.measure.dues.all())
        waiting = [due for due in dues if due.is_open]
        if waiting or not dues:
            found.append(OpenLine(row, waiting[0] if waiting else None))
    return tuple(found)


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    leaver: User,
    owners: Mapping[int, User],
    notes: Mapping[int, str],
    day: dt.date,
    today: dt.date,
    controllers: Mapping[int, User] | None = None,
) -> tuple[HandOver, Undo]:
    """Give every open line of the leaver (by the id of its responsible) to its new owner, and every roadmap that she
    controls (by its id) to its new controller; requests that wait for her decision go with the roadmap.

    Refuses when nothing is open, when a line or roadmap has nobody, and a new one who is the leaver or no colleague.
    """
    demand("control.hand_over", actor)
    lines, controls = open_work(actor.organisation, leaver), controlled(actor.organisation, leaver)
    controllers = controllers or {}
    _check(lines, owners, controls, controllers)
    _check_people(actor, leaver, [*owners.values(), *controllers.values()], today)
    changes = Changes(actor)
    kept = [_pass_line(line, owners[line.responsible.pk], leaver, notes, changes) for line in lines]
    kept += [_control_line(line, controllers[line.roadmap.pk]) for line in controls]
    pass_control(actor, controls, controllers, leaver, changes)
    made = HandOver(organisation=actor.organisation, leaver=leaver, made_by=actor.user, day=day, lines=kept)
    changes.made(create(made), "day")
    for new in {user.pk: user for user in owners.values()}.values():
        mine = [line.responsible.measure for line in lines if owners[line.responsible.pk] == new]
        if mine:
            tell_assigned(actor, new, mine)
    words = f"Дела переданы: {leaver.full_name}, {handed_words(kept)}."
    after = {"measures": sorted({line.responsible.measure_id for line in lines})}
    after["roadmaps"] = [line.roadmap.pk for line in controls]
    journal(actor, "control.hand_over", actor.organisation, words, after=after, subjects=[leaver])
    return made, changes.undo(actor, words)


def handed_words(lines: Iterable[Mapping[str, object]]) -> str:
    """What a hand-over gave away: «2 мероприятия и контроль 1 карты»."""
    rows = list(lines)
    plans = sum(1 for line in rows if line.get("roadmap"))
    parts = [counted(len(rows) - plans, *MEASURES)] if len(rows) > plans else []
    parts += [f"контроль {counted(plans, 'карты', 'карт', 'карт')}"] if plans else []
    return listed(parts)


def _check(
    lines: Collection[OpenLine],
    owners: Mapping[int, User],
    controls: Collection[ControlLine],
    controllers: Mapping[int, User],
) -> None:
    if not lines and not controls:
        raise Refusal("У этого человека нет открытых мероприятий и карт на контроле. Передавать нечего.")
    if any(line.responsible.pk not in owners for line in lines):
        raise Refusal("Выберите нового ответственного для каждой строки.")
    if any(line.roadmap.pk not in controllers for line in controls):
        raise Refusal("Выберите нового контролёра для каждой карты.")


def _check_people(actor: Actor, leaver: User, people: Iterable[User], today: dt.date) -> None:
    known = set(colleagues(actor.organisation, today=today).values_list("pk", flat=True))
    if any(user.pk == leaver.pk or user.pk not in known for user in people):
        raise Refusal("Новый ответственный — другой сотрудник этой организации.")


def _pass_line(
    line: OpenLine, new: User, leaver: User, notes: Mapping[int, str], changes: Changes
) -> dict[str, object]:
    row = locked(line.responsible)
    twice = row.measure.responsibles.filter(user=new).exclude(pk=row.pk).exists()
    changes.save(row, user=None if twice else new, text=row.text or leaver.short_name if twice else new.short_name)
    return _line(line, new, notes.get(row.pk, ""))


def _control_line(line: ControlLine, new: User) -> dict[str, object]:
    """The same shape as a measure's line; `roadmap` tells them apart."""
    kept = {"measure": None, "roadmap": line.roadmap.pk, "number": "", "title": line.title, "due": ""}
    return {**kept, "to": new.pk, "to_name": new.full_name, "note": line.waits}


def _line(line: OpenLine, new: User, note: str) -> dict[str, object]:
    measure: Measure = line.responsible.measure
    day = line.due.due_on if line.due else None
    return {
        "measure": measure.pk,
        "number": measure.number,
        "title": measure.title,
        "due": day.isoformat() if day else "",
        "to": new.pk,
        "to_name": new.full_name,
        "note": note.strip(),
    }
