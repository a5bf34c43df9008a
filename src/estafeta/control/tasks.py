"""Background work of control."""

from __future__ import annotations

import datetime as dt

from estafeta.control.scheduling import escalate_all
from estafeta.core.jobs import task


@task(every=dt.timedelta(hours=24))
def escalate() -> None:
    """Tell directors of what has been late too long."""
    escalate_all()
