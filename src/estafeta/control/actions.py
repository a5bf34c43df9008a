"""The matrix as a file, rules of control, word to the director."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.control.models import ControlRules
from estafeta.control.queries import overdue
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.actions import notify
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues, holders
from estafeta.organisations.roles import HEADS
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Due, Roadmap
from estafeta.roadmaps.sentences import named
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.plurals import counted

ORGANISATIONS = ("организация", "организации", "организаций")
DUES = ("срок", "срока", "сроков")


@transaction.atomic
def record_overview_export(*, actor: Actor, rows: int) -> None:
    """Write down that the matrix left the system as a file."""
    demand("roadmaps.view_overview", actor)
    words = f"Обзор выгружен в Excel: {counted(rows, *ORGANISATIONS)}."
    journal(actor, "control.export_overview", actor.organisation, words)


@transaction.atomic
def set_rules(*, actor: Actor, escalates: bool, escalate_after: int, version: int | None = None) -> ControlRules:
    """Set after how many days the director is told of what is late; refuses days beyond 1–90 and a stale `version`."""
    demand("control.set_control", actor)
    values = {"escalates": escalates, "escalate_after": escalate_after}
    locked(actor.organisation)  # two who set the first rules at once wait for each other
    row = ControlRules.objects.filter(organisation=actor.organisation).first()
    changes = Changes(actor)
    row = create(ControlRules(organisation=actor.organisation), actor) if row is None else locked(row, version)
    changes.save(row, **values)
    words = f"Правила контроля: директору через {counted(escalate_after, 'день', 'дня', 'дней')} просрочки."
    if not escalates:
        words = "Правила контроля: директору о просроченном не сообщается."
    journal(actor, "control.set_control", actor.organisation, words, **changes.sides())
    return row


@transaction.atomic
def set_controller(*, actor: Actor, roadmap: Roadmap, user: User | None, text: str, today: dt.date) -> None:
    """Name who controls a roadmap; refuses somebody who is no colleague. It is no wording: any state allows it.

    An open working copy that names the same controller follows, else its approval would bring the former one back.
    """
    demand("roadmaps.change_plan", actor, roadmap)
    if user is not None and not colleagues(actor.organisation, today=today).filter(pk=user.pk).exists():
        raise Refusal("Этот человек не состоит в организации. Сначала пригласите его.")
    changes, row = Changes(actor), locked(roadmap)
    former, fresh = (row.controller_id, row.controller_text), {"controller": user, "controller_text": text.strip()}
    changes.save(row, **fresh)
    for copy in Roadmap.objects.filter(amends=row, removed_at__isnull=True, state__in=LIVING):
        if (copy.controller_id, copy.controller_text) == former:
            changes.save(locked(copy), **fresh)
    roadmap.refresh_from_db()
    who = user.full_name if user else text.strip() or "не назначен"
    journal(actor, "control.set_controller", roadmap, f"Контролёр карты: {who}.", **changes.sides())


@transaction.atomic
def escalate(*, organisation: Organisation, rules: ControlRules, today: dt.date) -> int:
    """Tell the director of what has been late for the days of the rules, once for each due; may run twice."""
    dues = overdue(organisation, today, rules.escalate_after) if rules.escalates else []
    heads = holders(organisation, [str(role) for role in HEADS], today=today)
    if not dues or not heads:
        return 0
    Due.objects.filter(pk__in=[due.pk for due in dues]).update(escalated_at=timezone.now())
    days = counted(rules.escalate_after, "день", "дня", "дней")
    more = f" и ещё {len(dues) - 1}" if len(dues) > 1 else ""
    sentence = f"Просрочено на {days} и больше: {named(dues[0].measure)}{more}."
    url = organisation.get_absolute_url()
    notify(users=heads, kind="control.escalated", sentence=sentence, url=url, organisation=organisation)
    record(
        user=None,
        tenant=organisation.path,
        verb="control.escalate",
        target=organisation,
        sentence=f"Директору сообщено о просроченном: {counted(len(dues), *DUES)}.",
        after={"measures": sorted({due.measure_id for due in dues})},
    )
    return len(dues)
