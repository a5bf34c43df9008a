"""Everything that changes incidents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.incidents.clocks import clocks_of, moment
from estafeta.incidents.lifecycle import INCIDENT
from estafeta.incidents.models import Incident
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import holders
from estafeta.organisations.roles import MANAGERS
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step

FUTURE = "Время не может быть в будущем."


@transaction.atomic
def report_incident(*, actor: Actor, now: dt.datetime, today: dt.date, **values: Any) -> Incident:
    """Open a card; everybody who manages the organisation is told. Refuses a time in the future."""
    demand("incidents.report", actor)
    _check_past(values["found_at"], now)
    row = create(Incident(organisation=actor.organisation, made_by=actor.user, **values), actor)
    journal(actor, "incidents.report_incident", row, f"Открыт инцидент «{row}».", after=_open_side(row))
    words = f"{'Учение. ' if row.drill else ''}Инцидент с персональными данными: «{row.title}». На уведомление 24 часа."
    users = holders(actor.organisation, MANAGERS, today=today)
    url, place = row.get_absolute_url(), actor.organisation
    announce(users=users, but=actor.user, kind="incidents.reported", sentence=words, url=url, organisation=place)
    return row


@transaction.atomic
def change_incident(
    *, actor: Actor, incident: Incident, now: dt.datetime, version: int | None = None, **values: Any
) -> Undo:
    """Write the card anew. Refuses a time in the future and to move the clocks once the first notice is sent.

    Raises Stale when it was saved since `version`.
    """
    demand("incidents.lead", actor, incident)
    row = locked(incident, version)
    if "found_at" in values:
        _check_past(values["found_at"], now)
        if row.notified_at is not None and values["found_at"] != row.found_at:
            raise Refusal("Время обнаружения уже сообщено в уведомлении, изменить его нельзя.")
    changes = Changes(actor)
    changes.save(row, **values)
    journal(actor, "incidents.change_incident", row, f"Изменена карточка инцидента «{row}».", **changes.sides())
    return changes.undo(actor, f"Изменён инцидент «{row}»")


@transaction.atomic
def tell(*, actor: Actor, incident: Incident, step: str, at: dt.datetime, number: str, now: dt.datetime) -> Undo:
    """Mark that the first notice («notify») or the results («report») were sent.

    Refuses a time in the future or before the incident was found, and results before the first notice.
    """
    _check_past(at, now)
    if at < incident.found_at:
        raise Refusal("Отправить раньше, чем инцидент обнаружен, нельзя. Проверьте время.")
    if step == "report" and incident.notified_at is not None and at < incident.notified_at:
        raise Refusal("Результаты не могли уйти раньше первого уведомления. Проверьте время.")
    told = {"notify": ("notified_at", "notified_number"), "report": ("reported_at", "reported_number")}[step]
    changes = Changes(actor)
    values = dict(zip(told, (at, number.strip()), strict=True))
    row = take_step(incident, INCIDENT, step, actor=actor, changes=changes, values=values)
    clock = next(clock for clock in clocks_of(row) if clock.step == step)
    late = ", позже срока" if at > clock.ends_at else ""
    words = f"{INCIDENT[step].label}{late}: «{row}»"
    journal(actor, f"incidents.{step}_incident", row, f"{words}.", **changes.sides())
    return changes.undo(actor, words)


@transaction.atomic
def step_incident(*, actor: Actor, incident: Incident, step: str) -> Undo:
    """Close, dismiss or open again; what is opened again stands where its notices say."""
    to = ""
    if step == "reopen":
        to = "reported" if incident.reported_at else "notified" if incident.notified_at else "open"
    changes = Changes(actor)
    row = take_step(incident, INCIDENT, step, actor=actor, changes=changes, to=to)
    words = f"{INCIDENT[step].label}: «{row}»"
    journal(actor, f"incidents.{step}_incident", row, f"{words}.", **changes.sides())
    return changes.undo(actor, words)


def _check_past(at: dt.datetime, now: dt.datetime) -> None:
    if at > now:
        raise Refusal(FUTURE)


def _open_side(row: Incident) -> dict[str, str]:
    return {"sort": row.sort, "found_at": moment(row.found_at, dt.UTC)}
