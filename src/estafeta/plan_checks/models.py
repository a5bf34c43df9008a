"""Remarks of the checks that a person has looked at and found to be as it should be."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.roadmaps.models.plan import Roadmap


class LintDismissal(TimeStamped):
    """«Так и надо»: the remark of a rule at a place is not shown again. `place` is the key that the linter gives."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="dismissals", verbose_name="карта")
    rule = models.CharField("проверка", max_length=60)
    place = models.CharField("место", max_length=200)
    note = models.TextField("почему так и надо", max_length=TEXT_LENGTH)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто решил")

    objects: ClassVar[models.Manager[LintDismissal]] = scoped("roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "снятое замечание"
        verbose_name_plural = "снятые замечания"
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "rule", "place"],
                name="lint_dismissal_once",
                violation_error_message="Это замечание уже снято.",
            ),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="lint_dismissal_has_note",
                violation_error_message="Напишите, почему так и надо.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.place}"
