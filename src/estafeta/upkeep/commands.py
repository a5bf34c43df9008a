"""What the commands of upkeep have in common: a refusal is one sentence and exit code 1, passwords are asked."""

from __future__ import annotations

from abc import abstractmethod
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from estafeta.core.refusals import Refusal


class UpkeepCommand(BaseCommand):
    """A command that says in one sentence why it did nothing."""

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Act; on a refusal say its sentence and end with 1."""
        try:
            self.act(**options)
        except Refusal as refusal:
            self.stderr.write(refusal.sentence)
            raise SystemExit(1) from refusal

    @abstractmethod
    def act(self, **options: Any) -> None:
        """Do what was asked. Raises Refusal."""


def password_option(parser: ArgumentParser) -> None:
    """Read `--password`, which takes none: what stands on a command line is seen by everybody on the machine."""
    parser.add_argument("--password", action="store_true", help="закрыть или открыть паролем: спросим его")


def password_of(asked: bool, *, again: bool = False) -> str:
    """Return the password of BACKUP_PASSWORD, else ask for it; empty when none was asked for.

    With `again` it is a new one: refuses two that differ and one that is short.
    """
    known = str(settings.BACKUP_PASSWORD)
    if known or not asked:
        return known
    given = getpass("Пароль копии: ")
    if again and given != getpass("Ещё раз: "):
        raise Refusal("Пароли не совпали. Повторите команду.")
    if len(given) < 8 and again:
        raise Refusal("Пароль короче восьми знаков копию не закроет. Придумайте длиннее и запишите его отдельно.")
    return given
