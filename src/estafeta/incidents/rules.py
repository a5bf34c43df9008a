"""Who may do what with incidents."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, MANAGERS, Role

SEE_ALL = MANAGERS | {Role.AUDITOR}


def sees_all(actor: Actor) -> bool:
    """True for whoever sees every incident of the organisation, not only those that she reported."""
    return actor.is_any(SEE_ALL) or actor.is_over(COORDINATORS)


@right("incidents.view", "Инцидент видят руководитель, куратор, проверяющий, координатор выше и тот, кто сообщил.")
def view(actor: Actor, target: Any = None) -> bool:
    """Without a target: whoever belongs here, for everybody sees what she has reported."""
    if target is None:
        return actor.belongs
    here = target.organisation_id == actor.organisation.pk
    return here and (sees_all(actor) or target.made_by_id == actor.user.pk)


@right("incidents.report", "Об инциденте сообщает сотрудник организации.")
def report(actor: Actor, target: Any = None) -> bool:
    """Anybody with a role here: who finds it does not look for a superior first."""
    return bool(actor.here)


@right("incidents.lead", "Инцидент ведут руководитель и куратор организации.")
def lead(actor: Actor, target: Any = None) -> bool:
    """Those who manage the organisation itself."""
    return actor.is_any(MANAGERS) and (target is None or target.organisation_id == actor.organisation.pk)
