"""Cards: made, changed, their own fields filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from estafeta.core import writing
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.forbidden import check_text
from estafeta.people.models import Affiliation, ExtraField, ExtraValue, Person
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.names import is_feminine

CARD = ("surname", "name", "patronymic", "birth_date", "birth_year", "sex", "phone", "email", "contact", "user")


@transaction.atomic
def add_person(
    *, actor: Actor, affiliation: Mapping[str, Any] | None = None, changes: writing.Changes | None = None, **values: Any
) -> Person:
    """Make a card and perhaps what the person is here: `affiliation` holds the fields of `Affiliation`.

    The sex is told from the patronymic where it is not given. `changes` remembers the rows of a larger act. Nobody is
    looked for: what may be the same person is found by `duplicates` and decided by a person.
    """
    made = changes if changes is not None else Changes(actor)
    row = new_card(actor, made, affiliation, **values)
    journal(actor, "people.add_person", row, f"Внесена карточка: {row.full_name}.", after=_shown(row, CARD))
    return row


def new_card(
    actor: Actor, changes: writing.Changes, affiliation: Mapping[str, Any] | None = None, **values: Any
) -> Person:
    """Make a card inside a larger act, which writes the journal."""
    demand("people.change", actor)
    row = Person(organisation=actor.organisation, **_cleaned(values))
    if not row.sex:
        row.sex = {True: Person.Sex.FEMALE, False: Person.Sex.MALE, None: ""}[is_feminine(row.patronymic)]
    changes.made(create(row, actor), "version")
    if affiliation:
        place = Affiliation(organisation=actor.organisation, person=row, **affiliation)
        changes.made(create(place, actor), "version")
    return row


@transaction.atomic
def enter_person(*, actor: Actor, **values: Any) -> Undo:
    """Make a card by hand, with «Отменить»; its key stands in the first step."""
    changes = Changes(actor)
    add_person(actor=actor, changes=changes, **values)
    return changes.undo(actor, "Внесена карточка")


@transaction.atomic
def change_person(*, actor: Actor, person: Person, version: int | None = None, **values: Any) -> Undo:
    """Change the card. Raises Stale when it was saved since `version`, the one the form was opened with."""
    demand("people.change", actor, person)
    row, changes = _in_use(locked(person, version)), Changes(actor)
    save_card(row, changes, **values)
    journal(actor, "people.change_person", row, f"Изменена карточка: {row.full_name}.", **changes.sides())
    return changes.undo(actor, "Изменена карточка")


def save_card(row: Person, changes: writing.Changes, **values: Any) -> None:
    """Write the fields that differ; a date of birth brings its year."""
    cleaned = _cleaned(values)
    if cleaned.get("birth_date"):
        cleaned["birth_year"] = cleaned["birth_date"].year
    fresh = {name: value for name, value in cleaned.items() if getattr(row, name) != value}
    if fresh:
        changes.save(row, **fresh)


@transaction.atomic
def fill_extras(*, actor: Actor, person: Person, values: Mapping[ExtraField, str]) -> Undo:
    """Fill the organisation's own fields of a card; an empty text clears one. Refuses what is never kept."""
    demand("people.change", actor, person)
    row, changes = _in_use(locked(person)), Changes(actor)
    stand = {value.field_id: value for value in ExtraValue.objects.filter(person=row)}
    for field, text in values.items():
        if field.organisation_id != row.organisation_id:
            raise Refusal(f"Поле «{field}» другой организации.")
        _fill(row, field, check_text(text.strip()), stand.get(field.pk), changes)
    journal(actor, "people.fill_extras", row, f"Заполнены свои поля: {row.full_name}.", **changes.sides())
    return changes.undo(actor, "Заполнены свои поля")


def _fill(person: Person, field: ExtraField, text: str, stands: ExtraValue | None, changes: Changes) -> None:
    if stands is not None and text != stands.text:
        changes.save(stands, text=text)
    elif stands is None and text:
        new = ExtraValue(organisation=person.organisation, person=person, field=field, text=text)
        changes.made(create(new, changes.actor), "version")


def _in_use(row: Person) -> Person:
    if row.merged_into_id is not None:
        raise Refusal("Эта карточка объединена с другой. Откройте ту.")
    return row


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(CARD)
    if unknown:
        raise TypeError(f"not on the card: {sorted(unknown)}")
    cleaned = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()}
    check_text(cleaned.get("contact", ""))
    return cleaned


def _shown(row: Person, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "")}
