"""Who may do what here."""

from __future__ import annotations

from typing import Any

from estafeta.cascade.models import Offer
from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS
from estafeta.roadmaps.rules import change_plan


@right("cascade.address_measures", "Рассылать мероприятия могут те, кто ведёт карту вышестоящей организации.")
def address_measures(actor: Actor, target: Any = None) -> bool:
    """Editors of a node that looks at organisations below it."""
    return actor.organisation.is_above and change_plan(actor, target)


@right("cascade.answer_offer", "Принять или отклонить предложение сверху могут куратор, директор и методист.")
def answer_offer(actor: Actor, target: Any = None) -> bool:
    """Editors of the organisation to which it is offered."""
    if isinstance(target, Offer) and target.organisation_id != actor.organisation.pk:
        return False
    return actor.is_any(EDITORS)
