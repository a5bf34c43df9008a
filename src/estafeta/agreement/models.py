"""Editions of a roadmap, and the talk with those above in which it is agreed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models.plan import Measure, Roadmap


class Revision(TimeStamped):
    """An edition: the plan as it stood at a moment that matters. `content` holds it whole and is never changed.

    `number` counts editions in force: 1 for the plan as approved, then one for every amendment; 0 for an edition that
    was only sent or agreed.
    """

    class Sort(models.TextChoices):
        """Why it was kept."""

        SENT = "sent", "Отправлена на согласование"
        AGREED = "agreed", "Согласована"
        APPROVED = "approved", "Утверждена"
        AMENDED = "amended", "Изменена"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="revisions", verbose_name="карта")
    sort = models.CharField("почему сохранена", max_length=10, choices=Sort.choices)
    number = models.PositiveSmallIntegerField("номер редакции", default=0)
    valid_from = models.DateField("действует с", null=True, blank=True)
    order_number = models.CharField("номер акта", max_length=50, blank=True)
    order_date = models.DateField("дата акта", null=True, blank=True)
    scan = models.FileField("подписанный документ", upload_to="approvals", max_length=200, blank=True)
    scan_name = models.CharField("имя файла", max_length=255, blank=True)
    why = models.TextField("почему изменена", max_length=TEXT_LENGTH, blank=True)
    content = models.JSONField("содержание", default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто сохранил")

    objects: ClassVar[models.Manager[Revision]] = scoped("roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "редакция"
        verbose_name_plural = "редакции"
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "number"],
                condition=Q(number__gt=0),
                name="revision_number_once",
                violation_error_message="Редакция с таким номером уже есть.",
            ),
        ]

    def __str__(self) -> str:
        return f"Редакция {self.number}" if self.number else self.get_sort_display()


class Agreement(TimeStamped):
    """One round: a roadmap or an amendment of it was sent up, and what was answered."""

    class State(models.TextChoices):
        """Where a round stands; see `lifecycle.AGREEMENT`."""

        SENT = "sent", "На согласовании"
        RECALLED = "recalled", "Отозвана"
        RETURNED = "returned", "Возвращена с замечаниями"
        AGREED = "agreed", "Согласована"

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="agreements", verbose_name="карта")
    to = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="кто согласует")
    number = models.PositiveSmallIntegerField("который раз", default=1)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.SENT)
    edition = models.ForeignKey(Revision, models.PROTECT, related_name="+", verbose_name="что отправлено")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отправил")
    sent_at = models.DateTimeField("отправлено")
    note = models.TextField("сопроводительные слова", max_length=TEXT_LENGTH, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decision_note = models.TextField("пояснение решения", max_length=TEXT_LENGTH, blank=True)

    objects: ClassVar[models.Manager[Agreement]] = scoped("roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "согласование"
        verbose_name_plural = "согласования"
        indexes = [models.Index(fields=["to", "state"], name="agreement_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap"],
                condition=Q(state="sent"),
                name="agreement_one_open",
                violation_error_message="Карта уже отправлена на согласование и ждёт ответа.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "recalled"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="agreement_decided_by_someone",
                violation_error_message="У решения есть автор и время.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap} → {self.to}"


class AgreementRemark(TimeStamped):
    """A remark of the one who agrees, on a row, on a section or on the whole plan, and what the curator answered.

    `place` names the row in words, so a remark outlives the row it speaks of.
    """

    class State(models.TextChoices):
        """Where a remark stands."""

        OPEN = "open", "Ждёт ответа"
        ANSWERED = "answered", "Есть ответ"
        SETTLED = "settled", "Снято"

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="remarks", verbose_name="согласование")
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="мероприятие"
    )
    place = models.CharField("к чему", max_length=300, blank=True)
    rule = models.CharField("проверка, которая нашла", max_length=60, blank=True)
    text = models.TextField("замечание", max_length=TEXT_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField("ответ", max_length=TEXT_LENGTH, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    answered_at = models.DateTimeField("отвечено", null=True, blank=True)

    objects: ClassVar[models.Manager[AgreementRemark]] = scoped("agreement__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "замечание согласующего"
        verbose_name_plural = "замечания согласующего"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="agreement_remark_says_something",
                violation_error_message="Напишите, что нужно исправить.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
