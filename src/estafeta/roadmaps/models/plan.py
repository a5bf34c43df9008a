"""A roadmap, its sections and its measures: what is printed, and what the system understood of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from estafeta.core.models import TEXT_LENGTH, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role

STAGE = [MinValueValidator(1), MaxValueValidator(8)]


class Roadmap(Versioned):
    """The plan of an organisation for a stretch of time, with its head as printed."""

    class Layout(models.TextChoices):
        """Which columns it is printed with."""

        INFORMING8 = "informing8", "Восемь столбцов с информированием"
        CLASSIC5 = "classic5", "Пять столбцов"
        ROLES5 = "roles5", "Роли и ожидаемый результат"
        TWO_RESPONSIBLES = "two_responsibles", "Два столбца ответственных"
        STAGES = "stages", "Этап и содержание"

    class State(models.TextChoices):
        """Where a roadmap stands; see `lifecycle.ROADMAP`."""

        DRAFT = "draft", "Проект"
        SENT = "sent", "На согласовании"
        RETURNED = "returned", "Возвращена с замечаниями"
        AGREED = "agreed", "Согласована"
        APPROVED = "approved", "Утверждена"
        IN_FORCE = "in_force", "Действует"
        AMENDED = "amended", "Действует с изменениями"
        CLOSED = "closed", "Завершена"
        ARCHIVED = "archived", "В архиве"

    class Origin(models.TextChoices):
        """What it was made from."""

        FILE = "file", "Из файла"
        TEMPLATE = "template", "Из шаблона"
        COPY = "copy", "Из карты прошлого года"
        EMPTY = "empty", "С чистого листа"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roadmaps", verbose_name="организация")
    title = models.CharField("название", max_length=500)
    starts = models.DateField("начало")
    ends = models.DateField("окончание")
    layout = models.CharField("вид для печати", max_length=20, choices=Layout.choices, default=Layout.CLASSIC5)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.DRAFT)
    archived_from = models.CharField("состояние до архива", max_length=10, blank=True, editable=False)
    approved_post = models.CharField("кто утвердил: должность", max_length=300, blank=True)
    approved_name = models.CharField("кто утвердил: имя", max_length=200, blank=True)
    approved_date = models.DateField("утверждено", null=True, blank=True)
    approved_text = models.TextField("гриф утверждения", max_length=TEXT_LENGTH, blank=True)
    order_kind = models.CharField("вид распорядительного акта", max_length=100, blank=True)
    order_number = models.CharField("номер акта", max_length=50, blank=True)
    order_date = models.DateField("дата акта", null=True, blank=True)
    order_subject = models.TextField("о чём акт", max_length=TEXT_LENGTH, blank=True)
    territory_note = models.CharField("территория", max_length=300, blank=True)
    columns = models.JSONField("столбцы, как напечатаны", default=list, blank=True)
    stages = models.JSONField("этапы из преамбулы", default=list, blank=True)
    origin = models.CharField("откуда", max_length=10, choices=Origin.choices, default=Origin.EMPTY)
    template = models.CharField("шаблон", max_length=60, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="карта прошлого года"
    )
    amends = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="amendments", verbose_name="изменяет карту"
    )
    amends_why = models.TextField("почему изменяется", max_length=TEXT_LENGTH, blank=True)
    controller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="контролёр"
    )
    controller_text = models.CharField("контроль, как напечатан", max_length=300, blank=True)
    removed_at = models.DateTimeField("загрузка отменена", null=True, blank=True)

    objects: ClassVar[models.Manager[Roadmap]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-starts", "-id"]
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="roadmap_ends_after_start",
                violation_error_message="Карта не может закончиться раньше, чем началась.",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="roadmap_has_title",
                violation_error_message="Назовите дорожную карту.",
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(amends__isnull=False, removed_at__isnull=True)
                & ~Q(state__in=["archived", "closed", "approved", "in_force", "amended"]),
                name="roadmap_one_open_amendment",
                violation_error_message="Изменение этой карты уже готовится. Закончите его или отмените.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The plan as a document."""
        return reverse("roadmaps:plan", args=[self.organisation.slug, self.pk])


class Section(Versioned):
    """A section of the plan; a plan without sections has one with an empty number and title."""

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="sections", verbose_name="карта")
    position = models.PositiveIntegerField("место")
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.TextField("название", max_length=TEXT_LENGTH, blank=True)
    stage = models.PositiveSmallIntegerField("этап", null=True, blank=True, validators=STAGE)
    deadline_text = models.TextField("срок раздела", max_length=TEXT_LENGTH, blank=True)
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="раздел, который изменяется"
    )
    removed_at = models.DateTimeField("удалён", null=True, blank=True)

    objects: ClassVar[models.Manager[Section]] = scoped("roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["roadmap_id", "position", "id"]
        verbose_name = "раздел"
        verbose_name_plural = "разделы"
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__isnull=True) | Q(stage__range=(1, 8)),
                name="section_stage_1_8",
                violation_error_message="Этап — число от 1 до 8.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.title) if part)


class Measure(Versioned):
    """A row of the plan. Texts are as printed; dues, people and kinds hang on it as understood."""

    class DeadlineKind(models.TextChoices):
        """How the deadline was understood."""

        DATE = "date", "Дата"
        MONTH = "month", "Месяц"
        RANGE = "range", "Промежуток"
        PERIOD = "period", "Период"
        RECURRING = "recurring", "Повторяется"
        ONGOING = "ongoing", "Постоянно"
        EVENT = "event", "По событию"
        RELATIVE = "relative", "От события"
        UNSPECIFIED = "unspecified", "Срок не указан"

    class Concerns(models.TextChoices):
        """Whom its proof is asked of."""

        OWN = "own", "Своя организация"
        BELOW = "below", "Организации ниже"

    section = models.ForeignKey(Section, models.CASCADE, related_name="measures", verbose_name="раздел")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="часть мероприятия"
    )
    position = models.PositiveIntegerField("место")
    number = models.CharField("номер", max_length=30, blank=True)
    title = models.TextField("мероприятие", max_length=TEXT_LENGTH)
    items = models.JSONField("перечень работ", default=list, blank=True)
    group = models.TextField("направление", max_length=TEXT_LENGTH, blank=True)
    stage = models.PositiveSmallIntegerField("этап", null=True, blank=True, validators=STAGE)
    form = models.TextField("форма", max_length=TEXT_LENGTH, blank=True)
    deadline_text = models.TextField("срок, как напечатан", max_length=TEXT_LENGTH, blank=True)
    deadline_kind = models.CharField(
        "вид срока", max_length=12, choices=DeadlineKind.choices, default=DeadlineKind.UNSPECIFIED
    )
    rrule = models.CharField("правило повторения", max_length=200, blank=True)
    conditional = models.BooleanField("может не понадобиться", default=False)
    concerns = models.CharField("о ком", max_length=5, choices=Concerns.choices, default=Concerns.OWN)
    responsible_text = models.TextField("ответственные, как напечатаны", max_length=TEXT_LENGTH, blank=True)
    responsible_columns = models.JSONField("ответственные по столбцам", default=list, blank=True)
    result = models.TextField("результат", max_length=TEXT_LENGTH, blank=True)
    document = models.TextField("вид документа", max_length=TEXT_LENGTH, blank=True)
    place_in_file = models.JSONField("места в файле", default=dict, blank=True)
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="мероприятие, которое изменяется"
    )
    copied = models.JSONField("каким было, когда начали изменение", default=dict, blank=True)
    carried_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="перешло из карты прошлого года"
    )
    upper = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="taken", verbose_name="мероприятие выше"
    )
    term_locked = models.BooleanField("срок задан выше", default=False)
    removed_at = models.DateTimeField("удалено", null=True, blank=True)

    objects: ClassVar[models.Manager[Measure]] = scoped("section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["section__position", "position", "id"]
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="measure_has_title",
                violation_error_message="Напишите, что нужно сделать.",
            ),
            models.CheckConstraint(
                condition=Q(stage__isnull=True) | Q(stage__range=(1, 8)),
                name="measure_stage_1_8",
                violation_error_message="Этап — число от 1 до 8.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="measure_not_its_own_part",
                violation_error_message="Мероприятие не может быть частью самого себя.",
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.title) if part)

    def get_absolute_url(self) -> str:
        """The card of the measure."""
        return reverse("roadmaps:measure", args=[self.section.roadmap.organisation.slug, self.pk])


class MeasureKind(models.Model):
    """A kind of the catalogue that a measure speaks of, and how sure that is.

    `items` are the places in the measure's list of works that speak of it; empty: the wording itself does.
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="kinds", verbose_name="мероприятие")
    code = models.CharField("вид", max_length=60)
    confidence = models.FloatField("уверенность", default=1.0)
    confirmed_by_person = models.BooleanField("подтверждено человеком", default=False)
    items = models.JSONField("какие работы", default=list, blank=True)

    objects: ClassVar[models.Manager[MeasureKind]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["-confirmed_by_person", "-confidence", "id"]
        verbose_name = "вид мероприятия"
        verbose_name_plural = "виды мероприятий"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "code"],
                name="measure_kind_once",
                violation_error_message="Этот вид у мероприятия уже есть.",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1),
                name="measure_kind_confidence_0_1",
                violation_error_message="Уверенность — число от 0 до 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Responsible(models.Model):
    """One who answers for a measure: as printed, and as a user or a role of the organisation."""

    class Sort(models.TextChoices):
        """Who is printed."""

        PERSON = "person", "Человек"
        ROLE = "role", "Роль"
        ORGANISATION = "organisation", "Организация"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="responsibles", verbose_name="мероприятие")
    position = models.PositiveSmallIntegerField("место", default=0)
    text = models.CharField("как напечатано", max_length=300, blank=True)
    sort = models.CharField("кто это", max_length=15, choices=Sort.choices, default=Sort.PERSON)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="пользователь"
    )
    role = models.CharField("роль в организации", max_length=30, choices=Role.choices, blank=True)

    objects: ClassVar[models.Manager[Responsible]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(user__isnull=False) | ~Q(role=""),
                name="responsible_is_somebody",
                violation_error_message="Назовите ответственного.",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(role=""),
                name="responsible_user_or_role",
                violation_error_message="Ответственный — или человек, или роль.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or (self.get_role_display() if self.role else str(self.user))


class Reporting(models.Model):
    """Whom to inform of a measure and when, as printed."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="reportings", verbose_name="мероприятие")
    position = models.PositiveSmallIntegerField("место", default=0)
    to = models.CharField("кого", max_length=300)
    when_text = models.CharField("когда", max_length=300, blank=True)

    objects: ClassVar[models.Manager[Reporting]] = scoped("measure__section__roadmap__organisation__path__startswith")

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "информирование"
        verbose_name_plural = "информирование"

    def __str__(self) -> str:
        return " — ".join(part for part in (self.to, self.when_text) if part)
