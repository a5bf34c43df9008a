"""A person as one organisation knows her."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from estafeta.core.models import Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from russian.collation import collation_key
from russian.folding import search_key
from russian.names import short_name

NAMES = ("surname", "name", "patronymic")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100


class Cards(models.Manager["Person"]):
    """Cards in use: one that was merged into another is out."""

    def get_queryset(self) -> models.QuerySet[Person]:
        """All but the merged ones."""
        return super().get_queryset().filter(merged_into__isnull=True)


class Person(Versioned):
    """The card of a human in one organisation, which answers for it by law; another organisation keeps its own.

    `identity` is the same on the cards of one human wherever both sides have agreed that it is one. `birth_year` stands
    also beside a whole date. There is no field for passport, СНИЛС, health or nationality, and none can be made: see
    `people.forbidden`. `order_key`, `folded` and `name_key` are written by `save` and `prepare`: the Russian order as
    bytes, so that it is the same in every database, and the words of the name as a search compares them.
    """

    class Sex(models.TextChoices):
        """As papers ask."""

        FEMALE = "f", "женский"
        MALE = "m", "мужской"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    identity = models.UUIDField("человек", default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="учётная запись",
    )
    surname = models.CharField("фамилия", max_length=100)
    name = models.CharField("имя", max_length=100)
    patronymic = models.CharField("отчество", max_length=100, blank=True)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("год рождения", null=True, blank=True)
    sex = models.CharField("пол", max_length=1, choices=Sex.choices, blank=True)
    phone = models.CharField("телефон", max_length=40, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    contact = models.CharField("как ещё связаться", max_length=200, blank=True)
    origin = models.CharField("откуда", max_length=200, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="объединена с"
    )
    order_key = models.BinaryField("порядок", max_length=700, editable=False)
    folded = models.CharField("для поиска", max_length=320, editable=False)
    name_key = models.CharField("фамилия и имя для сравнения", max_length=210, editable=False)

    every: ClassVar[models.Manager[Person]] = scoped("organisation__path__startswith")
    objects: ClassVar[models.Manager[Person]] = scoped("organisation__path__startswith", Cards)

    class Meta:
        ordering = ["order_key", "id"]
        verbose_name = "карточка человека"
        verbose_name_plural = "карточки людей"
        indexes = [
            models.Index(fields=["organisation", "order_key", "id"], name="person_in_order"),
            models.Index(fields=["organisation", "name_key"], name="person_by_name"),
            models.Index(fields=["organisation", "birth_date"], name="person_by_birth"),
            models.Index(fields=["organisation", "identity"], name="person_by_identity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(surname="") & ~Q(name=""),
                name="person_has_name",
                violation_error_message="Напишите фамилию и имя.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__range=(EARLIEST_YEAR, LATEST_YEAR)),
                name="person_birth_year_of_now",
                violation_error_message="Год рождения: четыре цифры, например 2012.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(user__isnull=False, merged_into__isnull=True),
                name="person_of_user_once",
                violation_error_message="Эта учётная запись уже стоит в карточке другого человека.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """The card."""
        return reverse("people:card", args=[self.organisation.slug, self.pk])

    @property
    def full_name(self) -> str:
        """«Ан Кирилл Олегович»."""
        return " ".join(part for part in (self.surname, self.name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«Ан К. О.»."""
        return short_name(self.full_name)

    @property
    def birth(self) -> str:
        """«05.03.2012», «2012 г.» or nothing."""
        if self.birth_date:
            return f"{self.birth_date:%d.%m.%Y}"
        return f"{self.birth_year} г." if self.birth_year else ""

    def prepare(self) -> Person:
        """Write what follows from the other fields; a bulk insert, which passes `save` by, calls it itself."""
        self.folded = search_key(self.full_name)[:320]
        self.name_key = search_key(f"{self.surname} {self.name}")[:210]
        self.order_key = collation_key("  ".join(getattr(self, part) for part in NAMES)).encode()[:700]
        if self.birth_date:
            self.birth_year = self.birth_date.year
        return self

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keep what follows from the name and the date of birth in step with them."""
        self.prepare()
        names = set(update_fields) if update_fields is not None else None
        if names is not None and names & set(NAMES):
            names |= {"order_key", "folded", "name_key"}
        if names is not None and "birth_date" in names:
            names.add("birth_year")
        super().save(*args, update_fields=names, **kwargs)
