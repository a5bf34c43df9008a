"""The base of every model; rows of jobs stand in `core.jobs.models`, those of the journal in `core.journal`."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from estafeta.core.jobs.models import Job, JobStep, Worker
from estafeta.core.journal.keys import Erasure, SubjectKey
from estafeta.core.journal.models import JournalLine, JournalMention

__all__ = [
    "TEXT_LENGTH",
    "Erasure",
    "Job",
    "JobStep",
    "JournalLine",
    "JournalMention",
    "SubjectKey",
    "TimeStamped",
    "Versioned",
    "Worker",
]

TEXT_LENGTH = 4_000
"""The longest text that a person writes in one field, in characters: two pages."""


class TimeStamped(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField("создано", auto_now_add=True)
    updated_at = models.DateTimeField("изменено", auto_now=True)

    class Meta:
        abstract = True


class Versioned(TimeStamped):
    """A row that several people may edit: every write through `core.writing` gives it its next version.

    A form carries the version it was opened with; what was saved since is shown beside what was typed, never lost.
    """

    version = models.PositiveIntegerField("версия", default=1, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="кто изменил",
    )

    class Meta:
        abstract = True
