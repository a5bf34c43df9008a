"""Who may do what here."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.rules import view_overview


@right(
    "agreement.view_agreements",
    "Что пришло на согласование, видят координатор, руководитель и методист вышестоящей организации.",
)
def view_agreements(actor: Actor, target: Any = None) -> bool:
    """Those who agree, and auditors, of a node that looks at organisations below it."""
    return view_overview(actor, target)
