"""The command line: `./estafeta COMMAND`. Only the commands that need Django load it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from estafeta.config.troubles import sentence_of

ROOT = Path(__file__).resolve().parents[3]

HELP = """\
Эстафета: целевая модель наставничества от дорожной карты до отчёта.

  ./estafeta up [--port N] [--no-demo]        запустить (с показательным районом)
  ./estafeta test [часть …]                   всё, что проверяет сборка
  ./estafeta roadmap read ФАЙЛ [--json]       прочитать дорожную карту
  ./estafeta roadmap deadlines ФАЙЛ.tsv       понять сроки
  ./estafeta roadmap lint ФАЙЛ [--kind ВИД]   найти, что в карте не так
  ./estafeta roadmap import ФАЙЛ --organisation АДРЕС --user ИМЯ
  ./estafeta people read ФАЙЛ [--json]        прочитать список людей: базу, пары, класс, анкеты
  ./estafeta pair НАСТАВЛЯЕМЫЕ НАСТАВНИКИ …   подобрать пары (ready, explain, check — см. «pair»)
  ./estafeta upgrade                          привести базу к этой версии: сначала копия, потом все шаги или ни одного
  ./estafeta backup [ФАЙЛ] [--password]       резервная копия всей установки, не останавливая работы
  ./estafeta check-backup ФАЙЛ                проверить копию
  ./estafeta restore ФАЙЛ                     восстановить копию на пустое место
  ./estafeta organisation export АДРЕС ФАЙЛ   выгрузить организацию целиком
  ./estafeta organisation import ФАЙЛ         принять её в другой установке
  ./estafeta worker                           исполнитель фоновых заданий
  ./estafeta demo [--day ГГГГ-ММ-ДД]          разыграть показательный район
  ./estafeta found                            создать первую организацию и её руководителя
  ./estafeta journal verify [--organisation]  проверить, что записи журнала никто не менял (ещё: heads, retire)
  ./estafeta search rebuild                   собрать указатель поиска заново
  ./estafeta docs                             обновить справочник в docs/reference
  ./estafeta manage …                         команды Django
"""


def django(*arguments: str) -> int:
    """Run one of Django's management commands in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["estafeta", *arguments])
    return 0


def roadmap(arguments: list[str]) -> int:
    """`roadmap read`, `roadmap deadlines`, `roadmap lint` (no Django) or `roadmap import`."""
    if arguments[:1] == ["lint"]:
        from estafeta.config import linting

        return linting.main(arguments[1:])
    if arguments[:1] == ["import"]:
        return django("import_roadmap", *arguments[1:])
    from roadmap_reader.cli import main as read

    return read(arguments)


def people(arguments: list[str]) -> int:
    """`people read`: a registry of people out of a file, without Django."""
    from registry_reader.cli import main as read

    return read(arguments)


def up(arguments: list[str]) -> int:
    """Migrate, play the demo once, then serve pages and background jobs until Ctrl+C."""
    from estafeta.config import up as serving

    return serving.main(arguments)


def test(arguments: list[str]) -> int:
    """Run everything that CI runs, or only the named parts."""
    return subprocess.call([sys.executable, str(ROOT / "tests" / "run.py"), *arguments], cwd=ROOT)


def docs(arguments: list[str]) -> int:
    """Write the generated pages of the reference."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
    from django import setup

    setup()
    from estafeta.config import reference

    reference.write()
    return 0


def pair(arguments: list[str]) -> int:
    """Match mentees with mentors from two tables (no Django)."""
    from estafeta.config import pairing

    return pairing.main(arguments)


def direct(name: str) -> Callable[[list[str]], int]:
    """Return a command that is a management command of the same name."""
    return lambda arguments: django(name, *arguments)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "up": up,
    "test": test,
    "roadmap": roadmap,
    "people": people,
    "pair": pair,
    "upgrade": direct("upgrade"),
    "backup": direct("backup"),
    "check-backup": direct("check_backup"),
    "restore": direct("restore"),
    "organisation": direct("organisation"),
    "worker": direct("worker"),
    "demo": direct("demo"),
    "found": direct("found"),
    "journal": direct("journal"),
    "search": direct("search"),
    "docs": docs,
    "manage": lambda arguments: django(*arguments),
}


def main(arguments: list[str]) -> int:
    """Hand over to the command; without one, or with an unknown one, show the list."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(HELP)
        return 0
    command = COMMANDS.get(arguments[0])
    if command is None:
        print(f"Нет команды «{arguments[0]}».\n\n{HELP}", file=sys.stderr)
        return 2
    try:
        return command(arguments[1:])
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
