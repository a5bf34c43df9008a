"""Background work of notifications."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from estafeta.core.jobs import task
from estafeta.notifications.actions import send_digest
from estafeta.notifications.queries import unsent_today


@task(every=dt.timedelta(minutes=10))
def send_digests() -> None:
    """Send every letter of the day whose hour has come."""
    now = timezone.now()
    for user in unsent_today(today=timezone.localtime(now).date()).iterator():
        send_digest(user=user, now=now)
