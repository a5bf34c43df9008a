"""«Отменить»: rows get back the values they had, unless somebody has changed them since."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from estafeta.core.journal import plain
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.writing import journal, locked
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.models import Undo

WORDING = {"roadmaps.measure": "section__roadmap", "roadmaps.section": "roadmap"}
CHANGED = "Отменить уже нельзя: после этого запись изменили."


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
    _demand_writable(undo)
    for step in reversed(undo.steps):
        _restore(step)
    undo.done_at = timezone.now()
    undo.save(update_fields=["done_at", "updated_at"])
    measures = sorted({step["measure"] for step in undo.steps if step["measure"]})
    journal(actor, "take_back", actor.organisation, f"Отменено: {undo.sentence}", after={"measures": measures})


def _demand_writable(undo: Undo) -> None:
    """Refuse where the act changed the wording of a plan that has been sent or approved since."""
    for model, way in WORDING.items():
        keys = [step["pk"] for step in undo.steps if step["model"] == model]
        rows = apps.get_model(model)._default_manager.filter(pk__in=keys)
        if keys and rows.exclude(**{f"{way}__state__in": WRITABLE}).exists():
            raise Refusal("Отменить уже нельзя: карту с тех пор отправили на согласование или утвердили.")


def _restore(step: dict[str, Any]) -> None:
    model = apps.get_model(step["model"])
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=step["pk"]).first()
    if row is None or any(_now(row, name) != value for name, value in step["after"].items()):
        raise Refusal(CHANGED)
    if step["before"] is None:
        row.delete()
        return
    for name, value in step["before"].items():
        field = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(value))
    stamped = ["updated_at"] if hasattr(row, "updated_at") else []
    row.save(update_fields=[*step["before"], *stamped])


def _now(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    return plain(getattr(row, getattr(field, "attname", name)))
