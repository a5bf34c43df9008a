"""Who may do what here."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.rules import change_plan


@right(
    "intake.manage_loads",
    "Загружать дорожные карты могут куратор, директор и методист; координатор — карту своего уровня.",
)
def manage_loads(actor: Actor, target: Any = None) -> bool:
    """Those who may change the plan."""
    return change_plan(actor, None)
