"""Who may do what in an organisation."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, MANAGERS, REACHING, Role


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
