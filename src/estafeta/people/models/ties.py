"""Who stands by whom: guardians of a learner, superiors, relatives, class teachers."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from estafeta.core.models import Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.people.models.person import Person


class Tie(Versioned):
    """Something between people from a day to a day; an empty `starts` is «always», an empty `ends` «still»."""

    starts = models.DateField("с", null=True, blank=True)
    ends = models.DateField("по", null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: dt.date) -> bool:
        """The twin of `queries.in_force`: whether it stands on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or self.ends >= day)


class Guardianship(Tie):
    """Whoever represents a child by law and gives the consents."""

    class Kind(models.TextChoices):
        """By what."""

        MOTHER = "mother", "мать"
        FATHER = "father", "отец"
        GUARDIAN = "guardian", "опекун или попечитель"
        OTHER = "other", "иной законный представитель"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    child = models.ForeignKey(Person, models.PROTECT, related_name="guardians", verbose_name="чей представитель")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="wards", verbose_name="представитель")
    kind = models.CharField("кем приходится", max_length=10, choices=Kind.choices, default=Kind.OTHER)

    objects: ClassVar[models.Manager[Guardianship]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["kind", "id"]
        verbose_name = "законный представитель"
        verbose_name_plural = "законные представители"
        constraints = [
            models.UniqueConstraint(
                fields=["child", "guardian"],
                condition=Q(ends__isnull=True),
                name="guardian_once",
                violation_error_message="Этот представитель уже указан.",
            ),
            models.CheckConstraint(
                condition=~Q(child=F("guardian")),
                name="guardian_is_another",
                violation_error_message="Человек не может быть представителем самому себе.",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="guardian_ends_after_start",
                violation_error_message="Последний день не может быть раньше первого.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.guardian.full_name}"


class Relation(Tie):
    """What hard rules of matching and rights ask: who leads whom, who is kin, who is the class teacher of a class.

    `person` is the superior or the class teacher; of kin the order does not matter. A class teacher has a `unit`,
    every other relation has `other`.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SUPERIOR = "superior", "руководит"
        RELATIVE = "relative", "родня"
        CLASS_TEACHER = "teacher", "классный руководитель"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    kind = models.CharField("связь", max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="relations", verbose_name="кто")
    other = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="relations_to", verbose_name="с кем"
    )
    unit = models.CharField("класс или группа", max_length=60, blank=True)

    objects: ClassVar[models.Manager[Relation]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["kind", "id"]
        verbose_name = "связь между людьми"
        verbose_name_plural = "связи между людьми"
        indexes = [models.Index(fields=["organisation", "kind", "unit"], name="relation_by_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="teacher", other__isnull=True) & ~Q(unit="")
                | ~Q(kind="teacher") & Q(other__isnull=False, unit=""),
                name="relation_with_whom",
                violation_error_message="Назовите второго человека, а классному руководителю — класс.",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(person=F("other")),
                name="relation_with_another",
                violation_error_message="Выберите другого человека.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "other"],
                condition=Q(ends__isnull=True, other__isnull=False),
                name="relation_once",
                violation_error_message="Эта связь уже указана.",
            ),
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=Q(ends__isnull=True, kind="teacher"),
                name="class_teacher_once",
                violation_error_message="Этот класс у человека уже указан.",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="relation_ends_after_start",
                violation_error_message="Последний день не может быть раньше первого.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.short_name}: {self.get_kind_display()} {self.unit or self.other}"
