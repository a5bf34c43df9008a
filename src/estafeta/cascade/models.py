"""Measures that go down the tree: to whom they are addressed, and what each addressee was offered and answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models.plan import Measure


class Address(TimeStamped):
    """To which organisations below a measure goes. `locked`: its terms may not be changed below."""

    class Mode(models.TextChoices):
        """How the addressees are named."""

        ALL = "all", "Всем организациям"
        KINDS = "kinds", "По виду организации"
        LIST = "list", "По списку"

    measure = models.OneToOneField(Measure, models.CASCADE, related_name="address", verbose_name="мероприятие")
    mode = models.CharField("кому", max_length=5, choices=Mode.choices, default=Mode.ALL)
    kinds = models.JSONField("виды организаций", default=list, blank=True)
    organisations = models.ManyToManyField(Organisation, related_name="+", blank=True, verbose_name="организации")
    locked = models.BooleanField("срок обязателен", default=False)
    note = models.TextField("пояснение", max_length=TEXT_LENGTH, blank=True)

    objects: ClassVar[models.Manager[Address]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        verbose_name = "адресат мероприятия"
        verbose_name_plural = "адресаты мероприятий"

    def __str__(self) -> str:
        return self.get_mode_display()


class Offer(TimeStamped):
    """What an organisation was offered from above: a measure, a change of one it has taken, or that it is dropped.

    It belongs to the organisation below and holds what it needs to show (`content`: title, items, deadline_text,
    deadline_kind, rrule, dues [[starts, due_on]], result, document, stage, section, number, kinds, from, roadmap;
    for a change also `was` with the same fields), because from below the roadmap above is out of scope.
    """

    class Sort(models.TextChoices):
        """What is offered."""

        NEW = "new", "Новое мероприятие"
        CHANGE = "change", "Изменение"
        WITHDRAWAL = "withdrawal", "Больше не требуется"

    class State(models.TextChoices):
        """Where an offer stands; see `lifecycle.OFFER`."""

        WAITING = "waiting", "Ждёт ответа"
        ACCEPTED = "accepted", "Принято"
        DECLINED = "declined", "Отклонено"
        REPLACED = "replaced", "Заменено новым"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offers", verbose_name="кому")
    upper = models.ForeignKey(Measure, models.PROTECT, related_name="offers", verbose_name="мероприятие выше")
    sort = models.CharField("что предложено", max_length=10, choices=Sort.choices, default=Sort.NEW)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.WAITING)
    content = models.JSONField("содержание", default=dict)
    locked = models.BooleanField("срок обязателен", default=False)
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="taken_offers", verbose_name="мероприятие здесь"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    decided_at = models.DateTimeField("отвечено", null=True, blank=True)
    reason = models.TextField("причина отказа", max_length=TEXT_LENGTH, blank=True)

    objects: ClassVar[models.Manager[Offer]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "предложение сверху"
        verbose_name_plural = "предложения сверху"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "upper"],
                condition=Q(state="waiting"),
                name="offer_one_waiting",
                violation_error_message="Это мероприятие уже предложено и ждёт ответа.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="offer_declined_has_reason",
                violation_error_message="Напишите, почему мероприятие не подходит.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.content.get('title', '')}"
