"""The base of every model and the journal; the rows of background jobs stand in `core.jobs.models`."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from estafeta.core.jobs.models import Job, JobStep, Worker
from estafeta.core.scoping import scoped

__all__ = ["TEXT_LENGTH", "Job", "JobStep", "JournalLine", "TimeStamped", "Versioned", "Worker"]

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


class JournalLine(models.Model):
    """Who did what to what, before and after. Append-only: the database itself refuses changes."""

    at = models.DateTimeField("когда", auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    tenant = models.CharField("путь организации", max_length=200, blank=True)
    verb = models.CharField("действие", max_length=80)
    target_type = models.CharField("вид предмета", max_length=80)
    target_id = models.BigIntegerField("номер предмета", null=True)
    sentence = models.TextField("словами")
    before = models.JSONField("было", default=dict)
    after = models.JSONField("стало", default=dict)

    objects: ClassVar[models.Manager[JournalLine]] = scoped("tenant__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        indexes = [models.Index(fields=["tenant", "at"]), models.Index(fields=["target_type", "target_id"])]

    def __str__(self) -> str:
        return self.sentence
