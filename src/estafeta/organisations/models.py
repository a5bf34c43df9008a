"""The tree of organisations, who belongs to them as what, and who has been invited."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from estafeta.core.models import TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.roles import Role


def check_time_zone(name: str) -> None:
    """Refuse a name that is not in the time zone database."""
    if name not in available_timezones():
        raise ValidationError("Такого часового пояса нет. Выберите пояс из списка.")


class Organisation(Versioned):
    """A node of the tree. `path` is the chain of codes from the root, each ended by «/»; descendants start with it."""

    class Kind(models.TextChoices):
        """What sort of organisation it is."""

        MINISTRY = "ministry", "Министерство"
        EDUCATION_DEPARTMENT = "education_department", "Управление образования"
        MENTORING_CENTRE = "mentoring_centre", "Муниципальный наставнический центр"
        SCHOOL = "school", "Школа"
        KINDERGARTEN = "kindergarten", "Детский сад"
        COLLEGE = "college", "Колледж, техникум"
        ADDITIONAL_EDUCATION = "additional_education", "Организация дополнительного образования"
        PARTNER = "partner", "Партнёр"

    ABOVE = frozenset({Kind.MINISTRY, Kind.EDUCATION_DEPARTMENT})

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="вышестоящая"
    )
    path = models.CharField("путь", max_length=200, unique=True, editable=False)
    slug = models.SlugField("адрес", max_length=60, unique=True)
    kind = models.CharField("вид", max_length=30, choices=Kind.choices)
    full_name = models.CharField("полное наименование по уставу", max_length=500)
    short_name = models.CharField("краткое наименование по уставу", max_length=200)
    founder = models.CharField("учредитель", max_length=300, blank=True)
    head_post = models.CharField("должность руководителя", max_length=100, default="Директор")
    head_name = models.CharField("руководитель", max_length=150, blank=True)
    place = models.CharField("населённый пункт", max_length=150, blank=True)
    time_zone = models.CharField("часовой пояс", max_length=60, default="Europe/Moscow", validators=[check_time_zone])
    email = models.EmailField("электронная почта", blank=True)
    site = models.URLField("сайт", blank=True)
    demands_second_factor = models.BooleanField("требовать второй фактор от сотрудников", default=False)

    class Meta:
        ordering = ["path"]
        verbose_name = "организация"
        verbose_name_plural = "организации"

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        """The first page of the organisation."""
        return reverse("organisation_home", args=[self.slug])

    @property
    def is_above(self) -> bool:
        """True for a node that looks at organisations below it instead of running its own programme."""
        return self.kind in self.ABOVE

    def holds(self, other: Organisation) -> bool:
        """True when `other` is this organisation or stands below it."""
        return other.path.startswith(self.path)


class Membership(Versioned):
    """A user is something in an organisation from a day to a day; a role may be ended, never erased.

    A role that was stopped is no longer in force even on its last day. One that is lent `stands_for` the colleague who
    is away, for the days of her absence.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name="кто")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships", verbose_name="где")
    role = models.CharField("роль", max_length=30, choices=Role.choices)
    post = models.CharField("должность", max_length=150, blank=True)
    starts = models.DateField("с")
    ends = models.DateField("по", null=True, blank=True)
    stands_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="за кого"
    )
    stopped_at = models.DateTimeField("прекращено", null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["organisation__path", "user__last_name", "id"]
        verbose_name = "членство"
        verbose_name_plural = "членства"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="membership_ends_after_start",
                violation_error_message="Роль не может закончиться раньше, чем началась.",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ends__isnull=True),
                name="membership_open_once",
                violation_error_message="У этого человека уже есть такая роль.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} — {self.get_role_display()}, {self.organisation}"


class Invitation(TimeStamped):
    """A link that makes its opener a member. Of its two tokens only hashes are kept: see `tokens`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField("электронная почта")
    role = models.CharField("роль", max_length=30, choices=Role.choices)
    post = models.CharField("должность", max_length=150, blank=True)
    nonce = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    shown_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("действует до")
    accepted_at = models.DateTimeField("принято", null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField("отозвано", null=True, blank=True)

    objects: ClassVar[models.Manager[Invitation]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"


class Entrusting(Versioned):
    """An organisation above has entrusted acts to another by an order, from a day to a day or until it is withdrawn.

    `acts` are codes of `entrusting.ACTS`. The holder is an organisation below the giver, or the giver itself: then its
    own methodists and curators do it. `order_key` names the paper of the giver's register, when it lies there.
    """

    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="entrusted", verbose_name="кто поручил")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="trusts", verbose_name="кому поручено")
    acts = models.JSONField("что поручено", default=list)
    order_number = models.CharField("номер приказа", max_length=50)
    order_date = models.DateField("дата приказа")
    order_key = models.CharField("приказ в реестре", max_length=60, blank=True)
    starts = models.DateField("с")
    ends = models.DateField("по", null=True, blank=True)
    withdrawn_at = models.DateTimeField("отозвано", null=True, blank=True)
    withdrawn_why = models.CharField("почему отозвано", max_length=300, blank=True)

    objects: ClassVar[models.Manager[Entrusting]] = scoped("giver__path__startswith")

    class Meta:
        ordering = ["-starts", "-id"]
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="entrusting_ends_after_start",
                violation_error_message="Поручение не может закончиться раньше, чем началось.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.holder}, приказ № {self.order_number}"

    def get_absolute_url(self) -> str:
        """Where it is changed and withdrawn."""
        return reverse("organisations:entrusting", args=[self.giver.slug, self.pk])
