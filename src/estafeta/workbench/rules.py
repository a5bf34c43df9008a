"""Who may do what at any page."""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor


@right("workbench.own_job", "Остановить или повторить работу может только тот, кто её начал.")
def own_job(actor: Actor, job: Any) -> bool:
    """Ask whether the person has started the job."""
    return actor.belongs and job is not None and job.user_id == actor.user.pk
