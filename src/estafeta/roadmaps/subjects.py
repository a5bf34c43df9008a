"""What the plan tells the workbench: which measure a row hangs on, and when an act on a plan can't be taken back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from estafeta.core.refusals import Refusal
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.rules import measure_of
from estafeta.workbench.undoing import undo_guard
from estafeta.workbench.writing import subject

WORDING = {"roadmaps.measure": "section__roadmap", "roadmaps.section": "roadmap"}


@subject("measures")
def measure_of_row(row: models.Model) -> int | None:
    """The measure that the row belongs to."""
    measure = measure_of(row)
    return measure.pk if measure else None


@undo_guard
def wording_is_open(steps: list[dict[str, Any]]) -> None:
    """Refuse where the act changed the wording of a plan that has been sent or approved since."""
    for model, way in WORDING.items():
        keys = [step["pk"] for step in steps if step["model"] == model]
        rows = apps.get_model(model)._default_manager.filter(pk__in=keys)
        if keys and rows.exclude(**{f"{way}__state__in": WRITABLE}).exists():
            raise Refusal("Отменить уже нельзя: карту с тех пор отправили на согласование или утвердили.")
