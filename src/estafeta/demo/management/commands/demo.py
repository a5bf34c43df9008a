"""`./estafeta demo`: play the fictional district for a day, through the real actions."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from estafeta.accounts.published import DEMO_PASSWORD
from estafeta.core.clock import local_today
from estafeta.demo.cast import PEOPLE, Cast
from estafeta.demo.playing import play
from estafeta.organisations.models import Organisation

SIGN_IN = ("curator", "director", "methodist", "teacher", "coordinator", "operator", "centre_curator", "stranger")


class Command(BaseCommand):
    """Fill an empty installation with «Заречный район»."""

    help = "Разыграть показательный район: организации, люди, дорожные карты, сроки на выбранный день."

    def add_arguments(self, parser: CommandParser) -> None:
        """Read `--once` and `--day`."""
        parser.add_argument("--once", action="store_true", help="ничего не делать, если организации уже есть")
        parser.add_argument("--day", type=day_of, metavar="ГГГГ-ММ-ДД", help="день, на который играть; иначе сегодня")

    def handle(self, *args: Any, once: bool, day: dt.date | None, **options: Any) -> None:
        """Play once on an empty database and say who can sign in."""
        if Organisation.objects.exists():
            if once:
                return
            raise CommandError(
                "Организации уже есть, показательный район играют только на пустом месте. "
                "Укажите другую папку данных: ESTAFETA_DATA=… ./estafeta demo"
            )
        cast = play(day or local_today(settings.TIME_ZONE))
        self.stdout.write(who_can_sign_in(cast))


def day_of(text: str) -> dt.date:
    """Read a day of the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» не день, нужен вид 2026-11-21") from None


def who_can_sign_in(cast: Cast) -> str:
    """Return the lines that name users of the demo and their common password."""
    lines = ["Показательный «Заречный район» готов. Войти можно так:"]
    for key in SIGN_IN:
        part = PEOPLE[key]
        lines.append(f"  {part.username:<12} {part.name}, {part.role.label.lower()}: {getattr(cast, part.home)}")
    lines.append(f"Пароль у всех один: {DEMO_PASSWORD}")
    return "\n".join(lines)
