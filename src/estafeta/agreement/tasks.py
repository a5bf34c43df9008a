"""Background work of agreement."""

from __future__ import annotations

import datetime as dt

from estafeta.agreement.scheduling import keep_up_all
from estafeta.core.jobs import task


@task(every=dt.timedelta(hours=24))
def keep_up() -> None:
    """Bring approved plans into force when their period begins; ask the facts again about what they have closed."""
    keep_up_all()
