"""Entries of packs that an organisation keeps itself, and every version they have had."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation

LONGEST = 100_000


class PackEntry(Versioned):
    """An entry of a family that this organisation and those below have otherwise; `current` None: as above."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="pack_entries", verbose_name="организация"
    )
    family = models.SlugField("набор", max_length=40, db_index=False)
    code = models.SlugField("код", max_length=60, db_index=False)
    current = models.ForeignKey(
        "PackVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="что действует"
    )

    objects: ClassVar[models.Manager[PackEntry]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["family", "code", "id"]
        verbose_name = "своя норма"
        verbose_name_plural = "свои нормы"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "family", "code"],
                name="pack_entry_once",
                violation_error_message="Такая запись здесь уже есть.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.family}: {self.code}"


class PackVersion(TimeStamped):
    """A version of an entry, never changed: its text in TOML, or `hidden`: taken away here and below."""

    entry = models.ForeignKey(PackEntry, models.CASCADE, related_name="versions", verbose_name="норма")
    number = models.PositiveIntegerField("версия")
    text = models.TextField("запись", max_length=LONGEST, blank=True)
    hidden = models.BooleanField("убрана", default=False)
    source = models.CharField("основание", max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")

    objects: ClassVar[models.Manager[PackVersion]] = scoped("entry__organisation__path__startswith")

    class Meta:
        ordering = ["-number"]
        verbose_name = "версия нормы"
        verbose_name_plural = "версии норм"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "number"],
                name="pack_version_once",
                violation_error_message="Пока вы правили, норму сохранил другой человек. Откройте её снова.",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="pack_version_has_source",
                violation_error_message="Напишите, на каком основании меняется норма.",
            ),
            models.CheckConstraint(
                condition=Q(hidden=True, text="") | (Q(hidden=False) & ~Q(text="")),
                name="pack_version_says_something",
                violation_error_message="Норма не может быть пустой.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}, {self.number}"
