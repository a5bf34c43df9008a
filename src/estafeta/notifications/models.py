"""Notices in the inbox, reminder days of an organisation, personal settings, private calendar links."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from estafeta.core.models import TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation

DAYS_BEFORE = [7, 3, 1]
DAYS_AFTER = [1, 3, 7]
FURTHEST = 60


def days_before() -> list[int]:
    """Return the default days before a due day."""
    return list(DAYS_BEFORE)


def days_after() -> list[int]:
    """Return the default days after a due day."""
    return list(DAYS_AFTER)


def check_days(days: object) -> None:
    """Refuse anything but a list of whole numbers from 1 to 60."""
    if not isinstance(days, list) or not all(isinstance(day, int) and 1 <= day <= FURTHEST for day in days):
        raise ValidationError(f"Дни — целые числа от 1 до {FURTHEST}.")


class Notice(models.Model):
    """One line in a person's inbox: what happened, and the place where it is dealt with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="кому")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="где")
    kind = models.CharField("вид", max_length=60)
    sentence = models.TextField("словами")
    url = models.CharField("где это делается", max_length=300, blank=True)
    created_at = models.DateTimeField("когда", auto_now_add=True)
    read_at = models.DateTimeField("прочитано", null=True)

    objects: ClassVar[models.Manager[Notice]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.sentence


class ReminderDays(Versioned):
    """On which days before and after a due day the people of an organisation are reminded, and at what hour."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    before = models.JSONField("дней до срока", default=days_before, blank=True, validators=[check_days])
    on_the_day = models.BooleanField("в день срока", default=True)
    after = models.JSONField("дней после срока", default=days_after, blank=True, validators=[check_days])
    hour = models.PositiveSmallIntegerField("час отправки", default=8)

    objects: ClassVar[models.Manager[ReminderDays]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "дни напоминаний"
        verbose_name_plural = "дни напоминаний"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hour__lte=23),
                name="reminder_hour_of_a_day",
                violation_error_message="Час — от 0 до 23.",
            )
        ]

    def __str__(self) -> str:
        return f"Напоминания: {self.organisation}"


class Preference(TimeStamped):
    """What a person wants by e-mail."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest_by_mail = models.BooleanField("присылать сводку на почту", default=True)

    class Meta:
        verbose_name = "личная настройка"
        verbose_name_plural = "личные настройки"

    def __str__(self) -> str:
        return f"Настройки: {self.user}"


class DigestSent(models.Model):
    """The fact that a person's digest of a day has gone out: at most one a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField("день")

    class Meta:
        verbose_name = "отправленная сводка"
        verbose_name_plural = "отправленные сводки"
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day}"


class CalendarLink(TimeStamped):
    """A private address of a person's calendar in an organisation; a new nonce makes the old address die."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32)

    objects: ClassVar[models.Manager[CalendarLink]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "ссылка на календарь"
        verbose_name_plural = "ссылки на календарь"
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_calendar_link")]

    def __str__(self) -> str:
        return f"Календарь: {self.user}, {self.organisation}"
