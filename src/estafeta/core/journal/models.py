"""The rows of the journal and whom each line is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from estafeta.core.journal.sealing import open_lines
from estafeta.core.scoping import scoped

CHUNK = 2_000


class Lines(models.QuerySet["JournalLine"]):
    """Lines come out readable: sealed words are opened for the whole page by one query, and only where there are any.

    `values` and `values_list` give what is stored.
    """

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh:
            open_lines([row for row in self._result_cache or () if isinstance(row, JournalLine)])

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        """As Django's; opened chunk by chunk."""
        rows = super().iterator(chunk_size or CHUNK)
        while part := list(islice(rows, chunk_size or CHUNK)):
            open_lines([row for row in part if isinstance(row, JournalLine)])
            yield from part


class JournalLine(models.Model):
    """Who did what to what, before and after. Append-only: the database itself refuses changes (`guards`).

    `digest` is the SHA-256 of what is said, `number` and `hash` its place in the chain of its tenant (`chain`). A line
    whose time has passed may be emptied once (`retention`): digest and hash stay, so the chain stays true.
    """

    at = models.DateTimeField("когда", default=timezone.now)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    tenant = models.CharField("путь организации", max_length=200, blank=True)
    verb = models.CharField("действие", max_length=80)
    target_type = models.CharField("вид предмета", max_length=80)
    target_id = models.BigIntegerField("номер предмета", null=True)
    sentence = models.TextField("словами")
    before = models.JSONField("было", default=dict)
    after = models.JSONField("стало", default=dict)
    number = models.BigIntegerField("номер в цепочке", null=True, editable=False)
    digest = models.CharField("отпечаток", max_length=64, default="", editable=False)
    hash = models.CharField("звено", max_length=64, default="", editable=False)
    retired_at = models.DateTimeField("содержание удалено", null=True, editable=False)

    objects: ClassVar[models.Manager[JournalLine]] = scoped("tenant__startswith", models.Manager.from_queryset(Lines))
    chain: ClassVar[models.Manager[JournalLine]] = models.Manager()
    """Lines of every tenant as they are stored, for this package alone."""

    class Meta:
        ordering = ["-id"]
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        constraints = [models.UniqueConstraint(fields=["tenant", "number"], name="journal_number_once")]
        indexes = [
            models.Index(fields=["tenant", "at"]),
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["tenant", "id"], condition=Q(hash=""), name="journal_unsealed"),
        ]

    def __str__(self) -> str:
        return self.sentence


class JournalMention(models.Model):
    """A line is about a person; `act` tells looks («view») and files («export») from deeds."""

    class Act(models.TextChoices):
        """What was done with the person's data."""

        DEED = "", "действие"
        VIEW = "view", "просмотр"
        EXPORT = "export", "выгрузка"

    line = models.ForeignKey(JournalLine, models.PROTECT, related_name="mentions")
    tenant = models.CharField("путь организации", max_length=200, blank=True)
    kind = models.CharField("вид", max_length=80)
    subject_id = models.BigIntegerField("номер")
    act = models.CharField("что", max_length=10, choices=Act.choices, blank=True, default=Act.DEED)

    objects: ClassVar[models.Manager[JournalMention]] = scoped("tenant__startswith")
    chain: ClassVar[models.Manager[JournalMention]] = models.Manager()

    class Meta:
        ordering = ["-line_id"]
        verbose_name = "о ком запись"
        verbose_name_plural = "о ком записи"
        constraints = [models.UniqueConstraint(fields=["line", "kind", "subject_id"], name="journal_mention_once")]
        indexes = [models.Index(fields=["tenant", "kind", "subject_id", "act", "line"], name="journal_by_subject")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.kind}:{self.subject_id}"
