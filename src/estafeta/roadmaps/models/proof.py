"""What proves that a measure is done, and what people say about it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.roadmaps.models.due import Due
from estafeta.roadmaps.models.plan import Measure


class Proof(TimeStamped):
    """A file, a link or a note that proves a measure or one of its dues. Files are served only by a ruled view."""

    class Sort(models.TextChoices):
        """What it is."""

        FILE = "file", "Файл"
        LINK = "link", "Ссылка"
        NOTE = "note", "Запись"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="proofs", verbose_name="мероприятие")
    due = models.ForeignKey(Due, models.SET_NULL, null=True, blank=True, related_name="proofs", verbose_name="срок")
    sort = models.CharField("что это", max_length=5, choices=Sort.choices)
    file = models.FileField("файл", upload_to="proofs", max_length=200, blank=True)
    original_name = models.CharField("имя файла", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("размер", default=0)
    url = models.URLField("ссылка", max_length=1000, blank=True)
    text = models.TextField("пояснение", max_length=TEXT_LENGTH, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто добавил")
    removed_at = models.DateTimeField("убрано", null=True, blank=True)

    objects: ClassVar[models.Manager[Proof]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        constraints = [
            models.CheckConstraint(
                condition=(Q(sort="file") & ~Q(file=""))
                | (Q(sort="link") & ~Q(url=""))
                | (Q(sort="note") & ~Q(text="")),
                name="proof_is_not_empty",
                violation_error_message="Приложите файл, ссылку или напишите, чем подтверждается.",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.url or self.text


class Remark(TimeStamped):
    """One line of the conversation about a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="remarks", verbose_name="мероприятие")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("что", max_length=TEXT_LENGTH)

    objects: ClassVar[models.Manager[Remark]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "реплика"
        verbose_name_plural = "обсуждение"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="remark_says_something", violation_error_message="Напишите что-нибудь."
            ),
        ]

    def __str__(self) -> str:
        return self.text
