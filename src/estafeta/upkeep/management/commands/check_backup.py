"""`./estafeta check-backup FILE`: read a backup to its end and say whether it would come back whole."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from estafeta.upkeep.backups import check_backup
from estafeta.upkeep.commands import UpkeepCommand, password_of, password_option
from russian.figures import figure


class Command(UpkeepCommand):
    """Reads every byte, compares checksums and counts; changes nothing."""

    help = "Проверить резервную копию: все контрольные суммы, целость базы, число строк."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the file."""
        parser.add_argument("file", type=Path, help="копия")
        password_option(parser)

    def act(self, **options: Any) -> None:
        """Check and say so."""
        manifest = check_backup(options["file"], password_of(options["password"]))
        rows, files = figure(sum(manifest["counts"].values())), figure(manifest["files"])
        self.stdout.write(
            f"Копия цела. Сделана {manifest['made_at']}, строк в базе: {rows} в {len(manifest['counts'])} таблицах, "
            f"файлов: {files}."
        )
