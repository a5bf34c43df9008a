"""Acts that change nothing but are written down."""

from __future__ import annotations

from django.db import transaction

from estafeta.agreement.models import Revision
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import journal


@transaction.atomic
def record_scan_view(*, actor: Actor, edition: Revision) -> None:
    """Write down that somebody opened the signed document."""
    demand("roadmaps.view_plan", actor, edition)
    journal(
        actor, "agreement.view_scan", edition.roadmap, f"Открыт подписанный документ ({edition}): {edition.scan_name}."
    )
