"""`./estafeta backup [FILE]`: the whole installation in one file, while people work."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from estafeta.upkeep.backups import default_name, make_backup
from estafeta.upkeep.commands import UpkeepCommand, password_of, password_option
from estafeta.upkeep.installation import here
from russian.figures import figure


class Command(UpkeepCommand):
    """Copies database, uploads, packs and the key; the copy is read back before it counts."""

    help = "Сделать резервную копию всей установки в один файл, не останавливая работы."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the file and whether a password closes it."""
        parser.add_argument("file", nargs="?", type=Path, help="куда; иначе в папку копий")
        password_option(parser)

    def act(self, **options: Any) -> None:
        """Make it and say what is in it."""
        now, installation = timezone.now(), here()
        target = options["file"] or installation.backups / default_name(now)
        done = make_backup(installation, target, now=now, password=password_of(options["password"], again=True))
        rows, files = figure(done.rows), figure(done.files)
        self.stdout.write(f"Копия готова и прочитана обратно: {done.path}")
        self.stdout.write(f"Строк в базе: {rows}, файлов: {files}, размер: {done.size / 1024 / 1024:.1f} МБ.")
        if not done.sealed:
            self.stdout.write("Копия не закрыта паролем: храните её там, куда нет доступа посторонним.")
        if done.note:
            self.stdout.write(done.note)
