"""What people hand up to «Сегодня»: cards that may be one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.people.models import Transfer
from estafeta.people.queries.alike import alike_in
from estafeta.workbench.duties import Duty, DutyKind, duty_source
from russian.plurals import counted

ALIKE = DutyKind("people.alike")


ASKED = DutyKind("people.transfers", decides="ответить")


@duty_source("people.transfers")
def asked(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Requests for cards that wait for an answer; the line names nobody."""
    if not may("people.manage", actor):
        return
    count = Transfer.incoming.filter(holder=actor.organisation, state=Transfer.State.ASKED).count()
    if count:
        title = f"Просят передать {counted(count, 'карточку', 'карточки', 'карточек')}"
        url = reverse("people:transfers", args=[actor.organisation.slug])
        yield Duty(
            ASKED, "people:transfers", title, "Ответить", url, "человек переходит в другую организацию", count=count
        )


@duty_source("people")
def duties(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """One line for all pairs that wait; it names nobody."""
    if not may("people.manage", actor):
        return
    count = alike_in(actor.organisation).count()
    if count:
        title = f"Похожие карточки: {counted(count, 'пара', 'пары', 'пар')}"
        url = reverse("people:alike", args=[actor.organisation.slug])
        why = "может быть, это один и тот же человек"
        yield Duty(ALIKE, "people:alike", title, "Сравнить", url, why, count=count)
