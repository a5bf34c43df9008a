"""Who stands by whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from estafeta.core import writing
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.actions.cards import new_card
from estafeta.people.models import Guardianship, Person, Relation
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked


def tie(actor: Actor, child: Person, guardian: Person, kind: str, changes: writing.Changes) -> Guardianship:
    """Write down a guardian inside a larger act, which writes the journal."""
    demand("people.change", actor, child)
    demand("people.change", actor, guardian)
    row = create(Guardianship(organisation=actor.organisation, child=child, guardian=guardian, kind=kind), actor)
    changes.made(row, "version")
    return row


@transaction.atomic
def add_guardian(*, actor: Actor, child: Person, kind: str, guardian: Person | None = None, **values: Any) -> Undo:
    """Write down who represents a child by law: somebody known here, or a new card of `values`.

    Refuses a guardian of another organisation and one that stands.
    """
    changes = Changes(actor)
    who = guardian if guardian is not None else new_card(actor, changes, **values)
    row = tie(actor, child, who, kind, changes)
    journal(actor, "people.add_guardian", child, f"Указан представитель: {row}.", subjects=[who])
    return changes.undo(actor, "Указан представитель")


@transaction.atomic
def end_guardian(*, actor: Actor, guardianship: Guardianship, today: dt.date) -> Undo:
    """From today on she represents the child no more; what she has signed stays signed."""
    demand("people.change", actor, guardianship)
    row, changes = locked(guardianship), Changes(actor)
    if row.ends is not None:
        raise Refusal("Этот представитель уже снят.")
    changes.save(row, ends=max(today - dt.timedelta(days=1), row.starts or dt.date.min))
    journal(actor, "people.end_guardian", row.child, f"Снят представитель: {row}.", subjects=[row.guardian])
    return changes.undo(actor, "Представитель снят")


@transaction.atomic
def add_relation(
    *, actor: Actor, person: Person, kind: str, other: Person | None = None, unit: str = "", today: dt.date
) -> Undo:
    """Write down a superior, kin, or the class of a class teacher, from today on for a class."""
    demand("people.change", actor, person)
    if other is not None:
        demand("people.change", actor, other)
    starts = today if kind == Relation.Kind.CLASS_TEACHER else None
    place = actor.organisation
    row = Relation(organisation=place, person=person, kind=kind, other=other, unit=unit, starts=starts)
    create(row, actor)
    changes = Changes(actor)
    changes.made(row, "version")
    words = f"Указано: {row.get_kind_display()}{f' {unit}' if unit else ''}"
    journal(actor, "people.add_relation", person, f"{words}.", subjects=[other] if other else [])
    return changes.undo(actor, words)


@transaction.atomic
def end_relation(*, actor: Actor, relation: Relation, today: dt.date) -> Undo:
    """It holds no more, from today on."""
    demand("people.change", actor, relation)
    row, changes = locked(relation), Changes(actor)
    if row.ends is not None:
        raise Refusal("Это уже снято.")
    changes.save(row, ends=max(today - dt.timedelta(days=1), row.starts or dt.date.min))
    words = f"Снято: {row.get_kind_display()}"
    journal(actor, "people.end_relation", row.person, f"{words}.", **changes.sides())
    return changes.undo(actor, words)
