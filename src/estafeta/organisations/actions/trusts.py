"""Entrusting acts to another organisation by an order, changing and withdrawing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from estafeta.core.clock import local_today
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.core.writing import Changes, create, journal, locked
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import ACTS, DEPUTIES
from estafeta.organisations.mail import send_entrusted
from estafeta.organisations.models import Entrusting, Organisation
from estafeta.organisations.queries import holders

RIGHT = "organisations.entrust"


@transaction.atomic
def entrust(
    *,
    actor: Actor,
    holder: Organisation,
    acts: Collection[str],
    order_number: str,
    order_date: dt.date,
    starts: dt.date,
    ends: dt.date | None = None,
    order_key: str = "",
) -> Entrusting:
    """Entrust acts to an organisation below, or to the own methodists and curators; its staff is told by letter.

    Refuses an order without acts or number, one that is signed after its first day, a strange organisation, and an act
    that another organisation does in these days.
    """
    demand(RIGHT, actor)
    locked(actor.organisation)  # two orders at once would entrust one act twice
    row = Entrusting(giver=actor.organisation, holder=holder, order_key=order_key)
    values = _checked(row, acts, number=order_number, date=order_date, starts=starts, ends=ends)
    for name, value in values.items():
        setattr(row, name, value)
    create(row, actor)
    words = f"Поручено: {holder.short_name} — {said(row.acts)} (приказ № {row.order_number})"
    journal(actor, "organisations.entrust", row, words, after={**values, "holder": holder})
    _tell(row)
    return row


@transaction.atomic
def change_entrusting(
    *,
    actor: Actor,
    entrusting: Entrusting,
    acts: Collection[str],
    order_number: str,
    order_date: dt.date,
    starts: dt.date,
    ends: dt.date | None = None,
    version: int | None = None,
) -> Entrusting:
    """Change what is entrusted, its term or its order. Refuses what `entrust` refuses, a withdrawn and a stale one."""
    demand(RIGHT, actor)
    locked(actor.organisation)
    row = _open(actor, entrusting, version)
    changes = Changes(actor)
    changes.save(row, **_checked(row, acts, number=order_number, date=order_date, starts=starts, ends=ends))
    words = f"Изменено поручение: {row.holder.short_name} — {said(row.acts)} (приказ № {row.order_number})"
    journal(actor, "organisations.change_entrusting", row, words, **changes.sides())
    _tell(row)
    return row


@transaction.atomic
def withdraw_entrusting(*, actor: Actor, entrusting: Entrusting, why: str, now: dt.datetime) -> Entrusting:
    """Withdraw it at once: what was sent to the holder and waits is answered by the giver. Refuses one withdrawn."""
    demand(RIGHT, actor)
    row = _open(actor, entrusting)
    changes = Changes(actor)
    changes.save(row, withdrawn_at=now, withdrawn_why=need(why, "Напишите, почему поручение отозвано."))
    words = f"Отозвано поручение: {row.holder.short_name}. {row.withdrawn_why}"
    journal(actor, "organisations.withdraw_entrusting", row, words, **changes.sides())
    _tell(row)
    return row


def said(acts: Collection[str]) -> str:
    """The acts in the words of an order."""
    return ", ".join(words for act, words in ACTS.items() if act in acts)


def _tell(row: Entrusting) -> None:
    people = holders(row.holder, DEPUTIES, today=local_today(row.holder.time_zone))
    send_entrusted(row, people)


def _open(actor: Actor, entrusting: Entrusting, version: int | None = None) -> Entrusting:
    if entrusting.giver_id != actor.organisation.pk:
        raise Refusal("Это поручение другой организации.")
    row = locked(entrusting, version)
    if row.withdrawn_at is not None:
        raise Refusal("Это поручение уже отозвано.")
    return row


def _checked(
    row: Entrusting, acts: Collection[str], *, number: str, date: dt.date, starts: dt.date, ends: dt.date | None
) -> dict[str, object]:
    """The values, the acts in the order of the registry; refuses what an order cannot say."""
    known = [act for act in ACTS if act in acts]
    if not known:
        raise Refusal("Отметьте, что поручается.")
    if not row.giver.holds(row.holder):
        raise Refusal("Поручить можно своей или подведомственной организации.")
    if date > starts:
        raise Refusal("Приказ подписан позже первого дня поручения. Проверьте даты.")
    if ends is not None and ends < starts:
        raise Refusal("Поручение не может закончиться раньше, чем началось.")
    _check_once(row, known, starts, ends)
    number = need(number, "Впишите номер приказа.")
    return {"acts": known, "order_number": number, "order_date": date, "starts": starts, "ends": ends}


def _check_once(row: Entrusting, acts: Collection[str], starts: dt.date, ends: dt.date | None) -> None:
    """Refuse an act that another organisation does in these days: whom would a plan be sent to?"""
    beside = Q(ends__isnull=True) | Q(ends__gte=starts)
    if ends is not None:
        beside &= Q(starts__lte=ends)
    others = Entrusting.objects.filter(beside, giver=row.giver, withdrawn_at=None).exclude(pk=row.pk)
    for other in others.select_related("holder"):
        twice = next((act for act in acts if act in other.acts), None)
        if twice is not None:
            raise Refusal(f"{ACTS[twice].capitalize()} в эти дни уже поручено: {other.holder.short_name}.")
