"""The rows of background work: jobs, their once-only steps, and the workers that have been seen."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.scoping import scoped


class Job(models.Model):
    """One piece of background work, the same row whichever queue brings it to a worker.

    A job that a person has started carries her, the path of her organisation and a title: it has a page. Others
    (periodic ones) carry none and are seen by nobody. `attempts` only grows: together with the number of the row it
    names one attempt, and a worker writes only over its own attempt.
    """

    class State(models.TextChoices):
        """Where a job stands."""

        WAITING = "waiting", "ждёт"
        RUNNING = "running", "идёт"
        DONE = "done", "готово"
        FAILED = "failed", "не получилось"
        CANCELLED = "cancelled", "отменено"

    task = models.CharField("задание", max_length=100)
    payload = models.JSONField("данные", default=dict)
    key = models.CharField("ключ от повтора", max_length=200, blank=True)
    slot = models.BigIntegerField("очередной раз периодического задания", null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="кто")
    tenant = models.CharField("путь организации", max_length=200, blank=True)
    title = models.CharField("что делается", max_length=300, blank=True)

    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField("не раньше", null=True)
    ticket = models.BigIntegerField("номер попытки в очереди procrastinate", null=True, unique=True)
    worker = models.CharField("исполнитель", max_length=80, blank=True)
    attempts = models.PositiveIntegerField("попыток", default=0)
    allowed = models.PositiveIntegerField("попыток не больше", default=3)
    beat = models.PositiveIntegerField("сколько раз дал знать о себе", default=0)
    cancel_asked = models.BooleanField("просят остановить", default=False)

    done = models.PositiveIntegerField("сделано", default=0)
    total = models.PositiveIntegerField("из скольких", default=0)
    sentence = models.CharField("что сейчас", max_length=300, blank=True)
    result = models.TextField("что вышло", blank=True)
    result_url = models.CharField("где посмотреть", max_length=500, blank=True)
    problem = models.TextField("почему не получилось", blank=True)
    error = models.TextField("подробности для того, кто обслуживает", blank=True)

    created_at = models.DateTimeField("создано", auto_now_add=True)
    started_at = models.DateTimeField("начато", null=True)
    finished_at = models.DateTimeField("закончено", null=True)

    objects: ClassVar[models.Manager[Job]] = scoped("tenant__startswith")
    queue: ClassVar[models.Manager[Job]] = models.Manager()  # every tenant's: for `core.jobs` alone

    class Meta:
        verbose_name = "задание"
        verbose_name_plural = "задания"
        indexes = [
            models.Index(fields=["state", "id"]),
            models.Index(fields=["tenant", "user", "-id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "key"],
                condition=Q(state__in=["waiting", "running"]) & ~Q(key=""),
                name="one_open_job_per_key",
            ),
            models.UniqueConstraint(fields=["task", "slot"], name="one_job_per_tick"),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.task} {self.key}".strip()

    @property
    def is_open(self) -> bool:
        """True until the job has ended, well or badly."""
        return self.state in (self.State.WAITING, self.State.RUNNING)


class JobStep(models.Model):
    """A step of a job whose effect is in the database: written with the effect in one transaction, see `once`."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="steps", verbose_name="задание")
    name = models.CharField("шаг", max_length=100)

    class Meta:
        verbose_name = "сделанный шаг задания"
        verbose_name_plural = "сделанные шаги заданий"
        constraints = [models.UniqueConstraint(fields=["job", "name"], name="one_effect_per_step")]

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that takes jobs, and when it was last seen alive."""

    name = models.CharField("исполнитель", max_length=80, unique=True)
    seen_at = models.DateTimeField("дал знать о себе")

    class Meta:
        verbose_name = "исполнитель"
        verbose_name_plural = "исполнители"

    def __str__(self) -> str:
        return self.name
