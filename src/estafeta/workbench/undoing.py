"""«Отменить»: rows get back the values they had, unless somebody has changed them since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from estafeta.core.journal import plain
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.writing import journal, locked, write
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Undo

Guard = Callable[[list[dict[str, Any]]], None]
GUARDS: list[Guard] = []
CHANGED = "Отменить уже нельзя: после этого запись изменили."


def undo_guard(guard: Guard) -> Guard:
    """Register a room that may refuse to take an act back; it is given the steps and raises Refusal."""
    GUARDS.append(guard)
    return guard


@transaction.atomic
def take_back(*, actor: Actor, undo: Undo) -> None:
    """Give every row of the act its former values and remove the rows it made.

    Refuses when it is taken back already or any row has changed since; only the one who acted may do it.
    """
    if undo.user_id != actor.user.pk or undo.organisation_id != actor.organisation.pk:
        raise Forbidden("Отменить может только тот, кто это сделал.")
    undo = locked(undo)
    if undo.done_at:
        raise Refusal("Это уже отменено.")
    for guard in GUARDS:
        guard(undo.steps)
    for step in reversed(undo.steps):
        restore(actor, step)
    undo.done_at = timezone.now()
    undo.save(update_fields=["done_at", "updated_at"])
    journal(actor, "workbench.take_back", actor.organisation, f"Отменено: {undo.sentence}", after=_subjects(undo.steps))


def _subjects(steps: list[dict[str, Any]]) -> dict[str, list[int]]:
    keys: dict[str, set[int]] = {}
    for step in steps:
        for kind, key in step["about"].items():
            keys.setdefault(kind, set()).add(key)
    return {kind: sorted(found) for kind, found in keys.items()}


def restore(actor: Actor, step: dict[str, Any]) -> None:
    """Give one row its former values, or remove it where the act has made it. Refuses when it was changed since."""
    model = apps.get_model(step["model"])
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=step["pk"]).first()
    if row is None or any(_now(row, name) != value for name, value in step["after"].items()):
        raise Refusal(CHANGED)
    if step["before"] is None:
        row.delete()
        return
    write(row, {_attname(row, name): _value(row, name, kept) for name, kept in step["before"].items()}, actor)


def _now(row: models.Model, name: str) -> Any:
    return plain(getattr(row, _attname(row, name)))


def _attname(row: models.Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "attname", name))


def _value(row: models.Model, name: str, kept: Any) -> Any:
    return row._meta.get_field(name).to_python(kept)  # type: ignore[union-attr] # relations back are never kept
