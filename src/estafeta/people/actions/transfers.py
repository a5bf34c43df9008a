"""A card is asked of another organisation, which says yes or no; nobody can find out by trying whom it keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from estafeta.core.clock import local_today
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import holders
from estafeta.organisations.roles import MANAGERS
from estafeta.organisations.scope import tenant_scope
from estafeta.people.carrying import carry_all
from estafeta.people.gate import Case, demand_gate
from estafeta.people.lifecycle import TRANSFER
from estafeta.people.models import Affiliation, Guardianship, Person, Transfer
from estafeta.people.queries import in_force
from estafeta.people.queries.transfers import meant_by
from estafeta.workbench.writing import create, journal, take_step

A_DAY, A_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
ASKED_IN_A_DAY, REFUSED_IN_A_WEEK = 20, 5
COPIED = ("identity", "user", "surname", "name", "patronymic", "birth_date", "birth_year", "sex", "phone", "email",
          "contact")  # fmt: skip
ADDRESS = "people:transfers"


@transaction.atomic
def ask_transfer(*, actor: Actor, holder: Organisation, now: dt.datetime, **values: Any) -> Transfer:
    """Ask another organisation for a card. The answer is the same whether it keeps such a person or not.

    Refuses the twenty-first request of a day, and any after five refusals within a week.
    """
    demand("people.manage", actor)
    mine = Transfer.objects.filter(organisation=actor.organisation)
    if mine.filter(created_at__gt=now - A_DAY).count() >= ASKED_IN_A_DAY:
        raise Refusal(f"За сутки уже {ASKED_IN_A_DAY} запросов. Продолжите завтра.")
    if mine.filter(state=Transfer.State.REFUSED, answered_at__gt=now - A_WEEK).count() >= REFUSED_IN_A_WEEK:
        raise Refusal("На этой неделе отказано пять раз. Уточните данные у семьи и продолжите через неделю.")
    row = create(Transfer(organisation=actor.organisation, holder=holder, asked_by=actor.user, **values))
    journal(actor, "people.ask_transfer", row, f"Запрошена карточка у организации «{holder}».", after={"to": holder})
    _tell(actor, holder, "people.transfer_asked", f"{actor.organisation} просит передать карточку")
    return row


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer: Transfer) -> Transfer:
    """Take a request back before it is answered."""
    row = take_step(transfer, TRANSFER, "withdraw", actor=actor)
    journal(actor, "people.withdraw_transfer", row, f"Отозван запрос к организации «{row.holder}».")
    return row


@transaction.atomic
def refuse_transfer(*, actor: Actor, transfer: Transfer, answer: str, now: dt.datetime) -> Transfer:
    """Say no; the asking side reads the answer and nothing else."""
    values = {"answer": answer, "answered_by": actor.user, "answered_at": now}
    with tenant_scope(transfer.organisation):
        row = take_step(transfer, TRANSFER, "refuse", actor=actor, values=values)
    journal(actor, "people.refuse_transfer", row, f"Отказано в передаче карточки: «{row.organisation}».")
    _tell(actor, row.organisation, "people.transfer_answered", "На запрос карточки ответили: отказ")
    return row


@transaction.atomic
def agree_transfer(*, actor: Actor, transfer: Transfer, person: Person, today: dt.date, now: dt.datetime) -> Transfer:
    """Hand a card over: the other side gets one of the same human, with guardians and all that rooms carry.

    The card here stays with its history; where she leaves, what she is here ends today. Refuses when the gate does
    (no consent to hand over), and a person whom the request does not mean.
    """
    demand("people.manage", actor, person)
    if person not in meant_by(transfer, actor.organisation):
        raise Refusal("Запрос не об этом человеке: фамилия, имя и дата рождения не совпадают.")
    details = {"recipient": str(transfer.organisation_id)}
    demand_gate("transfer", [person], Case(actor.organisation, today, details))
    with tenant_scope(transfer.organisation):
        row = take_step(
            transfer, TRANSFER, "agree", actor=actor, values={"answered_by": actor.user, "answered_at": now}
        )
    guardians = list(Guardianship.objects.filter(in_force(today), child=person).select_related("guardian"))
    origin = _origin(person, today)
    if row.leaves:
        _leave(actor, person, today, row.organisation)
    with tenant_scope(row.organisation):
        new = _settle(row, person, origin, today)
        for tie in guardians:
            _settle_guardian(new, tie)
    carry_all(person, new)
    words = f"Карточка передана организации «{row.organisation}»: {person.full_name}."
    journal(actor, "people.agree_transfer", person, words)
    _tell(actor, row.organisation, "people.transfer_answered", "На запрос карточки ответили: передана")
    return row


def _origin(person: Person, today: dt.date) -> str:
    here = Affiliation.objects.filter(in_force(today), person=person).first()
    was = f", {here.words}" if here else ""
    return f"{person.organisation}{was}, до {today:%d.%m.%Y}"[:200]


def _leave(actor: Actor, person: Person, today: dt.date, to: Organisation) -> None:
    for row in Affiliation.objects.filter(in_force(today), person=person, ends=None):
        row.ends, row.ending, row.ending_note = today, Affiliation.Ending.MOVED, str(to)[:200]
        row.version, row.changed_by = row.version + 1, actor.user
        row.save(update_fields=["ends", "ending", "ending_note", "version", "changed_by", "updated_at"])


def _settle(row: Transfer, person: Person, origin: str, today: dt.date) -> Person:
    """The card on the other side: one that it keeps of this human already, or a new one."""
    new = Person.objects.filter(organisation=row.organisation, identity=person.identity).first()
    if new is None:
        values = {name: getattr(person, name) for name in COPIED}
        new = create(Person(organisation=row.organisation, origin=origin, **values))
    field = {"pupil": "unit", "student": "unit", "employee": "post"}.get(row.kind, "workplace")
    place = {field: row.place}
    create(Affiliation(organisation=row.organisation, person=new, kind=row.kind, starts=today, **place))
    return new


def _settle_guardian(child: Person, tie: Guardianship) -> None:
    known = Person.objects.filter(organisation=child.organisation, identity=tie.guardian.identity).first()
    if known is None:
        values = {name: getattr(tie.guardian, name) for name in COPIED}
        known = create(Person(organisation=child.organisation, **values))
    if not Guardianship.objects.filter(child=child, guardian=known, ends=None).exists():
        create(Guardianship(organisation=child.organisation, child=child, guardian=known, kind=tie.kind))


def _tell(actor: Actor, organisation: Organisation, kind: str, sentence: str) -> None:
    """Tell those who manage the cards there; the sentence names no person."""
    today = local_today(organisation.time_zone)
    announce(
        users=holders(organisation, MANAGERS, today=today),
        but=actor.user,
        kind=kind,
        sentence=sentence,
        url=reverse(ADDRESS, args=[organisation.slug]),
        organisation=organisation,
    )
