"""What a file brings to cards: part of one larger act, which is taken back as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from estafeta.core.rights import demand
from estafeta.core.writing import Changes
from estafeta.organisations.actors import Actor
from estafeta.people.actions.affiliations import CARRIED, finish
from estafeta.people.actions.cards import new_card, save_card
from estafeta.people.actions.ties import tie
from estafeta.people.models import Affiliation, Guardianship, Person
from estafeta.people.queries import in_force, people_of
from estafeta.workbench.writing import create, journal, locked
from russian.folding import search_key
from russian.names import is_feminine

Names = tuple[str, str, str]


@transaction.atomic
def bring_guardian(*, actor: Actor, child: Person, names: Names, phone: str, changes: Changes) -> Guardianship:
    """Give a child the guardian that a line names; a card of the same name and telephone is taken, else made."""
    row = _bring(actor, child, names, phone, changes)
    journal(actor, "people.add_guardian", child, f"Указан представитель: {row}.", subjects=[row.guardian])
    return row


def _bring(actor: Actor, child: Person, names: Names, phone: str, changes: Changes) -> Guardianship:
    surname, name, patronymic = names
    who = _guardian_here(actor, names, phone) or new_card(
        actor, changes, surname=surname, name=name, patronymic=patronymic, phone=phone
    )
    kinds = {True: Guardianship.Kind.MOTHER, False: Guardianship.Kind.FATHER, None: Guardianship.Kind.OTHER}
    return tie(actor, child, who, kinds[is_feminine(patronymic)], changes)


def _guardian_here(actor: Actor, names: Names, phone: str) -> Person | None:
    """Somebody of the whole name who stands for a child here already, or has the same telephone."""
    same = people_of(actor.organisation).filter(folded=search_key(" ".join(names)))
    found = list(same.exclude(affiliations__kind__in=Affiliation.LEARNERS).distinct()[:3])
    by_phone = [row for row in found if phone and row.phone == phone]
    if by_phone:
        return by_phone[0]
    return found[0] if len(found) == 1 and (not phone or not found[0].phone) else None


@transaction.atomic
def update_from_file(
    *,
    actor: Actor,
    person: Person,
    card: Mapping[str, Any],
    place: Mapping[str, Any],
    guardian: Names | None,
    phone: str,
    today: dt.date,
    changes: Changes,
) -> None:
    """Give a card what a line says. Another class ends the row of the old one yesterday and begins a new one today.

    Another name of a guardian is one more guardian; a telephone alone goes to the one who stands.
    """
    demand("people.change", actor, person)
    row = locked(person)
    save_card(row, changes, **card)
    if place:
        _update_place(actor, row, place, today, changes)
    if guardian is not None or phone:
        stands = Guardianship.objects.filter(in_force(today), child=row).select_related("guardian")
        same = [
            tie.guardian for tie in stands if guardian is None or tie.guardian.folded == search_key(" ".join(guardian))
        ]
        if same:
            save_card(locked(same[0]), changes, **({"phone": phone} if phone else {}))
        elif guardian is not None:
            _bring(actor, row, guardian, phone, changes)
    journal(actor, "people.update_from_file", row, "Дополнена карточка из файла.", after=dict(card))


def _update_place(actor: Actor, person: Person, place: Mapping[str, Any], today: dt.date, changes: Changes) -> None:
    kind = _kind_of(place)
    stands = Affiliation.objects.filter(in_force(today), person=person, kind__in=kind).first()
    values = dict(place)
    if {"experience_total", "experience_teaching"} & set(values):
        values["experience_on"] = today
    if stands is None:
        new = Affiliation(organisation=person.organisation, person=person, kind=kind[0], starts=today, **values)
        changes.made(create(new, actor), "version")
        return
    moves = "unit" in values and stands.unit and values["unit"] != stands.unit
    if not moves:
        changes.save(stands, **values)
        return
    yesterday = max(today - dt.timedelta(days=1), stands.starts or dt.date.min)
    kept = {name: getattr(stands, name) for name in CARRIED} | values
    finish(stands, changes, last_day=yesterday, ending=Affiliation.Ending.MOVED_UP)
    new = Affiliation(organisation=person.organisation, person=person, starts=today, **kept)
    changes.made(create(new, actor), "version")


def _kind_of(place: Mapping[str, Any]) -> tuple[str, ...]:
    """Of which kinds an affiliation has these fields, the likeliest first."""
    if "level" in place:
        return (Affiliation.Kind.STUDENT, Affiliation.Kind.PUPIL)
    if "unit" in place:
        return (Affiliation.Kind.PUPIL, Affiliation.Kind.STUDENT)
    if "workplace" in place:
        return (Affiliation.Kind.PARTNER, Affiliation.Kind.GRADUATE)
    return (Affiliation.Kind.EMPLOYEE, Affiliation.Kind.PARTNER, Affiliation.Kind.GRADUATE)
