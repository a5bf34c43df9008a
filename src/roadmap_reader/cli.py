"""The command line of the reader: `roadmap read FILE [--json]` and `roadmap deadlines FILE.tsv`.

Exit code 0: read. 2: not a roadmap, unreadable or wrongly called, with one Russian sentence on stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import IO, NoReturn

from office_files.errors import Unreadable

_USAGE = "Вызов: roadmap read ФАЙЛ [--json] или roadmap deadlines ФАЙЛ.tsv."
_BAD_TSV = "Файл сроков не прочитан: нужен текст UTF-8, в каждой строке «срок», табуляция, период плана."


class _Refused(Exception):
    """Wrong arguments; carries the sentence."""


class _Parser(argparse.ArgumentParser):
    """Refuses in one Russian sentence instead of printing an English usage."""

    def error(self, message: str) -> NoReturn:
        raise _Refused(_USAGE)


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    if not argv or argv[0] in {"-h", "--help"}:
        _write(sys.stdout, f"{_USAGE}\n")
        return 0 if argv else 2
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except (_Refused, Unreadable) as refusal:
        _write(sys.stderr, f"{refusal}\n")
        return 2
    except BrokenPipeError:
        _leave_pipe()
        return 0


def _parser() -> _Parser:
    parser = _Parser(prog="roadmap", add_help=False)
    commands = parser.add_subparsers(required=True, parser_class=_Parser)
    read = commands.add_parser("read", help="прочитать дорожную карту из файла")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="вывести JSON")
    read.set_defaults(run=_read)
    deadlines = commands.add_parser("deadlines", help="разобрать сроки из файла .tsv")
    deadlines.add_argument("file", type=Path)
    deadlines.set_defaults(run=_deadlines)
    return parser


def _read(arguments: argparse.Namespace) -> int:
    from roadmap_reader.sandbox import read_safely

    answer = read_safely(arguments.file)
    if arguments.json:
        _write(sys.stdout, json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        from roadmap_reader.printout import print_roadmap

        _write(sys.stdout, print_roadmap(answer, _width()))
    return 0


def _deadlines(arguments: argparse.Namespace) -> int:
    from office_files.source import load
    from roadmap_reader.deadlines.tsv import answer_tsv

    data = load(arguments.file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_BAD_TSV) from error
    _write(sys.stdout, "".join(f"{line}\n" for line in answer_tsv(text.split("\n"))))
    return 0


def _width() -> int:
    """Columns of the terminal; 120 where the output is not one."""
    try:
        return max(60, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 120


def _write(stream: IO[str], text: str) -> None:
    """UTF-8 whatever the locale says; a lone surrogate never breaks the output."""
    data = text.encode("utf-8", "replace")
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(data.decode("utf-8"))
        stream.flush()
        return
    stream.flush()
    raw.write(data)
    raw.flush()


def _leave_pipe() -> None:
    """The reader of our output has gone: let the interpreter end without a second complaint."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
