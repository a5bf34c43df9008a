"""How work is watched: days of escalation, hand-over of open work."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from estafeta.core.models import TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class ControlRules(Versioned):
    """How an organisation watches its own roadmap; what it has not set is taken from the nearest one above."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="control_rules", verbose_name="организация"
    )
    escalate_after = models.PositiveSmallIntegerField(
        "через сколько дней просрочки узнаёт директор",
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    escalates = models.BooleanField("сообщать директору о просроченном", default=True)

    objects: ClassVar[models.Manager[ControlRules]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "правила контроля"
        verbose_name_plural = "правила контроля"
        constraints = [
            models.CheckConstraint(
                condition=Q(escalate_after__range=(1, 90)),
                name="control_days_1_90",
                violation_error_message="От 1 до 90 дней.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.escalate_after}"


class HandOver(TimeStamped):
    """Open work of one person given to others. `lines`: [{"measure", "title", "due", "to", "to_name", "note"}]."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hand_overs", verbose_name="где")
    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто передаёт")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто оформил")
    day = models.DateField("дата передачи")
    lines = models.JSONField("что передано", default=list)
    document_id = models.PositiveBigIntegerField("акт в реестре документов", null=True, blank=True)

    objects: ClassVar[models.Manager[HandOver]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = [F("day").desc(), "-id"]
        verbose_name = "передача дел"
        verbose_name_plural = "передачи дел"

    def __str__(self) -> str:
        return f"{self.leaver}, {self.day:%d.%m.%Y}"


class Absence(Versioned):
    """A colleague is away from a day to a day, somebody stands in: her roles are lent for those days (`Membership`)."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="где")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отсутствует")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто замещает")
    starts = models.DateField("с")
    ends = models.DateField("по")
    stopped_at = models.DateTimeField("закончено раньше", null=True, blank=True)

    objects: ClassVar[models.Manager[Absence]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-starts", "-id"]
        verbose_name = "отсутствие"
        verbose_name_plural = "отсутствия"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="absence_ends_after_start",
                violation_error_message="Последний день не может быть раньше первого.",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("deputy")),
                name="absence_has_another_deputy",
                violation_error_message="Замещает другой человек.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.starts:%d.%m.%Y}–{self.ends:%d.%m.%Y}"
