"""Effects that happen once although a body may run twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from estafeta.core.jobs.attempts import CURRENT
from estafeta.core.jobs.models import JobStep


@contextmanager
def once(step: str = "effect") -> Iterator[bool]:
    """Open a transaction for one step of the job; yields False when the step has been done by an earlier attempt.

    The effect and the mark that it is done commit together. Outside a job every call is the first:

        with once("papers") as first:
            if first:
                …
    """
    attempt = CURRENT.get()
    with transaction.atomic():
        yield attempt is None or JobStep.objects.get_or_create(job=attempt.job, name=step)[1]


def message_id(*parts: object, of_job: bool = True) -> str:
    """Return the Message-ID of a letter: the same for the same job and parts, so that a repeated letter is known.

    A mail client shows two letters with one Message-ID as one; parts say which of the job's letters it is. With
    `of_job=False` the parts alone name it, whichever job sends it.
    """
    attempt = CURRENT.get() if of_job else None
    job = f"{attempt.job.pk} {attempt.job.created_at.isoformat()}" if attempt else ""
    digest = hashlib.sha256(repr((settings.SECRET_KEY, job, *map(str, parts))).encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"
