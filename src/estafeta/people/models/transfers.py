"""Asking another organisation of the tree for a person's card."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from estafeta.core.models import TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.people.models.affiliation import Affiliation

KEPT = dt.timedelta(days=90)
"""How long an answered request is remembered with the name that stands in it."""


class Transfer(TimeStamped):
    """`organisation` asks `holder` for the card of somebody whom it names itself. Nothing is looked for on its behalf:

    whether there is such a person, it learns from the holder alone. `objects` are what an organisation has asked for,
    `incoming` what it is asked for. `kind` and `place` say as what she is expected; `leaves`: she leaves there.
    """

    class State(models.TextChoices):
        """See `lifecycle.TRANSFER`."""

        ASKED = "asked", "ждём ответа"
        AGREED = "agreed", "передана"
        REFUSED = "refused", "отказано"
        WITHDRAWN = "withdrawn", "отозван"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="кто просит")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="у кого")
    surname = models.CharField("фамилия", max_length=100)
    name = models.CharField("имя", max_length=100)
    birth_date = models.DateField("дата рождения")
    kind = models.CharField("кем будет", max_length=10, choices=Affiliation.Kind.choices)
    place = models.CharField("класс, группа или должность", max_length=150, blank=True)
    leaves = models.BooleanField("уходит оттуда", default=True)
    note = models.CharField("что передать", max_length=300, blank=True)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.ASKED)
    answer = models.CharField("ответ", max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто просил")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто ответил"
    )
    answered_at = models.DateTimeField("когда ответили", null=True)

    objects: ClassVar[models.Manager[Transfer]] = scoped("organisation__path__startswith")
    incoming: ClassVar[models.Manager[Transfer]] = scoped("holder__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "запрос карточки"
        verbose_name_plural = "запросы карточек"
        indexes = [
            models.Index(fields=["organisation", "state"], name="transfer_asked"),
            models.Index(fields=["holder", "state"], name="transfer_incoming"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation=F("holder")),
                name="transfer_from_another",
                violation_error_message="Выберите другую организацию.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "holder", "surname", "name", "birth_date"],
                condition=Q(state="asked"),
                name="transfer_asked_once",
                violation_error_message="Этот запрос уже отправлен и ждёт ответа.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surname} {self.name}, {self.birth_date:%d.%m.%Y}"

    @property
    def words(self) -> str:
        """«просит СОШ № 5, Петрова А. С.; переходит туда»: what the holder reads."""
        way = "переходит туда" if self.leaves else "остаётся и у вас"
        parts = (f"просит {self.organisation}, {self.asked_by.short_name}", way, self.note)
        return "; ".join(part for part in parts if part)
