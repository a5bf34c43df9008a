"""Who may see and change norms."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS, Role


@right("packs.view", "Нормы видят куратор, директор, методист, координатор и проверяющий.")
def view(actor: Actor, target: Any = None) -> bool:
    """Editors and auditors of the organisation itself."""
    return actor.is_any(EDITORS | {Role.AUDITOR})


@right("packs.change", "Нормы своей организации меняют куратор, директор, методист и координатор.")
def change(actor: Actor, target: Any = None) -> bool:
    """Editors of the organisation itself; what they change holds there and below."""
    organisation = getattr(target, "organisation_id", actor.organisation.pk)
    return actor.is_any(EDITORS) and organisation == actor.organisation.pk
