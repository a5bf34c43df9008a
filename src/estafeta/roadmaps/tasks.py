"""Background work of roadmaps."""

from __future__ import annotations

import datetime as dt

from estafeta.core.jobs import task
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.agreement.scheduling import keep_up_all
from estafeta.roadmaps.control.scheduling import escalate_all
from estafeta.roadmaps.loads.actions import TASK, read_load
from estafeta.roadmaps.loads.finding import load_by_id


@task(TASK)
def read_load_task(load: int) -> None:
    """Read the file of a load."""
    found = load_by_id(load)
    if found is not None:
        with tenant_scope(found.organisation):
            read_load(load=found)


@task("roadmaps.escalate", every=dt.timedelta(hours=24))
def escalate_task() -> None:
    """Tell directors of what has been late too long."""
    escalate_all()


@task("roadmaps.keep_up", every=dt.timedelta(hours=24))
def keep_up_task() -> None:
    """Bring approved plans into force when their period begins; ask the facts again about what they have closed."""
    keep_up_all()
