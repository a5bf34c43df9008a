"""What happened with personal data, when it was found, what was told to whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from estafeta.core.models import TEXT_LENGTH, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


def words(label: str) -> models.TextField[str, str]:
    """A text of at most two pages."""
    return models.TextField(label, max_length=TEXT_LENGTH, blank=True)


class Incident(Versioned):
    """One incident. Both clocks run from `found_at`; a drill is led as a real one and marked on every paper.

    `account`, `since` and `until` say whose work is looked through for the persons touched (`affected`).
    """

    class Sort(models.TextChoices):
        """What sort of incident it is."""

        LEAK = "leak", "Данные попали к посторонним"
        ACCESS = "access", "Чужой вход в учётную запись"
        LOSS = "loss", "Потеря устройства, носителя или бумаг"
        MISTAKE = "mistake", "Отправлено или выложено по ошибке"
        OTHER = "other", "Другое"

    class State(models.TextChoices):
        """See `lifecycle.INCIDENT`."""

        OPEN = "open", "Открыт"
        NOTIFIED = "notified", "Уведомление отправлено"
        REPORTED = "reported", "Результаты отправлены"
        CLOSED = "closed", "Закрыт"
        DISMISSED = "dismissed", "Не подтвердился"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    title = models.CharField("коротко", max_length=200, help_text="Без имён: «Письмо со списком ушло чужому адресату».")
    sort = models.CharField("что произошло", max_length=20, choices=Sort.choices)
    drill = models.BooleanField("учение", default=False, help_text="Сроки настоящие, отправлять ничего не нужно.")
    found_at = models.DateTimeField("когда обнаружен", help_text="С этой минуты идут 24 и 72 часа.")
    happened = words("обстоятельства")
    causes = words("предполагаемые причины")
    harm = words("предполагаемый вред людям")
    measures = words("что сделано, чтобы остановить")
    data = words("какие данные затронуты")
    persons = models.PositiveIntegerField("сколько людей затронуто", null=True, blank=True)
    contact_name = models.CharField("кто отвечает Роскомнадзору", max_length=150, blank=True)
    contact_post = models.CharField("должность", max_length=150, blank=True)
    contact_phone = models.CharField("телефон и почта", max_length=150, blank=True)
    findings = words("что выяснило расследование")
    culprits = words("чьи действия стали причиной")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="учётная запись"
    )
    since = models.DateTimeField("с", null=True, blank=True)
    until = models.DateTimeField("по", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.OPEN, editable=False)
    notified_at = models.DateTimeField("уведомление отправлено", null=True, blank=True, editable=False)
    notified_number = models.CharField("номер обращения", max_length=100, blank=True, editable=False)
    reported_at = models.DateTimeField("результаты отправлены", null=True, blank=True, editable=False)
    reported_number = models.CharField("номер обращения", max_length=100, blank=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто сообщил")

    objects: ClassVar[models.Manager[Incident]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-found_at", "-id"]
        verbose_name = "инцидент"
        verbose_name_plural = "инциденты"
        indexes = [models.Index(fields=["organisation", "state", "found_at"], name="incident_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="incident_period_runs_forward",
                violation_error_message="Промежуток не может кончиться раньше, чем начался.",
            ),
        ]

    def __str__(self) -> str:
        return f"{'Учение: ' if self.drill else ''}{self.title}"

    def get_absolute_url(self) -> str:
        """The card."""
        return reverse("incidents:card", args=[self.organisation.slug, self.pk])
