"""Fields of an organisation's own: what they are for, and what stands in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from estafeta.core.models import Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.people.models.affiliation import Affiliation
from estafeta.people.models.person import Person


class ExtraField(Versioned):
    """A field that the organisation has added to the cards. `purpose` says why it is kept: the law asks for it.

    `about`: of whom it is asked, empty of everybody; `options` are the lines of a choice; one that is not `in_use` is
    shown where it was filled and asked no more.
    """

    class Sort(models.TextChoices):
        """What may stand in it."""

        TEXT = "text", "текст"
        NUMBER = "number", "число"
        DAY = "day", "дата"
        YES = "yes", "да или нет"
        CHOICE = "choice", "одно из списка"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    label = models.CharField("название", max_length=80)
    sort = models.CharField("что в нём", max_length=10, choices=Sort.choices, default=Sort.TEXT)
    options = models.TextField("варианты, каждый с новой строки", max_length=1_000, blank=True)
    purpose = models.CharField("зачем собираем", max_length=300)
    about = models.CharField("у кого спрашиваем", max_length=10, choices=Affiliation.Kind.choices, blank=True)
    in_use = models.BooleanField("спрашиваем", default=True)

    objects: ClassVar[models.Manager[ExtraField]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["label", "id"]
        verbose_name = "своё поле"
        verbose_name_plural = "свои поля"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "label"],
                name="extra_field_once",
                violation_error_message="Поле с таким названием уже есть.",
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="extra_field_has_purpose",
                violation_error_message="Напишите, зачем организации это поле.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def lines(self) -> list[str]:
        """The options of a choice."""
        return [line for line in (" ".join(row.split()) for row in self.options.splitlines()) if line]


class ExtraValue(Versioned):
    """What stands in a field on a card, as text: a day as 2026-09-01, yes as «да»."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    person = models.ForeignKey(Person, models.PROTECT, related_name="extras", verbose_name="чьё")
    field = models.ForeignKey(ExtraField, models.PROTECT, related_name="+", verbose_name="поле")
    text = models.CharField("значение", max_length=500)

    objects: ClassVar[models.Manager[ExtraValue]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["field__label", "id"]
        verbose_name = "значение своего поля"
        verbose_name_plural = "значения своих полей"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                name="extra_value_once",
                violation_error_message="Это поле у человека уже заполнено.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"
