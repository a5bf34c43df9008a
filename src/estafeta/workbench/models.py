"""What people keep at any page: acts that can be taken back, choices of filters, dated things to do."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from estafeta.core.jobs.models import Job
from estafeta.core.models import TEXT_LENGTH, TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role

KEPT = dt.timedelta(days=30)
"""How long a draft waits after it was last touched."""


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


class Task(TimeStamped):
    """A dated thing to do that is no measure: somebody here, or whoever holds a role here, answers for it.

    `title` goes into letters and calendars and names nobody; what is personal stands in `why`. What it is about:
    `subject` «app.model:id» and `url`, a path of ours. `source` is the app that made it, empty when a person did.
    `lawful`: the term is set by law and comes first.
    """

    class State(models.TextChoices):
        """Where it stands; see `lifecycle.TASK`."""

        OPEN = "open", "Предстоит"
        DONE = "done", "Сделано"
        DROPPED = "dropped", "Снято"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tasks", verbose_name="организация")
    title = models.CharField("что сделать", max_length=200)
    why = models.TextField("зачем", max_length=TEXT_LENGTH, blank=True)
    due_on = models.DateField("срок")
    lawful = models.BooleanField("срок по закону", default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто отвечает"
    )
    role = models.CharField("отвечает по роли", max_length=30, choices=Role.choices, blank=True)
    subject = models.CharField("о чём", max_length=80, blank=True)
    url = models.CharField("где это", max_length=300, blank=True)
    source = models.CharField("откуда", max_length=40, blank=True)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.OPEN)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто поручил")
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто отметил"
    )
    done_at = models.DateTimeField("когда отмечено", null=True, blank=True)

    objects: ClassVar[models.Manager[Task]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = "дело"
        verbose_name_plural = "дела"
        indexes = [models.Index(fields=["organisation", "state", "due_on"], name="task_open_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="task_has_title", violation_error_message="Напишите, что нужно сделать."
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, role="") | (Q(user__isnull=True) & ~Q(role="")),
                name="task_has_one_responsible",
                violation_error_message="Назовите, кто отвечает: человека или роль.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", done_at__isnull=True, done_by__isnull=True)
                | (~Q(state="open") & Q(done_at__isnull=False, done_by__isnull=False)),
                name="task_closed_by_someone",
                violation_error_message="У закрытого дела есть автор и время.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("workbench:task", args=[self.organisation.slug, self.pk])

    @property
    def who(self) -> str:
        """Who answers for it."""
        return self.user.short_name if self.user else self.get_role_display()


class Dismissal(TimeStamped):
    """What the organisation has decided to leave as it is; `key` is that of the duty."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    key = models.CharField("дело", max_length=80)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто решил")

    objects: ClassVar[models.Manager[Dismissal]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "оставленное как есть"
        verbose_name_plural = "оставленное как есть"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"],
                name="dismissed_once",
                violation_error_message="Это уже оставлено как есть.",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Submission(models.Model):
    """A form that has been sent, by its one-time key and content. `url` is where it led; empty while it is at work."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кто")
    key = models.CharField("ключ", max_length=64)
    url = models.CharField("куда привело", max_length=2000, blank=True)
    done = models.BooleanField("сделано", default=False)
    sent_at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "отправленная форма"
        verbose_name_plural = "отправленные формы"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="form_sent_once", violation_error_message="Эта форма уже отправлена."
            )
        ]

    def __str__(self) -> str:
        return self.url


class Draft(Versioned):
    """What a person has begun and not finished; it is hers alone. `data` is JSON whose shape the kind knows.

    `kind` is a key of `drafts.registry.KINDS`, `step` where she left off, `title` what she sees in the list.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="чей")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    kind = models.CharField("что это", max_length=60)
    title = models.CharField("название", max_length=255)
    step = models.CharField("шаг", max_length=40, blank=True)
    data = models.JSONField("введённое", default=dict)

    objects: ClassVar[models.Manager[Draft]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = "начатое"
        verbose_name_plural = "начатое"
        indexes = [models.Index(fields=["organisation", "owner", "kind"], name="draft_of_person")]

    def __str__(self) -> str:
        return self.title

    @property
    def waits_until(self) -> dt.datetime:
        """When it is forgotten, if nobody touches it."""
        return self.updated_at + KEPT


class SheetImport(Versioned):
    """One confirmed import. `draft_number` is the draft it came of: a second press finds it instead of doubling it.

    `source` is what the draft held (see `imports.checking`), emptied when all is done. `rows` say what became of each:
    {"number", "numbers", "label", "became": "new", "changed", "waits", "stays" or "undone", "steps", "why"}.
    """

    class State(models.TextChoices):
        """Where it stands; see `imports.lifecycle.IMPORT`."""

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


class SearchEntry(models.Model):
    """One thing that the search finds. `scope` and `words` are what the database's own index of words is made of.

    `scope`: marks of the kind, of the organisation and of those above it; `words`: folded, a space apart. Written by
    `search.indexing` alone; lost rows come back with `./estafeta search rebuild`.
    """

    path = models.CharField("путь организации", max_length=200)
    kind = models.CharField("что это", max_length=20)
    key = models.BigIntegerField("номер")
    title = models.CharField("название", max_length=300)
    note = models.CharField("пояснение", max_length=300, blank=True)
    url = models.CharField("адрес", max_length=300)
    scope = models.TextField("где искать")
    words = models.TextField("слова")

    objects: ClassVar[models.Manager[SearchEntry]] = scoped("path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "строка поиска"
        verbose_name_plural = "строки поиска"
        indexes = [models.Index(fields=["path", "kind"], name="search_by_tenant")]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title
