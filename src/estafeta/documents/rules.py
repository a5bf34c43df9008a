"""Who may do what with papers. A target is a paper; without one a rule answers for the page.

Papers name people, so nobody above reads them through this room: what those above need they get by letter.
"""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.documents.models import Acquaintance, Document
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import EDITORS, MANAGERS, Role


def is_here(actor: Actor, target: Any) -> bool:
    """True when the target belongs to the organisation in which the person acts (or there is no target yet)."""
    document = target.document if isinstance(target, Acquaintance) else target
    return not isinstance(document, Document) or document.organisation_id == actor.organisation.pk


@right("documents.view", "Реестр документов видят куратор, директор, методист, делопроизводитель и проверяющий.")
def view(actor: Actor, target: Any = None) -> bool:
    """Editors, clerk and auditor of the organisation itself."""
    return is_here(actor, target) and actor.is_any(EDITORS | {Role.CLERK, Role.AUDITOR})


@right("documents.read", "Бумагу видят те, кто ведёт документы, и те, кого с ней знакомят.")
def read(actor: Actor, target: Any = None) -> bool:
    """Those who see the register, and whoever stands in the list of acquaintance of a registered paper."""
    if view(actor, target):
        return True
    if not isinstance(target, Document):
        return bool(actor.here)
    if not is_here(actor, target) or target.is_open or not actor.here:
        return False
    return any(row.user_id == actor.user.pk for row in target.acquaintances.all())


@right("documents.draft", "Готовить документы могут куратор, директор, методист и делопроизводитель.")
def draft(actor: Actor, target: Any = None) -> bool:
    """Editors and clerk of the organisation itself."""
    return is_here(actor, target) and actor.is_any(EDITORS | {Role.CLERK})


@right("documents.register", "Номер и дату документа вносит делопроизводитель, директор или куратор.")
def register(actor: Actor, target: Any = None) -> bool:
    """Clerk and managers of the organisation itself."""
    return is_here(actor, target) and actor.is_any(MANAGERS | {Role.CLERK})


@right("documents.keep_templates", "Свои шаблоны загружает делопроизводитель, директор или куратор.")
def keep_templates(actor: Actor, target: Any = None) -> bool:
    """Those who register."""
    return register(actor, None)


@right("documents.acquaint", "Отметить ознакомление может сам сотрудник или тот, кто ведёт документы.")
def acquaint(actor: Actor, target: Any = None) -> bool:
    """The person herself, or those who register."""
    if register(actor, target):
        return True
    if not isinstance(target, Acquaintance):
        return bool(actor.here)
    return is_here(actor, target) and bool(actor.here) and target.user_id == actor.user.pk
