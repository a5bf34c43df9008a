"""Two cards that may be one person, until somebody decides."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from estafeta.core.models import TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.people.models.person import Person


class Likeness(TimeStamped):
    """Two cards are alike: `weight` from 0 to 100, `reasons` in words. A person decides; nothing is merged by itself.

    The card with the lesser number is `first`, so that a pair stands once.
    """

    class State(models.TextChoices):
        """See `lifecycle.LIKENESS`."""

        OPEN = "open", "решить"
        APART = "apart", "разные люди"
        MERGED = "merged", "объединены"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="первая карточка")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="вторая карточка")
    weight = models.PositiveSmallIntegerField("сходство")
    reasons = models.CharField("почему", max_length=300, blank=True)
    state = models.CharField("решение", max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто решил"
    )

    objects: ClassVar[models.Manager[Likeness]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-weight", "id"]
        verbose_name = "похожие карточки"
        verbose_name_plural = "похожие карточки"
        indexes = [models.Index(fields=["organisation", "state", "weight"], name="likeness_to_decide")]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="likeness_once",
                violation_error_message="Эти карточки уже сравнивали.",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="likeness_in_order",
                violation_error_message="Карточка не похожа сама на себя.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.short_name} и {self.second.short_name}"
