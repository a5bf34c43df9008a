"""What was brought in, and how an organisation names its columns."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from estafeta.core.jobs.models import Job
from estafeta.core.models import TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class SheetImport(Versioned):
    """One confirmed import. `draft_number` is the draft it came of: a second press finds it instead of doubling it.

    `source` is what the draft held (see `checking`), emptied when all is done. `rows` are what became of each line:
    {"number", "numbers", "label", "became": "new", "changed", "waits", "stays" or "undone", "steps", "why"}.
    """

    class State(models.TextChoices):
        """Where it stands; see `lifecycle.IMPORT`."""

        APPLYING = "applying", "Вносится"
        DONE = "done", "Внесено"
        UNDOING = "undoing", "Отменяется"
        UNDONE = "undone", "Отменено"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("что загружено", max_length=60)
    variant = models.CharField("вид", max_length=60, blank=True)
    file_name = models.CharField("имя файла", max_length=255)
    draft_number = models.PositiveBigIntegerField("номер начатого", unique=True)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.APPLYING)
    source = models.JSONField("из файла", default=dict)
    total = models.PositiveIntegerField("строк", default=0)
    rows = models.JSONField("что вышло", default=list)
    address = models.CharField("страница работы", max_length=300, blank=True)
    waiting = models.PositiveBigIntegerField("номер остатка", null=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name="работа")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил")

    objects: ClassVar[models.Manager[SheetImport]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-pk"]
        verbose_name = "загрузка таблицы"
        verbose_name_plural = "загрузки таблиц"
        indexes = [models.Index(fields=["organisation", "kind"], name="sheet_import_of_kind")]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """What became of it; where the rows went to a long work of their own, that work."""
        return self.address or reverse("workbench:import_result", args=[self.organisation.slug, self.pk])

    def count(self, became: str) -> int:
        """How many lines became that."""
        return sum(row["became"] == became for row in self.rows)


class ColumnMeaning(TimeStamped):
    """What a heading means in an organisation's own tables: chosen once, known since. An empty key: not taken."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("загрузка", max_length=60)
    head = models.CharField("заголовок", max_length=200)
    key = models.CharField("что значит", max_length=60, blank=True)

    objects: ClassVar[models.Manager[ColumnMeaning]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["head"]
        verbose_name = "значение столбца"
        verbose_name_plural = "значения столбцов"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "head"],
                name="one_meaning_of_a_heading",
                violation_error_message="У этого заголовка уже есть значение.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.head} → {self.key}"
