"""What came of opening a page on an organisation's site."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from estafeta.core.models import TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class SiteCheck(TimeStamped):
    """A page that a person asked to be opened: whether it answers and whether it speaks of mentoring."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    url = models.URLField("адрес", max_length=1000)
    opens = models.BooleanField("открывается")
    has_words = models.BooleanField("говорит о наставничестве")
    sentence = models.TextField("что получилось")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто проверил")

    objects: ClassVar[models.Manager[SiteCheck]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "проверка страницы"
        verbose_name_plural = "проверки страниц"
        indexes = [models.Index(fields=["organisation", "-id"], name="site_check_last")]

    def __str__(self) -> str:
        return f"{self.url}: {self.sentence}"
