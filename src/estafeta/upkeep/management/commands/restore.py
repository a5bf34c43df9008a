"""`./estafeta restore FILE`: put a backup into an empty place."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from estafeta.core.erasures import ERASERS, replay
from estafeta.core.refusals import Refusal
from estafeta.upkeep.backups import erased_since, restore
from estafeta.upkeep.commands import UpkeepCommand, password_of, password_option
from estafeta.upkeep.installation import Installation, here
from russian.figures import figure

NEWER = "Копия сделана более новой Эстафетой (шаг {name} здесь неизвестен). Обновите программу и повторите."


class Command(UpkeepCommand):
    """Restores all of it or nothing, then erases again whoever was erased since the backup."""

    help = "Восстановить резервную копию на пустое место."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the file."""
        parser.add_argument("file", type=Path, help="копия")
        password_option(parser)

    def act(self, **options: Any) -> None:
        """Restore, bring the tables to this version, erase again, say what came back."""
        installation, file = here(), options["file"]
        demand_erasers(installation, file)
        manifest = restore(installation, file, migrate=make_tables, password=password_of(options["password"]))
        call_command("migrate", verbosity=0)
        count = replay(erased_since(installation, file))
        rows, files = figure(sum(manifest["counts"].values())), figure(manifest["files"])
        self.stdout.write(f"Восстановлено: строк {rows}, файлов {files}, копия от {manifest['made_at']}.")
        if count:
            self.stdout.write(f"Заново удалено лиц, удалённых после копии: {count}.")
        self.stdout.write("Запускайте: ./estafeta up --no-demo")


def demand_known(applied: list[str]) -> None:
    """Refuse migrations that this version of the product does not have."""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    names = {f"{app}.{name}" for app, name in disk}
    unknown = [name for name in applied if name not in names]
    if unknown:
        raise Refusal(NEWER.format(name=unknown[0]))


def demand_erasers(installation: Installation, file: Path) -> None:
    """Refuse a list of erased persons of a kind that no room of this version forgets: they would come back."""
    unknown = [kind for kind, _ in erased_since(installation, file) if kind not in ERASERS]
    if unknown:
        raise Refusal(
            f"В списке удалённых лиц есть вид «{unknown[0]}», которого эта версия не знает: удалённые вернулись бы. "
            "Обновите программу и повторите."
        )


def make_tables(applied: list[str], wanted: bool) -> None:
    """Refuse unknown migrations; where wanted, make the tables as they were when the copy was made."""
    demand_known(applied)
    if not wanted:
        return
    loader = MigrationLoader(connection)
    for app in sorted({name.partition(".")[0] for name in applied}):
        of_app = [name.partition(".")[2] for name in applied if name.startswith(f"{app}.")]
        inside = [name for name in of_app if not any(child[0] == app for child in children(loader, app, name, applied))]
        call_command("migrate", app, inside[0], verbosity=0)


def children(loader: MigrationLoader, app: str, name: str, applied: list[str]) -> list[tuple[str, str]]:
    """Return the applied migrations that stand on this one."""
    node = loader.graph.node_map[app, name]
    keys = [child.key for child in node.children]
    return [key for key in keys if f"{key[0]}.{key[1]}" in applied]
