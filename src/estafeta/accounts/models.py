"""Who signs in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class User(AbstractUser):
    """A person with a sign-in. Knows nothing of organisations: ask `organisations.queries`."""

    patronymic = models.CharField("отчество", max_length=150, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="user_email_once",
                violation_error_message="Пользователь с такой электронной почтой уже есть.",
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_once",
                violation_error_message="Такое имя пользователя уже занято.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def full_name(self) -> str:
        """«Петрова Анна Сергеевна», or the user name when no name is known."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part) or self.username

    @property
    def short_name(self) -> str:
        """«Петрова А.С.», or the user name when no name is known."""
        if not self.last_name:
            return self.username
        initials = "".join(f"{part[0]}." for part in (self.first_name, self.patronymic) if part)
        return f"{self.last_name} {initials}".strip()

    @property
    def initials(self) -> str:
        """Two letters for the corner of the page."""
        letters = "".join(part[0] for part in (self.first_name, self.last_name) if part)
        return (letters or self.username[:2]).upper()


class Tries(models.Model):
    """Wrong tries at the door since the last right one: of an account, from an address, of both; see `lockout`.

    An empty account or address stands for all of them. Kept apart from users: a name that nobody has is guessed too.
    """

    kind = models.CharField(max_length=10)
    account = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=45, blank=True)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    shut_until = models.DateTimeField(null=True)
    entered_at = models.DateTimeField("последний верный вход", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address", "kind"], name="tries_counted_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.account or '*'} @ {self.address or '*'}"
