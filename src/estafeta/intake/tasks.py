"""Background work of intake."""

from __future__ import annotations

from estafeta.core.jobs import task
from estafeta.intake.actions import TASK, read_load
from estafeta.intake.finding import load_by_id
from estafeta.organisations.scope import tenant_scope


@task(TASK)
def read_load_task(load: int) -> None:
    """Read the file of a load."""
    found = load_by_id(load)
    if found is not None:
        with tenant_scope(found.organisation):
            read_load(load=found)
