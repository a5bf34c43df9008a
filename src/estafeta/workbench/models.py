"""What people keep at any page: acts that can be taken back, choices of filters."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class Undo(TimeStamped):
    """An act that can be taken back: rows with their values before and after it.

    `steps` is a list of {"model": label, "pk": id, "about": {kind: id} of what the row hangs on (see `writing.about`),
    "before": {field: value}, "after": {field: value}}; `before` is None for a row that the act made.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    sentence = models.TextField("что сделано")
    steps = models.JSONField("шаги", default=list)
    done_at = models.DateTimeField("отменено", null=True, blank=True)

    objects: ClassVar[models.Manager[Undo]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "отмена"
        verbose_name_plural = "отмены"

    def __str__(self) -> str:
        return self.sentence


class SavedView(TimeStamped):
    """A choice of filters that a person keeps under a name. `query` is the query string of the page."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="чей")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="где")
    page = models.CharField("страница", max_length=60)
    name = models.CharField("название", max_length=100)
    query = models.TextField("условия", max_length=TEXT_LENGTH, blank=True)

    objects: ClassVar[models.Manager[SavedView]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["name"]
        verbose_name = "сохранённый вид"
        verbose_name_plural = "сохранённые виды"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "page", "name"],
                name="saved_view_once",
                violation_error_message="Вид с таким названием уже сохранён.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="saved_view_has_name", violation_error_message="Назовите вид."
            ),
        ]

    def __str__(self) -> str:
        return self.name
