"""Who looked at a card or took a list away: written down, shown to the person herself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.core.models import JournalLine
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.models import Person
from estafeta.workbench.writing import journal

LOOKS = {"people.view_card": "карточка", "people.view_contacts": "телефон и почта"}
AGAIN = dt.timedelta(minutes=15)
"""A second look at the same within this time is the same look."""


@transaction.atomic
def note_look(*, actor: Actor, person: Person, what: str) -> None:
    """Write down that a card was opened («people.view_card») or its contacts shown («people.view_contacts»)."""
    demand("people.view", actor, person)
    recent = JournalLine.objects.filter(target_type=Person._meta.label_lower, target_id=person.pk, verb=what)
    if not recent.filter(user=actor.user, at__gt=timezone.now() - AGAIN).exists():
        journal(actor, what, person, f"Просмотр: {LOOKS[what]}.")


@transaction.atomic
def note_contacts_in_list(*, actor: Actor, title: str, rows: int) -> None:
    """Write down that a list was opened with telephones or addresses in it."""
    demand("people.see_contacts", actor)
    words = f"Открыт список «{title}» с телефонами и почтой."
    journal(actor, "people.note_contacts_in_list", actor.organisation, words, after={"rows": rows})


@transaction.atomic
def note_export(*, actor: Actor, title: str, rows: int) -> None:
    """Write down that a list of people has left the system as a file."""
    demand("people.view", actor)
    words = f"Выгружен список «{title}»."
    journal(actor, "people.note_export", actor.organisation, words, after={"rows": rows})
