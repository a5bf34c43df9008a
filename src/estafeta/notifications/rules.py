"""Who may change reminders."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import may, right
from estafeta.notifications.readers import LISTS
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


@right("notifications.write", "Писать письма по списку могут куратор, директор, методист и координатор.")
def write(actor: Actor, target: Any = None) -> bool:
    """Whoever may write from any list; each list asks its own right besides."""
    return any(may(found.right, actor) for found in LISTS.values())


@right("notifications.see_mailing", "Эту рассылку видят её автор, куратор, директор и координатор.")
def see_mailing(actor: Actor, target: Any = None) -> bool:
    """Its author, and those who see all letters of the organisation."""
    return actor.belongs and target is not None and (target.made_by_id == actor.user.pk or see_letters(actor, target))
