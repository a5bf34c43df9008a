"""Who may change reminders."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, MANAGERS, Role


@right("notifications.read_own", "Вы не состоите в этой организации.")
def read_own(actor: Actor, target: Any = None) -> bool:
    """Everyone reads her own inbox where a role reaches."""
    return actor.belongs


@right("notifications.change_reminders", "Дни напоминаний меняют куратор, директор и координатор.")
def change_reminders(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here."""
    return actor.is_any({Role.CURATOR, Role.DIRECTOR} | COORDINATORS)


@right("notifications.see_letters", "Письма организации видят куратор, директор, координатор и делопроизводитель.")
def see_letters(actor: Actor, target: Any = None) -> bool:
    """Those who keep the organisation, and its clerk, of its own letters."""
    own = target is None or target.organisation_id == actor.organisation.pk
    return own and actor.is_any(MANAGERS | {Role.CLERK})


@right("notifications.send_letters", "Письма отправляют куратор, директор, координатор и делопроизводитель.")
def send_letters(actor: Actor, target: Any = None) -> bool:
    """The same people."""
    return see_letters(actor, target)
