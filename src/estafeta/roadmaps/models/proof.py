"""What people bring as proof, what they say needs none, and their talk about a measure."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from estafeta.core.models import TEXT_LENGTH, TimeStamped
from estafeta.core.scoping import scoped
from estafeta.roadmaps.models.due import Due
from estafeta.roadmaps.models.plan import Measure


class Proof(TimeStamped):
    """A claim that a measure or one of its dues is done: a file, a link or a note, accepted or returned by a person.

    `kinds` are the kinds of the measure that it was accepted for. Files are served only by a ruled view.
    """

    class Sort(models.TextChoices):
        """What it is."""

        FILE = "file", "Файл"
        LINK = "link", "Ссылка"
        NOTE = "note", "Запись"

    class State(models.TextChoices):
        """Where a claim stands; see `lifecycle.CLAIM`."""

        CLAIMED = "claimed", "Приложено, проверьте"
        ACCEPTED = "accepted", "Принято"
        RETURNED = "returned", "Возвращено"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="proofs", verbose_name="мероприятие")
    due = models.ForeignKey(Due, models.SET_NULL, null=True, blank=True, related_name="proofs", verbose_name="срок")
    sort = models.CharField("что это", max_length=5, choices=Sort.choices)
    file = models.FileField("файл", upload_to="proofs", max_length=200, blank=True)
    original_name = models.CharField("имя файла", max_length=255, blank=True)
    size = models.PositiveBigIntegerField("размер", default=0)
    url = models.URLField("ссылка", max_length=1000, blank=True)
    text = models.TextField("пояснение", max_length=TEXT_LENGTH, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто добавил")
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.CLAIMED)
    kinds = models.JSONField("что подтверждает", default=list, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_on = models.DateField("когда решено", null=True, blank=True)
    decision_note = models.TextField("почему возвращено", max_length=TEXT_LENGTH, blank=True)
    removed_at = models.DateTimeField("убрано", null=True, blank=True)

    objects: ClassVar[models.Manager[Proof]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        constraints = [
            models.CheckConstraint(
                condition=(Q(sort="file") & ~Q(file=""))
                | (Q(sort="link") & ~Q(url=""))
                | (Q(sort="note") & ~Q(text="")),
                name="proof_is_not_empty",
                violation_error_message="Приложите файл, ссылку или напишите, чем подтверждается.",
            ),
            models.CheckConstraint(
                condition=Q(state="claimed") | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="proof_decided_by_someone",
                violation_error_message="У решения о подтверждении есть автор и дата.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(decision_note=""),
                name="proof_returned_says_why",
                violation_error_message="Напишите, что исправить в подтверждении.",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name or self.url or self.text


class Waiver(TimeStamped):
    """A person's word that a kind of a measure needs no proof, for one due or (without it) for all."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="waivers", verbose_name="мероприятие")
    due = models.ForeignKey(Due, models.CASCADE, null=True, blank=True, related_name="waivers", verbose_name="срок")
    kind = models.CharField("что не требуется", max_length=60)
    reason = models.TextField("почему", max_length=TEXT_LENGTH)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто решил")
    made_on = models.DateField("когда решено")
    removed_at = models.DateTimeField("решение снято", null=True, blank=True)

    objects: ClassVar[models.Manager[Waiver]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "решение «не требуется»"
        verbose_name_plural = "решения «не требуется»"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_says_why",
                violation_error_message="Напишите, почему подтверждение не требуется.",
            ),
            models.UniqueConstraint(
                fields=["measure", "kind", "due"],
                condition=Q(removed_at__isnull=True),
                name="waiver_of_due_once",
                violation_error_message="Это уже отмечено как не требуемое.",
            ),
            models.UniqueConstraint(
                fields=["measure", "kind"],
                condition=Q(removed_at__isnull=True, due__isnull=True),
                name="waiver_of_measure_once",
                violation_error_message="Это уже отмечено как не требуемое.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Remark(TimeStamped):
    """One line of the conversation about a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="remarks", verbose_name="мероприятие")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    text = models.TextField("что", max_length=TEXT_LENGTH)

    objects: ClassVar[models.Manager[Remark]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "реплика"
        verbose_name_plural = "обсуждение"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="remark_says_something", violation_error_message="Напишите что-нибудь."
            ),
        ]

    def __str__(self) -> str:
        return self.text
