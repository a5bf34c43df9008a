"""The base of every model, the journal and the queue of background jobs."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.scoping import scoped


class TimeStamped(models.Model):
    """A row that knows when it was made and last changed."""

    created_at = models.DateTimeField("создано", auto_now_add=True)
    updated_at = models.DateTimeField("изменено", auto_now=True)

    class Meta:
        abstract = True


class JournalLine(models.Model):
    """Who did what to what, before and after. Append-only: the database itself refuses changes."""

    at = models.DateTimeField("когда", auto_now_add=True, db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    tenant = models.CharField("путь организации", max_length=200, blank=True, db_index=True)
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
        indexes = [models.Index(fields=["target_type", "target_id"])]

    def __str__(self) -> str:
        return self.sentence


class Job(models.Model):
    """One piece of background work. A worker takes it on a lease; a killed worker's job is taken over."""

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting", "ждёт"
        RUNNING = "running", "идёт"
        DONE = "done", "готово"
        FAILED = "failed", "не удалось"

    task = models.CharField("задание", max_length=100)
    payload = models.JSONField("данные", default=dict)
    key = models.CharField("ключ от повтора", max_length=200, blank=True)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField("не раньше", db_index=True)
    lease_until = models.DateTimeField("взято до", null=True)
    worker = models.CharField("исполнитель", max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField("попытки", default=0)
    error = models.TextField("ошибка", blank=True)
    created_at = models.DateTimeField("создано", auto_now_add=True)
    finished_at = models.DateTimeField("закончено", null=True)

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        indexes = [models.Index(fields=["state", "run_after"])]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(key=""),
                name="one_open_job_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.key}".strip()
