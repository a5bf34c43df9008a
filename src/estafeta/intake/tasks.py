"""Background work of intake."""

from __future__ import annotations

from estafeta.core.jobs import task
from estafeta.intake import actions
from estafeta.intake.finding import load_by_id
from estafeta.organisations.scope import tenant_scope


@task()
def read_load(load: int) -> None:
    """Read the file of a load."""
    found = load_by_id(load)
    if found is not None:
        with tenant_scope(found.organisation):
            actions.read_load(load=found)
