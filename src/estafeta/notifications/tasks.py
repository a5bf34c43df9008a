"""Background work of notifications."""

from __future__ import annotations

import datetime as dt
import logging

from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.jobs import task
from estafeta.notifications import sending
from estafeta.notifications.digests import due_now, write_digest
from estafeta.notifications.releasing import release

log = logging.getLogger("estafeta.notifications")


@task(every=dt.timedelta(minutes=10))
def send_digests() -> None:
    """Write every letter of the day whose hour has come; one that cannot be written stops no other."""
    places = due_now(timezone.now())
    for user in User.objects.filter(pk__in=places).order_by("pk"):
        try:
            write_digest(user=user, places=places[user.pk])
        except Exception:
            log.exception("The letter of the day of user %s could not be written", user.pk)


@task()
def send_letter(letter: int) -> None:
    """Bring one letter to the mail server."""
    sending.send(letter, timezone.now())


@task()
def release_mailing(mailing: int) -> None:
    """Let the letters of a mailing go."""
    release(mailing, timezone.now())


@task(every=dt.timedelta(hours=24))
def forget_letters() -> None:
    """Empty and delete what has served."""
    sending.forget(timezone.now())
