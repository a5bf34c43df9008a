"""Acts that change nothing but are written down."""

from __future__ import annotations

from django.db import transaction

from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.writing import journal
from estafeta.roadmaps.models import Revision


@transaction.atomic
def record_scan_view(*, actor: Actor, edition: Revision) -> None:
    """Write down that somebody opened the signed document."""
    demand("roadmaps.view_plan", actor, edition)
    journal(actor, "view_scan", edition.roadmap, f"Открыт подписанный документ ({edition}): {edition.scan_name}.")
