"""Papers, who has read them, templates that an organisation brings, corrections of names, papers of the folder."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from estafeta.core.models import TEXT_LENGTH, Job, TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation


class OwnTemplate(TimeStamped):
    """A Word file that prints papers of one kind instead of the built-in layout; one in use for each kind.

    A candidate is looked at and not decided about yet.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("вид бумаги", max_length=60)
    file = models.FileField("файл", upload_to="templates", max_length=200)
    file_name = models.CharField("имя файла", max_length=255)
    in_use = models.BooleanField("используется", default=False)
    candidate = models.BooleanField("ждёт решения", default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто загрузил")

    objects: ClassVar[models.Manager[OwnTemplate]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "свой шаблон"
        verbose_name_plural = "свои шаблоны"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(in_use=True),
                name="one_own_template_in_use",
                violation_error_message="Для этого вида бумаг уже выбран другой шаблон.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class Document(Versioned):
    """One paper. `filled` are the values of its kind's fields as JSON; `grounds` are codes of norms.

    Number and date are those the clerk gave; the files are frozen when it is registered.
    `subject_key` says what it is about in words of an upper room, e.g. «roadmap:12».
    """

    class State(models.TextChoices):
        """Where a paper stands."""

        DRAFT = "draft", "Проект"
        ON_SIGNATURE = "on_signature", "На подписи"
        REGISTERED = "registered", "Зарегистрирован"
        CANCELLED = "cancelled", "Утратил силу"
        AMENDED = "amended", "Заменён новой редакцией"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    kind = models.CharField("вид бумаги", max_length=60)
    sort = models.CharField("приказ, положение, письмо или акт", max_length=20)
    title = models.CharField("заголовок", max_length=500)
    state = models.CharField("состояние", max_length=20, choices=State.choices, default=State.DRAFT)
    number = models.CharField("номер", max_length=60, blank=True)
    date = models.DateField("дата", null=True, blank=True)
    filled = models.JSONField("заполнено", default=dict)
    grounds = models.JSONField("основания", default=list, blank=True)
    more_grounds = models.TextField("свои основания", max_length=TEXT_LENGTH, blank=True)
    executor_name = models.CharField("исполнитель", max_length=150, blank=True)
    executor_phone = models.CharField("телефон исполнителя", max_length=40, blank=True)
    subject_key = models.CharField("о чём", max_length=60, blank=True)
    own_template = models.ForeignKey(
        OwnTemplate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="свой шаблон"
    )
    word = models.FileField("файл Word", upload_to="papers", max_length=200, blank=True)
    pdf = models.FileField("файл PDF", upload_to="papers", max_length=200, blank=True)
    sheet = models.FileField("лист на экране", upload_to="papers", max_length=200, blank=True)
    scan = models.FileField("подписанный экземпляр", upload_to="papers", max_length=200, blank=True)
    scan_name = models.CharField("имя файла", max_length=255, blank=True)
    amends = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions", verbose_name="заменяет"
    )
    cancelled_on = models.DateField("утратил силу", null=True, blank=True)
    cancel_reason = models.TextField("почему", max_length=TEXT_LENGTH, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто составил")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто внёс"
    )
    registered_at = models.DateTimeField("когда внесён в реестр", null=True, blank=True)

    objects: ClassVar[models.Manager[Document]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "документ"
        verbose_name_plural = "документы"
        indexes = [
            models.Index(fields=["organisation", "kind", "state"]),
            models.Index(fields=["organisation", "subject_key"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "on_signature"]) | (~Q(number="") & Q(date__isnull=False)),
                name="registered_paper_has_number",
                violation_error_message="У зарегистрированной бумаги есть номер и дата.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.requisites}" if self.requisites else self.title

    @property
    def requisites(self) -> str:
        """«от 01.09.2026 № 41-од», nothing before it is registered."""
        return f"от {self.date:%d.%m.%Y} № {self.number}" if self.number and self.date else ""

    def get_absolute_url(self) -> str:
        """The page of the paper."""
        return reverse("documents:paper", args=[self.organisation.slug, self.pk])

    @property
    def is_open(self) -> bool:
        """True while the words may still be changed."""
        return self.state in (self.State.DRAFT, self.State.ON_SIGNATURE)


class Acquaintance(TimeStamped):
    """Somebody who must read a paper; `day` when she has. `user` where she is known to the system."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="acquaintances", verbose_name="документ")
    name = models.CharField("кто", max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="сотрудник"
    )
    day = models.DateField("когда ознакомлен", null=True, blank=True)

    objects: ClassVar[models.Manager[Acquaintance]] = scoped("document__organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "ознакомление"
        verbose_name_plural = "лист ознакомления"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"],
                name="acquainted_once",
                violation_error_message="Этот человек уже есть в листе ознакомления.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NameCorrection(TimeStamped):
    """How a name or a post really reads in a case: corrected by a person once, used in all papers since."""

    class Case(models.TextChoices):
        """Cases that papers need."""

        GENT = "gent", "Родительный (кого)"
        DATV = "datv", "Дательный (кому)"
        ACCS = "accs", "Винительный (кого)"
        ABLT = "ablt", "Творительный (кем)"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    text = models.CharField("в именительном падеже", max_length=200)
    case = models.CharField("падеж", max_length=4, choices=Case.choices)
    corrected = models.CharField("как правильно", max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто исправил")

    objects: ClassVar[models.Manager[NameCorrection]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["text", "case"]
        verbose_name = "исправление склонения"
        verbose_name_plural = "исправления склонения"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "case"],
                name="one_correction_of_a_case",
                violation_error_message="Это уже исправлено.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} → {self.corrected}"


class FolderFile(TimeStamped):
    """A file that answers an item of the inspection's checklist which no registered paper answers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    item = models.CharField("пункт перечня", max_length=60)
    file = models.FileField("файл", upload_to="folder", max_length=200)
    file_name = models.CharField("имя файла", max_length=255)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто добавил")

    objects: ClassVar[models.Manager[FolderFile]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["id"]
        verbose_name = "файл папки"
        verbose_name_plural = "файлы папки"

    def __str__(self) -> str:
        return self.file_name


class PaperBatch(TimeStamped):
    """Many papers of one kind from one spreadsheet: made by a job, counted in the transactions that make them."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("вид бумаги", max_length=60)
    file_name = models.CharField("имя файла", max_length=255)
    rows = models.JSONField("заполнено", default=list)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+", verbose_name="работа")
    total = models.PositiveIntegerField("всего", default=0)
    done = models.PositiveIntegerField("готово", default=0)
    archive = models.FileField("архив", upload_to="papers", max_length=200, blank=True)
    grounds = models.JSONField("основания", default=list, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто начал")

    objects: ClassVar[models.Manager[PaperBatch]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "бумаги по списку"
        verbose_name_plural = "бумаги по списку"

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """True while papers are being made or wait for their turn."""
        return self.job is not None and self.job.is_open

    @property
    def is_done(self) -> bool:
        """True once all papers are made and packed."""
        return bool(self.archive)
