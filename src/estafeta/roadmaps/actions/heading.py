"""Changing the head of a roadmap: title, period, layout, approval, order."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.guards import demand_writable
from estafeta.roadmaps.models import Roadmap
from estafeta.workbench.writing import Changes, journal, locked

FIELDS = frozenset(
    {
        "title", "starts", "ends", "layout", "approved_post", "approved_name", "approved_date", "approved_text",
        "order_kind", "order_number", "order_date", "order_subject", "territory_note",
    }
)  # fmt: skip


@transaction.atomic
def change_roadmap(*, actor: Actor, roadmap: Roadmap, version: int | None = None, **values: Any) -> None:
    """Change fields of the head (those of `FIELDS` only).

    Refuses an empty title, an end before the start and a stale `version`.
    """
    demand_writable(actor, roadmap)
    if not values.keys() <= FIELDS:
        raise Refusal("Эти сведения карты изменить нельзя.")
    row = locked(roadmap, version)
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    if fresh:
        changes = Changes(actor)
        changes.save(row, **fresh)
        roadmap.refresh_from_db()
        journal(actor, "roadmaps.change_roadmap", roadmap, "Изменены сведения о карте.", **changes.sides())


@transaction.atomic
def record_export(*, actor: Actor, roadmap: Roadmap, name: str) -> None:
    """Write down that the plan left the system as a file."""
    demand("roadmaps.view_plan", actor, roadmap)
    journal(actor, "roadmaps.export_roadmap", roadmap, f"Карта выгружена в файл «{name}».")
