"""Background work of roadmaps."""

from __future__ import annotations

import datetime as dt

from estafeta.core.jobs import task
from estafeta.organisations.scope import tenant_scope
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
