"""Who may do what with cards. A target is a card or anything that hangs on one; without one a rule answers for a page.

Cards name children, so nobody above reads them through this room: those above see numbers.
"""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, MANAGERS, REACHING, Role

KEEPERS = MANAGERS | {Role.METHODIST, Role.CLERK}
"""Who keeps the cards of the organisation."""


def is_here(actor: Actor, target: Any) -> bool:
    """True when the target belongs to the organisation in which the person acts (or there is no target yet)."""
    return target is None or getattr(target, "organisation_id", None) == actor.organisation.pk


@right("people.view", "Карточки людей видят куратор, директор, методист, делопроизводитель и проверяющий.")
def view(actor: Actor, target: Any = None) -> bool:
    """Keepers and the auditor of the organisation itself."""
    return is_here(actor, target) and actor.is_any(KEEPERS | {Role.AUDITOR})


@right("people.see_contacts", "Телефоны и почту видят те, кто ведёт карточки: куратор, директор, делопроизводитель.")
def see_contacts(actor: Actor, target: Any = None) -> bool:
    """Keepers of the organisation itself: who may change a card sees it whole."""
    return change(actor, target)


@right("people.change", "Карточки ведут куратор, директор, методист и делопроизводитель.")
def change(actor: Actor, target: Any = None) -> bool:
    """Keepers of the organisation itself."""
    return is_here(actor, target) and actor.is_any(KEEPERS)


@right("people.manage", "Переводы, объединение карточек и свои поля — дело куратора и директора.")
def manage(actor: Actor, target: Any = None) -> bool:
    """Curator, director or coordinator of the organisation itself."""
    return is_here(actor, target) and actor.is_any(MANAGERS)


@right("people.see_looks", "Кто смотрел карточку, видят куратор, директор, проверяющий и сам человек.")
def see_looks(actor: Actor, target: Any = None) -> bool:
    """Those who manage and the auditor here; the person herself."""
    if not is_here(actor, target):
        return False
    own = bool(actor.here) and target is not None and getattr(target, "user_id", None) == actor.user.pk
    return own or actor.is_any(MANAGERS | {Role.AUDITOR})


@right("people.see_numbers", "Сколько людей в базах организаций, видят координатор и руководитель управления.")
def see_numbers(actor: Actor, target: Any = None) -> bool:
    """Roles that reach the organisations below; they see numbers, never names."""
    return actor.organisation.is_above and (actor.is_any(REACHING) or actor.is_over(COORDINATORS))


@right("people.answer_transfer", "На запрос карточки отвечают куратор и директор организации, у которой её просят.")
def answer_transfer(actor: Actor, target: Any = None) -> bool:
    """The target is a request: managers of the holder."""
    return actor.is_any(MANAGERS) and getattr(target, "holder_id", None) == actor.organisation.pk
