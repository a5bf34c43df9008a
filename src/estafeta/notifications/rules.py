"""Who may change reminders."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, Role


@right("notifications.read_own", "Вы не состоите в этой организации.")
def read_own(actor: Actor, target: Any = None) -> bool:
    """Everyone reads her own inbox where a role reaches."""
    return actor.belongs


@right("notifications.change_reminders", "Дни напоминаний меняют куратор, директор и координатор.")
def change_reminders(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here."""
    return actor.is_any({Role.CURATOR, Role.DIRECTOR} | COORDINATORS)
