"""What «Отменить» would give back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from estafeta.core.models import TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class Undo(TimeStamped):
    """An act that can be taken back: rows with their values before and after it.

    `steps` is a list of {"model": label, "pk": id, "measure": id of the measure it is about, "before": {field: value},
    "after": {field: value}}; `before` is None for a row that the act made.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    sentence = models.TextField("что сделано")
    steps = models.JSONField("шаги", default=list)
    done_at = models.DateTimeField("отменено", null=True, blank=True)

    objects: ClassVar[models.Manager[Undo]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "отмена"
        verbose_name_plural = "отмены"

    def __str__(self) -> str:
        return self.sentence
