"""What a person is in an organisation, from a day to a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from estafeta.core.models import Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.people.models.person import Person
from estafeta.people.units import level_of
from russian.plurals import counted

LONGEST_EXPERIENCE = 80


class Affiliation(Versioned):
    """A pupil of a class, a student of a group, an employee in a post, a graduate, a partner's employee.

    A change of class or post is a new row, so that the past stays. `starts` is empty where nobody remembers; the last
    day `ends` is inside. `unit` is the class («8Б») or the group («ИС-21»), `level` its number or course. Experience is
    in whole years as it stood on `experience_on` and grows from there.
    """

    class Kind(models.TextChoices):
        """As what."""

        PUPIL = "pupil", "Обучающийся"
        STUDENT = "student", "Студент"
        EMPLOYEE = "employee", "Сотрудник"
        GRADUATE = "graduate", "Выпускник"
        PARTNER = "partner", "Сотрудник партнёра"

    class Category(models.TextChoices):
        """Of a pedagogue."""

        NONE = "none", "без категории"
        FITTING = "fitting", "соответствие должности"
        FIRST = "first", "первая"
        HIGHEST = "highest", "высшая"
        METHODIST = "methodist", "педагог-методист"
        MENTOR = "mentor", "педагог-наставник"

    class Ending(models.TextChoices):
        """Why it ended."""

        MOVED_UP = "moved_up", "переведён дальше"
        MOVED = "moved", "перешёл в другую организацию"
        GRADUATED = "graduated", "окончил обучение"
        LEFT = "left", "выбыл"
        DISMISSED = "dismissed", "уволен"
        MISTAKE = "mistake", "внесено по ошибке"

    LEARNERS = frozenset({Kind.PUPIL, Kind.STUDENT})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    person = models.ForeignKey(Person, models.PROTECT, related_name="affiliations", verbose_name="кто")
    kind = models.CharField("кто в организации", max_length=10, choices=Kind.choices)
    unit = models.CharField("класс или группа", max_length=60, blank=True)
    level = models.PositiveSmallIntegerField("год обучения", null=True, blank=True)
    workplace = models.CharField("место работы или учёбы", max_length=200, blank=True)
    post = models.CharField("должность", max_length=150, blank=True)
    subject = models.CharField("предмет", max_length=150, blank=True)
    experience_total = models.PositiveSmallIntegerField(
        "общий стаж, лет", null=True, blank=True, validators=[MaxValueValidator(LONGEST_EXPERIENCE)]
    )
    experience_teaching = models.PositiveSmallIntegerField(
        "педагогический стаж, лет", null=True, blank=True, validators=[MaxValueValidator(LONGEST_EXPERIENCE)]
    )
    experience_on = models.DateField("стаж на день", null=True, blank=True)
    category = models.CharField("категория", max_length=10, choices=Category.choices, blank=True)
    education = models.CharField("образование", max_length=200, blank=True)
    starts = models.DateField("с", null=True, blank=True)
    ends = models.DateField("по", null=True, blank=True)
    ending = models.CharField("почему закончилось", max_length=10, choices=Ending.choices, blank=True)
    ending_note = models.CharField("подробности", max_length=200, blank=True)

    objects: ClassVar[models.Manager[Affiliation]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = [F("ends").desc(nulls_first=True), F("starts").desc(nulls_last=True), "-id"]
        verbose_name = "место человека в организации"
        verbose_name_plural = "места людей в организациях"
        indexes = [
            models.Index(fields=["organisation", "kind", "level", "unit"], name="affiliation_by_unit"),
            models.Index(fields=["person", "kind", "ends"], name="affiliation_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="affiliation_ends_after_start",
                violation_error_message="Последний день не может быть раньше первого.",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=False) | Q(ending=""),
                name="affiliation_reason_with_day",
                violation_error_message="Укажите последний день.",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "unit", "post", "workplace"],
                condition=Q(ends__isnull=True),
                name="affiliation_open_once",
                violation_error_message="Это у человека уже указано.",
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """«8Б», «студент группы ИС-21, 2 курс», «учитель, химия», «выпускник»: as what, in a few words."""
        if self.kind == self.Kind.PUPIL:
            return self.unit or "обучающийся"
        if self.kind == self.Kind.STUDENT:
            return (
                ", ".join(part for part in (self.unit, f"{self.level} курс" if self.level else "") if part) or "студент"
            )
        if self.kind == self.Kind.EMPLOYEE:
            return ", ".join(part for part in (self.post, self.subject) if part) or "сотрудник"
        name = self.get_kind_display().lower()
        return ", ".join(part for part in (self.post or name, self.workplace) if part)

    def holds_on(self, day: dt.date) -> bool:
        """The twin of `queries.in_force`: whether it stands on a day."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or self.ends >= day)

    def experience(self, day: dt.date) -> tuple[int | None, int | None]:
        """Years of work in all and with learners on a day, from what was written down once."""
        grown = whole_years(self.experience_on, day) if self.experience_on else 0
        total, teaching = self.experience_total, self.experience_teaching
        return (None if total is None else total + grown, None if teaching is None else teaching + grown)

    def experience_words(self, day: dt.date) -> str:
        """«12 лет, педагогический 7 лет»."""
        total, teaching = self.experience(day)
        parts = ("" if total is None else counted(total, "год", "года", "лет"),
                 "" if teaching is None else f"педагогический {counted(teaching, 'год', 'года', 'лет')}")  # fmt: skip
        return ", ".join(part for part in parts if part)

    def with_level(self) -> Affiliation:
        """A class says its own number; a bulk insert, which passes `save` by, asks for it itself."""
        if self.kind == self.Kind.PUPIL:
            self.level = level_of(self.unit)
        return self

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Keep the number of the class in step with the class."""
        self.with_level()
        names = set(update_fields) if update_fields is not None else None
        if names is not None and "unit" in names:
            names.add("level")
        super().save(*args, update_fields=names, **kwargs)


def whole_years(since: dt.date, until: dt.date) -> int:
    """Full years between two days; 0 when they stand the other way round."""
    return max(0, until.year - since.year - ((until.month, until.day) < (since.month, since.day)))
