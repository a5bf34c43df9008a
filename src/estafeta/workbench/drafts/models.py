"""A piece of work that is not finished."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models

from estafeta.core.models import Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation

KEPT = dt.timedelta(days=30)
"""How long a draft waits after it was last touched."""


class Draft(Versioned):
    """What a person has begun and not finished; it is hers alone. `data` is JSON whose shape the kind knows.

    `kind` is a key of `registry.KINDS`, `step` where she left off, `title` what she sees in the list.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="чей")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("что это", max_length=60)
    title = models.CharField("название", max_length=255)
    step = models.CharField("шаг", max_length=40, blank=True)
    data = models.JSONField("введённое", default=dict)

    objects: ClassVar[models.Manager[Draft]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = "начатое"
        verbose_name_plural = "начатое"
        indexes = [models.Index(fields=["organisation", "owner", "kind"], name="draft_of_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_until(self) -> dt.datetime:
        """When it is forgotten, if nobody touches it."""
        return self.updated_at + KEPT
