"""What the facts said when a measure was closed by them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TimeStamped
from estafeta.core.scoping import scoped
from estafeta.roadmaps.models.due import Due
from estafeta.roadmaps.models.plan import Measure


class EvidenceSnapshot(TimeStamped):
    """The answer of the facts at the moment a due was closed by it; frozen but for what happened to it later.

    `objects_seen`: [{"label", "url", "key"}]. `broken_at` is set when the fact has disappeared since.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="snapshots", verbose_name="мероприятие")
    due = models.ForeignKey(Due, models.SET_NULL, null=True, blank=True, related_name="snapshots", verbose_name="срок")
    kind = models.CharField("вид мероприятия", max_length=60)
    state = models.CharField("ответ", max_length=10)
    current = models.PositiveIntegerField("сколько есть", null=True, blank=True)
    wanted = models.PositiveIntegerField("сколько нужно", null=True, blank=True)
    sentence = models.TextField("словами")
    objects_seen = models.JSONField("чем доказано", default=list)
    taken_at = models.DateTimeField("когда")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто закрыл")
    broken_at = models.DateTimeField("доказательство исчезло", null=True, blank=True)
    broken_sentence = models.TextField("что исчезло", blank=True)
    settled_at = models.DateTimeField("решено, что делать", null=True, blank=True)

    objects: ClassVar[models.Manager[EvidenceSnapshot]] = scoped(
        "measure__section__roadmap__organisation__path__startswith"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = "снимок доказательства"
        verbose_name_plural = "снимки доказательств"
        constraints = [
            models.CheckConstraint(
                condition=Q(broken_at__isnull=True) | ~Q(broken_sentence=""),
                name="snapshot_broken_says_why",
                violation_error_message="Напишите, что исчезло.",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
