"""Who may do what in an organisation."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from estafeta.core.rights import never_lent, right
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import Trust
from estafeta.organisations.models import Invitation
from estafeta.organisations.roles import COORDINATORS, HEADS, MANAGERS, REACHING, Role


@right("organisations.enter", "Вы не состоите в этой организации.")
def enter(actor: Actor, target: Any = None) -> bool:
    """Anyone whose role reaches the organisation."""
    return actor.belongs


@right("organisations.change_card", "Карточку организации меняют куратор, директор и вышестоящий координатор.")
def change_card(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here; coordinators above."""
    return actor.is_any(MANAGERS) or actor.is_over(COORDINATORS)


@right("organisations.manage_members", "Приглашать и менять роли могут куратор, директор и вышестоящий координатор.")
def manage_members(actor: Actor, target: Any = None) -> bool:
    """Curator, director and coordinator here; coordinators above."""
    return actor.is_any(MANAGERS) or actor.is_over(COORDINATORS)


@right(
    "organisations.grant_role",
    "Руководителя назначает и освобождает сам руководитель или вышестоящий координатор. "
    "Роли, которым видны подведомственные организации, дают координатор и руководитель.",
)
def grant_role(actor: Actor, target: Any = None) -> bool:
    """The target is a role: nobody gives or ends one that is above her own or reaches further."""
    if actor.is_over(COORDINATORS):
        return True
    if target in HEADS:
        return actor.is_any(HEADS)
    if target in REACHING and actor.organisation.is_above:
        return actor.is_any(COORDINATORS | HEADS)
    return actor.is_any(MANAGERS)


@right("organisations.change_kind", "Вид организации меняет вышестоящий координатор.")
def change_kind(actor: Actor, target: Any = None) -> bool:
    """Coordinators above: the kind decides which roles there are and whom they reach."""
    return actor.is_over(COORDINATORS)


@right(
    "organisations.accept_invitation",
    "Приглашение принимает только тот, кому оно отправлено. Войдите под адресом из приглашения.",
)
def accept_invitation(actor: Actor, target: Any = None) -> bool:
    """The target is an invitation: whoever has shown that its address is hers."""
    if not isinstance(target, Invitation):
        return False
    own = EmailAddress.objects.filter(user=actor.user, email__iexact=target.email, verified=True)
    return target.organisation_id == actor.organisation.pk and own.exists()


@right("organisations.see_members", "Список сотрудников видят сотрудники организации и вышестоящий координатор.")
def see_members(actor: Actor, target: Any = None) -> bool:
    """Any role here; coordinators, heads and auditors above."""
    return bool(actor.here) or actor.is_over(COORDINATORS | {Role.DIRECTOR, Role.AUDITOR})


@right("organisations.see_below", "Организации ниже видят координатор, руководитель, методист и проверяющий.")
def see_below(actor: Actor, target: Any = None) -> bool:
    """Roles that reach the organisations below, of an organisation that has any."""
    return actor.organisation.is_above and (actor.is_any(REACHING) or actor.is_over(REACHING))


@right("organisations.add_below", "Добавлять организации может координатор вышестоящей организации.")
def add_below(actor: Actor, target: Any = None) -> bool:
    """Coordinators of an organisation that has others below it."""
    return actor.organisation.is_above and (actor.is_any(COORDINATORS) or actor.is_over(COORDINATORS))


@right("organisations.read_journal", "Журнал читают куратор, директор, координатор и проверяющий.")
def read_journal(actor: Actor, target: Any = None) -> bool:
    """Those who manage and the auditor here; coordinators and auditors above."""
    return actor.is_any(MANAGERS | {Role.AUDITOR}) or actor.is_over(COORDINATORS | {Role.AUDITOR})


@right("organisations.entrust", "Поручает другой организации координатор или руководитель этой.")
def entrust(actor: Actor, target: Any = None) -> bool:
    """Coordinators and heads of a node that has others below it; coordinators above."""
    return actor.organisation.is_above and (actor.is_any(COORDINATORS | HEADS) or actor.is_over(COORDINATORS))


@right("organisations.see_trusts", "Поручения видят те, кто их исполняет: куратор, руководитель и методист центра.")
def see_trusts(actor: Actor, target: Any = None) -> bool:
    """Those to whom something is entrusted by their role in this organisation."""
    return bool(own_trusts(actor))


def own_trusts(actor: Actor) -> tuple[Trust, ...]:
    """What the organisation does for others by this person's hands."""
    rows = [row for row in actor.memberships if row.organisation_id == actor.organisation.pk]
    found = {id(trust): trust for row in rows for trust in getattr(row, "trusts", ())}
    return tuple(found.values())


never_lent("organisations.manage_members", "organisations.grant_role", "organisations.change_kind")
