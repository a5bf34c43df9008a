"""Background work of accounts."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from estafeta.accounts.lockout import forget_old
from estafeta.core.jobs import task


@task(every=dt.timedelta(days=1))
def forget_tries() -> None:
    """Remove counts of wrong passwords that bind nobody any more."""
    forget_old(timezone.now())
