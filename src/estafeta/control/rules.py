"""Who may do what here."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import MANAGERS
from estafeta.roadmaps.rules import AGREEING, change_plan


@right("control.remind", "Напоминать организациям могут координатор, руководитель и методист над ними.")
def remind(actor: Actor, target: Any = None) -> bool:
    """Those who agree, at a node that looks at organisations below it."""
    return actor.organisation.is_above and (actor.is_any(AGREEING) or actor.is_over(AGREEING))


@right("control.hand_over", "Передать дела могут куратор, директор и методист.")
def hand_over(actor: Actor, target: Any = None) -> bool:
    """Editors of the organisation itself."""
    return change_plan(actor, None)


@right("control.set_control", "Правила контроля меняют директор, куратор и координатор своей организации.")
def set_control(actor: Actor, target: Any = None) -> bool:
    """Managers of the organisation itself."""
    return actor.is_any(MANAGERS)


@right("control.see_absences", "Отсутствия и замещения видят сотрудники организации.")
def see_absences(actor: Actor, target: Any = None) -> bool:
    """Everybody here; whose deputy one may appoint is asked by the act."""
    return bool(actor.here) and (target is None or target.organisation_id == actor.organisation.pk)
