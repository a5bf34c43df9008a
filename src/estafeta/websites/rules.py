"""Who may have pages opened."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import Role


@right("websites.check", "Страницу сайта проверяют сотрудники организации.")
def check(actor: Actor, target: Any = None) -> bool:
    """Any role here but the auditor's: a page of one's own site is open to everybody anyway."""
    return bool(actor.here - {Role.AUDITOR})
