"""Who looked at a card or took a list away: written down, shown to the person herself."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from estafeta.core.journal.lines import record
from estafeta.core.journal.models import JournalMention
from estafeta.core.journal.watching import exported, viewed
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.models import Person
from estafeta.workbench.writing import journal

LOOKS = {"people.view_card": "карточку", "people.view_contacts": "телефон и почту"}


@transaction.atomic
def note_look(*, actor: Actor, person: Person, what: str) -> None:
    """Write down that a card was opened («people.view_card») or its contacts shown («people.view_contacts»)."""
    demand("people.view", actor, person)
    viewed(actor, person, card=what, words=f"Открыли {LOOKS[what]}: {person.full_name}.")


@transaction.atomic
def note_contacts_in_list(*, actor: Actor, people: Sequence[Person]) -> None:
    """Write down, in one line, that a list was opened with telephones or addresses of these people in it."""
    demand("people.see_contacts", actor)
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb="people.view_contacts",
        target=actor.organisation,
        sentence="Открыт список с телефонами и почтой.",
        after={"persons": len(people)},
        subjects=people,
        act=JournalMention.Act.VIEW,
    )


@transaction.atomic
def note_codes(*, actor: Actor, count: int) -> None:
    """Write down that sheets with codes of invitations were printed."""
    demand("organisations.add_below", actor)
    words = f"Напечатаны листы приглашений: {count}."
    journal(actor, "people.note_codes", actor.organisation, words, after={"sheets": count})


@transaction.atomic
def note_export(*, actor: Actor, title: str, people: Sequence[Person]) -> None:
    """Write down that a list of people has left the system as a file; everybody in it finds that on the card."""
    demand("people.view", actor)
    words = f"Выгружен список «{title}»."
    exported(actor, people, what="people.note_export", words=words, about=actor.organisation)
