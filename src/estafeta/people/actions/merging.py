"""Two cards become one, or are said to be two people."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models, transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.lifecycle import LIKENESS
from estafeta.people.models import Likeness, Person
from estafeta.people.pointing import rows_at
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step

TAKEN = ("surname", "name", "patronymic", "birth_date", "birth_year", "sex", "phone", "email", "contact", "user")
"""What the card that stays may take from the other; where it has nothing it takes that anyway."""


@transaction.atomic
def merge_cards(*, actor: Actor, keep: Person, other: Person, take: Collection[str] = ()) -> Undo:
    """Make one card of two: `keep` stays, gets the fields named in `take` and all that hangs on the other.

    What would stand twice (the same class, the same guardian) stays with the card that goes. Refuses cards of two
    organisations and one that was merged already.
    """
    demand("people.manage", actor, keep)
    demand("people.manage", actor, other)
    if keep.pk == other.pk:
        raise Refusal("Это одна и та же карточка.")
    first, second = (locked(row) for row in sorted((keep, other), key=lambda row: row.pk))
    stays, goes = (first, second) if first.pk == keep.pk else (second, first)
    if stays.merged_into_id is not None or goes.merged_into_id is not None:
        raise Refusal("Одна из карточек уже объединена. Откройте список похожих ещё раз.")
    changes = Changes(actor)
    changes.save(goes, merged_into=stays)
    values = {
        name: getattr(goes, name) for name in TAKEN
        if getattr(goes, name) not in ("", None) and (name in take or getattr(stays, name) in ("", None))
    }  # fmt: skip
    if values:
        changes.save(stays, **values)
    for row, name in list(rows_at(goes)):
        _move(row, name, stays, changes)
    _decide(actor, stays, goes, changes)
    journal(actor, "people.merge_cards", stays, f"Объединены карточки: {stays.full_name} и {goes.full_name}.",
            subjects=[goes])  # fmt: skip
    return changes.undo(actor, "Карточки объединены")


def _move(row: models.Model, name: str, stays: Person, changes: Changes) -> None:
    """Hang a row on the card that stays, unless the like of it hangs there already."""
    try:
        with transaction.atomic():
            changes.save(row, **{name: stays})
    except Refusal:
        return


def _decide(actor: Actor, stays: Person, goes: Person, changes: Changes) -> None:
    one, two = sorted((stays, goes), key=lambda row: row.pk)
    row = Likeness.objects.filter(first=one, second=two).first()
    if row is None:
        row = create(Likeness(organisation=actor.organisation, first=one, second=two, weight=100))
    take_step(row, LIKENESS, "merge", actor=actor, changes=changes, values={"decided_by": actor.user})


@transaction.atomic
def part_cards(*, actor: Actor, likeness: Likeness) -> Undo:
    """Say that two cards are two people: they are not shown as alike again."""
    changes = Changes(actor)
    row = take_step(likeness, LIKENESS, "part", actor=actor, changes=changes, values={"decided_by": actor.user})
    words = "Это разные люди"
    journal(actor, "people.part_cards", row.first, f"{words}: {row.first.full_name} и {row.second.full_name}.",
            subjects=[row.second])  # fmt: skip
    return changes.undo(actor, words)


@transaction.atomic
def compare_cards(*, actor: Actor, person: Person, other: Person) -> Likeness:
    """Lay two cards side by side because a person thinks that they are one; nothing is merged yet."""
    demand("people.manage", actor, person)
    demand("people.manage", actor, other)
    one, two = sorted((person, other), key=lambda row: row.pk)
    row = Likeness.objects.filter(first=one, second=two).first()
    if row is None:
        row = create(
            Likeness(organisation=actor.organisation, first=one, second=two, weight=100, reasons="так решил человек")
        )
        journal(actor, "people.compare_cards", one, f"Сравниваются карточки: {one.full_name} и {two.full_name}.",
                subjects=[two])  # fmt: skip
    return row
