"""`./estafeta roadmap import FILE --organisation SLUG --user NAME`: the same load as in the browser, in one go."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.intake import actions
from estafeta.intake.models import Load
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.uploads import PLAN, accept
from russian.plurals import counted


class Command(BaseCommand):
    """Reads, and with `--yes` confirms; without it the load waits to be checked in the browser."""

    help = "Загрузить дорожную карту из файла."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the file, where it goes and who loads it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, help="адрес организации, как в строке браузера")
        parser.add_argument("--user", required=True, help="имя для входа того, кто загружает")
        parser.add_argument("--yes", action="store_true", help="создать карту сразу, не проверяя в браузере")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the file; every refusal is one sentence and exit code 1."""
        actor = self.actor(options["organisation"], options["user"])
        with tenant_scope(actor.organisation):
            try:
                self.stdout.write(self.load(actor, options["file"], confirm=options["yes"]))
            except Refusal as refusal:
                raise CommandError(refusal.sentence) from refusal
            except Forbidden as refusal:
                raise CommandError(refusal.reason) from refusal

    @staticmethod
    def actor(slug: str, username: str) -> Actor:
        """The user acting in the organisation."""
        organisation = Organisation.objects.filter(slug=slug).first()
        user = User.objects.filter(username=username).first()
        if organisation is None or user is None:
            raise CommandError("Нет такой организации или такого пользователя. Проверьте --organisation и --user.")
        return actor_for(user, organisation, today=local_today(organisation.time_zone))

    @staticmethod
    def load(actor: Actor, path: Path, *, confirm: bool) -> str:
        """Load, read and perhaps confirm; returns what has become of the file."""
        try:
            with path.open("rb") as stream:
                upload = accept(File(stream, name=path.name), PLAN)
                load = actions.start_load(actor=actor, upload=upload)
        except OSError as error:
            raise CommandError(f"Файл «{path}» не открывается. Проверьте путь и права.") from error
        actions.read_load(load=load)
        load.refresh_from_db()
        if load.state == Load.State.REFUSED:
            raise Refusal(load.refusal)
        rows = counted(len(load.draft["rows"]), "мероприятие", "мероприятия", "мероприятий")
        doubts = counted(len(load.draft["doubts"]), "сомнение", "сомнения", "сомнений")
        if not confirm:
            return f"Прочитано: {rows}, {doubts}. Проверьте и подтвердите загрузку в браузере."
        roadmap = actions.confirm_load(actor=actor, load=load)
        return f"Создана дорожная карта «{roadmap.title}»: {rows}, {doubts}."
