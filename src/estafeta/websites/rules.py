"""Who may have pages opened."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import serves_others
from estafeta.organisations.roles import EDITORS, Role


@right("websites.check", "Страницу сайта проверяют сотрудники организации.")
def check(actor: Actor, target: Any = None) -> bool:
    """Any role here but the auditor's: a page of one's own site is open to everybody anyway."""
    return bool(actor.here - {Role.AUDITOR})


@right("websites.check_below", "Сайты организаций ниже проверяют координатор, куратор, руководитель и методист.")
def check_below(actor: Actor, target: Any = None) -> bool:
    """Editors of a node that serves others; the sites are open to everybody anyway."""
    return serves_others(actor.organisation) and actor.is_any(EDITORS)
