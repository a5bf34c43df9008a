"""Dues of a measure and the requests to move them. «Late» and «soon» are asked with today's date, never stored."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.roadmaps.models.plan import Measure

CLOSED = ("done", "cancelled", "not_needed", "off_control")


class Due(TimeStamped):
    """One date or stretch of a measure with plan and fact. `due_on` is None for ongoing work and work upon an event."""

    class State(models.TextChoices):
        """Where a due stands; see `lifecycle.DUE`."""

        PLANNED = "planned", "Запланировано"
        IN_PROGRESS = "in_progress", "В работе"
        DONE = "done", "Выполнено"
        CANCELLED = "cancelled", "Отменено"
        NOT_NEEDED = "not_needed", "Не понадобилось"
        OFF_CONTROL = "off_control", "Снято с контроля"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="dues", verbose_name="мероприятие")
    position = models.PositiveSmallIntegerField("место", default=0)
    starts = models.DateField("начало", null=True, blank=True)
    due_on = models.DateField("срок", null=True, blank=True)
    state = models.CharField("состояние", max_length=12, choices=State.choices, default=State.PLANNED)
    fact_on = models.DateField("факт", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто закрыл"
    )
    closed_by_facts = models.BooleanField("закрыто по данным системы", default=False)
    closed_reason = models.TextField("почему нет подтверждения или срок не нужен", max_length=TEXT_LENGTH, blank=True)
    escalated_at = models.DateTimeField("сообщено директору", null=True, blank=True)
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="срок, который изменяется"
    )

    objects: ClassVar[models.Manager[Due]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "position", "id"]
        verbose_name = "срок"
        verbose_name_plural = "сроки"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts")),
                name="due_ends_after_start",
                violation_error_message="Срок не может закончиться раньше, чем начался.",
            ),
            models.CheckConstraint(
                condition=Q(state="done", fact_on__isnull=False) | (~Q(state="done") & Q(fact_on__isnull=True)),
                name="due_done_has_fact",
                violation_error_message="У выполненного есть дата выполнения, у невыполненного её нет.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["cancelled", "not_needed", "off_control"]) | ~Q(closed_reason=""),
                name="due_dropped_has_reason",
                violation_error_message="Напишите, почему это не будет сделано.",
            ),
        ]

    def __str__(self) -> str:
        return self.due_on.isoformat() if self.due_on else "без даты"

    @property
    def is_open(self) -> bool:
        """True until it is done, cancelled or not needed."""
        return self.state not in CLOSED


class DueMove(TimeStamped):
    """A request to move a due to another date, with its reason and the decision."""

    class State(models.TextChoices):
        """Where a request stands; see `lifecycle.MOVE`."""

        ASKED = "asked", "Ждёт решения"
        AGREED = "agreed", "Согласован"
        REFUSED = "refused", "Отклонён"
        WITHDRAWN = "withdrawn", "Отозван"

    due = models.ForeignKey(Due, models.CASCADE, related_name="moves", verbose_name="срок")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто просит")
    old_date = models.DateField("было", null=True, blank=True)
    new_date = models.DateField("станет")
    reason = models.TextField("причина", max_length=TEXT_LENGTH)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decision_note = models.TextField("пояснение решения", max_length=TEXT_LENGTH, blank=True)

    objects: ClassVar[models.Manager[DueMove]] = scoped(
        "due__measure__section__roadmap__organisation__path__startswith"
    )

    class Meta:
        ordering = ["-id"]
        verbose_name = "перенос срока"
        verbose_name_plural = "переносы сроков"
        constraints = [
            models.UniqueConstraint(
                fields=["due"],
                condition=Q(state="asked"),
                name="due_move_one_open",
                violation_error_message="Перенос этого срока уже ждёт решения.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="due_move_has_reason",
                violation_error_message="Напишите, почему срок нужно перенести.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="due_move_decided_by_someone",
                violation_error_message="У решения есть автор и время.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_date or 'без даты'} → {self.new_date}"
