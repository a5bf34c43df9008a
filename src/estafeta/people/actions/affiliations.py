"""What a person is here: begun, mended, ended, begun again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from estafeta.core import writing
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.models import Affiliation, Person
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked


@transaction.atomic
def add_affiliation(*, actor: Actor, person: Person, **values: Any) -> Undo:
    """Say what a person also is here. Refuses what is open already."""
    demand("people.change", actor, person)
    row = create(Affiliation(organisation=actor.organisation, person=locked(person), **values), actor)
    changes = Changes(actor)
    changes.made(row, "version")
    words = f"Добавлено: {row.words}"
    journal(actor, "people.add_affiliation", person, f"{words}.", after=_sides(row))
    return changes.undo(actor, words)


@transaction.atomic
def change_affiliation(*, actor: Actor, affiliation: Affiliation, version: int | None = None, **values: Any) -> Undo:
    """Mend what was written down; another class or post is `end_affiliation` and a new one, so that the past stays."""
    demand("people.change", actor, affiliation)
    row, changes = locked(affiliation, version), Changes(actor)
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    if fresh:
        changes.save(row, **fresh)
    words = f"Исправлено: {row.words}"
    journal(actor, "people.change_affiliation", row.person, f"{words}.", **changes.sides())
    return changes.undo(actor, words)


@transaction.atomic
def end_affiliation(*, actor: Actor, affiliation: Affiliation, last_day: dt.date, ending: str, note: str = "") -> Undo:
    """Write down the last day and the reason. Refuses what has an end already."""
    demand("people.change", actor, affiliation)
    row, changes = locked(affiliation), Changes(actor)
    finish(row, changes, last_day=last_day, ending=ending, note=note)
    words = f"Закончилось: {row.words}, {row.get_ending_display()}"
    journal(actor, "people.end_affiliation", row.person, f"{words}.", **changes.sides())
    return changes.undo(actor, words)


@transaction.atomic
def reopen_affiliation(*, actor: Actor, affiliation: Affiliation, starts: dt.date) -> Undo:
    """Let a person return to what she was: a new row from the day on, the old one stays as it ended."""
    demand("people.change", actor, affiliation)
    old = locked(affiliation)
    if old.ends is None or old.ends >= starts:
        raise Refusal("Вернуть можно со дня после того, как человек выбыл.")
    values = {name: getattr(old, name) for name in CARRIED}
    row = create(Affiliation(organisation=actor.organisation, person=old.person, starts=starts, **values), actor)
    changes = Changes(actor)
    changes.made(row, "version")
    words = f"Снова здесь: {row.words}"
    journal(actor, "people.reopen_affiliation", row.person, f"{words}.", after=_sides(row))
    return changes.undo(actor, words)


CARRIED = (
    "kind", "unit", "level", "workplace", "post", "subject", "experience_total", "experience_teaching",
    "experience_on", "category", "education",
)  # fmt: skip
"""What a person takes along from one row to the next."""


def finish(row: Affiliation, changes: writing.Changes, *, last_day: dt.date, ending: str, note: str = "") -> None:
    """Write the end of an affiliation into a larger act."""
    if row.ends is not None:
        raise Refusal(f"Это уже закончилось {row.ends:%d.%m.%Y}.")
    if not ending:
        raise Refusal("Укажите, почему закончилось.")
    changes.save(row, ends=last_day, ending=ending, ending_note=note)


def _sides(row: Affiliation) -> dict[str, Any]:
    names = ("kind", "unit", "post", "workplace", "starts")
    return {name: value for name in names if (value := getattr(row, name)) not in (None, "")}
