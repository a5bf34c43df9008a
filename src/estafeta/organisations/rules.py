"""Who may do what in an organisation."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, Role


@right("organisations.enter", "Вы не состоите в этой организации.")
def enter(actor: Actor, target: Any = None) -> bool:
    """Anyone whose role reaches the organisation."""
    return actor.belongs


@right("organisations.change_card", "Карточку организации меняют куратор, директор и вышестоящий координатор.")
def change_card(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here; coordinators above."""
    return actor.is_any({Role.CURATOR, Role.DIRECTOR} | COORDINATORS) or actor.is_over(COORDINATORS)


@right("organisations.manage_members", "Приглашать и менять роли могут куратор, директор и вышестоящий координатор.")
def manage_members(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here; coordinators above."""
    return actor.is_any({Role.CURATOR, Role.DIRECTOR} | COORDINATORS) or actor.is_over(COORDINATORS)
