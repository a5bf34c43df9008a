"""The organisation's own fields."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.people.forbidden import check_label
from estafeta.people.models import ExtraField, ExtraValue
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked

MOST = 30


@transaction.atomic
def add_field(*, actor: Actor, **values: Any) -> ExtraField:
    """Add a field to the cards. Refuses what is never kept of a person, a choice without lines, more than 30."""
    demand("people.manage", actor)
    if ExtraField.objects.filter(organisation=actor.organisation, in_use=True).count() >= MOST:
        raise Refusal(f"Своих полей уже {MOST}. Уберите те, что не нужны: лишнее о людях не собирают.")
    row = ExtraField(organisation=actor.organisation, **values)
    _check(row)
    create(row, actor)
    journal(actor, "people.add_field", row, f"Добавлено поле «{row}».", after={"label": row.label, "sort": row.sort})
    return row


@transaction.atomic
def change_field(*, actor: Actor, field: ExtraField, version: int | None = None, **values: Any) -> Undo:
    """Change a field. Refuses another sort once something stands in it, and what is never kept of a person."""
    demand("people.manage", actor, field)
    row, changes = locked(field, version), Changes(actor)
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    if "sort" in fresh and ExtraValue.objects.filter(field=row).exists():
        raise Refusal("Поле уже заполняли: его вид не меняют. Заведите новое поле.")
    _check(ExtraField(**{name: getattr(row, name) for name in ("label", "sort", "options", "purpose")} | fresh))
    if fresh:
        changes.save(row, **fresh)
    journal(actor, "people.change_field", row, f"Изменено поле «{row}».", **changes.sides())
    return changes.undo(actor, f"Изменено поле «{row}»")


def _check(row: ExtraField) -> None:
    check_label(row.label, row.options, row.purpose)
    if row.sort == ExtraField.Sort.CHOICE and len(row.lines) < 2:
        raise Refusal("Для списка нужны хотя бы два варианта, каждый с новой строки.")
