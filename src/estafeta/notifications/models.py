"""Notices in the inbox, letters in the outbox, reminder days, personal choices, private calendar links."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from estafeta.core.models import TEXT_LENGTH, TimeStamped, Versioned
from estafeta.core.scoping import scoped
from estafeta.organisations.models import Organisation

DAYS_BEFORE = [7, 3, 1]
DAYS_AFTER = [1, 3, 7]
FURTHEST = 60


def days_before() -> list[int]:
    """Return the default days before a due day."""
    return list(DAYS_BEFORE)


def days_after() -> list[int]:
    """Return the default days after a due day."""
    return list(DAYS_AFTER)


def check_days(days: object) -> None:
    """Refuse anything but a list of whole numbers from 1 to 60."""
    if not isinstance(days, list) or not all(isinstance(day, int) and 1 <= day <= FURTHEST for day in days):
        raise ValidationError(f"Дни — целые числа от 1 до {FURTHEST}.")


class Notice(models.Model):
    """One line in a person's inbox: what happened, and the place where it is dealt with."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="кому")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="где")
    kind = models.CharField("вид", max_length=60)
    sentence = models.TextField("словами")
    url = models.CharField("где это делается", max_length=300, blank=True)
    created_at = models.DateTimeField("когда", auto_now_add=True)
    read_at = models.DateTimeField("прочитано", null=True)
    pace = models.CharField("ждёт письма", max_length=10, blank=True)

    objects: ClassVar[models.Manager[Notice]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "уведомление"
        verbose_name_plural = "уведомления"
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.sentence


class ReminderDays(Versioned):
    """On which days before and after a due day the people of an organisation are reminded, and at what hour."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    before = models.JSONField("дней до срока", default=days_before, blank=True, validators=[check_days])
    on_the_day = models.BooleanField("в день срока", default=True)
    after = models.JSONField("дней после срока", default=days_after, blank=True, validators=[check_days])
    hour = models.PositiveSmallIntegerField("час отправки", default=8)

    objects: ClassVar[models.Manager[ReminderDays]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "дни напоминаний"
        verbose_name_plural = "дни напоминаний"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hour__lte=23),
                name="reminder_hour_of_a_day",
                violation_error_message="Час — от 0 до 23.",
            )
        ]

    def __str__(self) -> str:
        return f"Напоминания: {self.organisation}"


class Choice(TimeStamped):
    """How a person wants to hear of one kind of notice; without a row, as the kind usually goes."""

    class Channel(models.TextChoices):
        """Where it comes."""

        INBOX = "inbox", "Только в системе"
        LETTER = "letter", "В системе и письмом"
        NONE = "none", "Не сообщать"

    class Pace(models.TextChoices):
        """How often the letters go."""

        AT_ONCE = "at_once", "сразу"
        DAILY = "daily", "раз в день"
        WEEKLY = "weekly", "раз в неделю"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кто")
    kind = models.CharField("вид уведомлений", max_length=60)
    channel = models.CharField("как сообщать", max_length=10, choices=Channel.choices)
    pace = models.CharField("как часто", max_length=10, choices=Pace.choices)

    class Meta:
        verbose_name = "выбор уведомлений"
        verbose_name_plural = "выбор уведомлений"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], name="one_choice_a_kind", violation_error_message="Выбор уже сделан."
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.kind}"


class DigestSent(models.Model):
    """The day of an organisation has been looked through for a person: at most once, with or without a letter."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="кому")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="организация")
    day = models.DateField("день там")

    objects: ClassVar[models.Manager[DigestSent]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "сводка дня"
        verbose_name_plural = "сводки дня"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "day"],
                name="one_digest_a_day",
                violation_error_message="Сводка этого дня уже составлена.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}, {self.day}"


class CalendarLink(TimeStamped):
    """A private address of a person's calendar in an organisation; a new nonce makes the old address die."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=32)

    objects: ClassVar[models.Manager[CalendarLink]] = scoped("organisation__path__startswith")

    class Meta:
        verbose_name = "ссылка на календарь"
        verbose_name_plural = "ссылки на календарь"
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_calendar_link")]

    def __str__(self) -> str:
        return f"Календарь: {self.user}, {self.organisation}"


class Mailing(TimeStamped):
    """A letter to many: what was written, to whom it goes is its letters. `about` says of which list they were."""

    class Channel(models.TextChoices):
        """How it reaches people."""

        LETTER = "letter", "Письмом"
        INBOX = "inbox", "В системе"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="организация")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто пишет")
    about = models.CharField("кому", max_length=120)
    channel = models.CharField("как", max_length=10, choices=Channel.choices, default=Channel.LETTER)
    subject = models.CharField("тема", max_length=200)
    text = models.TextField("текст", max_length=TEXT_LENGTH)
    leaves_at = models.DateTimeField("уходит")
    released_at = models.DateTimeField("ушла", null=True)

    objects: ClassVar[models.Manager[Mailing]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "рассылка"
        verbose_name_plural = "рассылки"

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """How it was delivered."""
        return reverse("notifications:mailing", args=[self.organisation.slug, self.pk])


class Letter(TimeStamped):
    """One letter to one address. Its text and reader are forgotten soon after it has gone (`sending.forget`).

    `number` is its Message-ID, the same however often it is sent. `problem` says why it has not gone, in a sentence.
    """

    class State(models.TextChoices):
        """See `lifecycle.LETTER`."""

        WAITING = "waiting", "Ждёт отправки"
        SENT = "sent", "Отправлено"
        FAILED = "failed", "Не ушло"
        HELD = "held", "Передать лично"
        HANDED = "handed", "Передано лично"
        DROPPED = "dropped", "Не отправляется"

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, related_name="+", verbose_name="организация"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name="кому")
    mailing = models.ForeignKey(Mailing, models.CASCADE, null=True, related_name="letters", verbose_name="рассылка")
    kind = models.CharField("вид", max_length=60, blank=True)
    name = models.CharField("кто получает", max_length=300, blank=True)
    address = models.EmailField("адрес", blank=True)
    subject = models.CharField("тема", max_length=300)
    text = models.TextField("текст", blank=True)
    is_secret = models.BooleanField("текст видит только получатель", default=False)
    number = models.CharField("номер письма", max_length=120, unique=True)
    state = models.CharField("состояние", max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    next_at = models.DateTimeField("следующая попытка", null=True)
    tried_at = models.DateTimeField("последняя попытка", null=True)
    by_server = models.BooleanField("почтовый сервер не отвечал", default=False)
    problem = models.CharField("почему не ушло", max_length=500, blank=True)
    expires_at = models.DateTimeField("имеет смысл до", null=True)
    sent_at = models.DateTimeField("отправлено", null=True)

    objects: ClassVar[models.Manager[Letter]] = scoped("organisation__path__startswith")

    class Meta:
        ordering = ["-id"]
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        indexes = [
            models.Index(fields=["organisation", "state", "-id"], name="letter_of_organisation"),
            models.Index(fields=["tried_at"], name="letter_tried"),  # one mail server for all
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def reader(self) -> str:
        """Whom it goes to, in words; what is forgotten stays a dash."""
        return self.name or self.address or "—"
