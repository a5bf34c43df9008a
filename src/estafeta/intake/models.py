"""A file on its way to become a roadmap."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import Job, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models.plan import Roadmap


class Load(Versioned):
    """A file that was dropped, what was read of it (`draft`, editable), and what became of it. The file is kept."""

    class State(models.TextChoices):
        """Where a load stands; see `lifecycle.LOAD`."""

        WAITING = "waiting", "Ждёт очереди"
        READING = "reading", "Читается"
        READ = "read", "Прочитано, ждёт проверки"
        REFUSED = "refused", "Не прочитано"
        CONFIRMED = "confirmed", "Карта создана"
        UNDONE = "undone", "Загрузка отменена"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="loads", verbose_name="организация")
    file = models.FileField("файл", upload_to="loads", max_length=200)
    file_name = models.CharField("имя файла", max_length=255)
    sha256 = models.CharField("отпечаток", max_length=64)
    size = models.PositiveBigIntegerField("размер")
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.WAITING)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name="чтение")
    draft = models.JSONField("прочитанное", default=dict, blank=True)
    corrections = models.PositiveIntegerField("исправлений", default=0)
    refusal = models.TextField("почему не прочитано", blank=True)
    roadmap = models.ForeignKey(
        Roadmap, models.SET_NULL, null=True, blank=True, related_name="loads", verbose_name="карта"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил")
    confirmed_at = models.DateTimeField("подтверждено", null=True, blank=True)
    undone_at = models.DateTimeField("отменено", null=True, blank=True)

    objects: ClassVar[models.Manager[Load]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "загрузка"
        verbose_name_plural = "загрузки"
        indexes = [models.Index(fields=["organisation", "sha256"], name="load_same_file")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal=""),
                name="load_refused_has_reason",
                violation_error_message="У непрочитанного файла есть причина.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_unread(self) -> bool:
        """True until the file has been read or refused: it waits, is being read, or its reading broke off."""
        return self.state in (self.State.WAITING, self.State.READING)

    @property
    def is_broken_off(self) -> bool:
        """True where the file will not be read unless somebody asks for it again."""
        return self.is_unread and (self.job is None or not self.job.is_open)
