"""The command line of the reader: `roadmap read FILE [--json]` and `roadmap deadlines FILE.tsv`.

Exit code 0: read. 2: not a roadmap, unreadable or wrongly called, with one Russian sentence on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from office_files.console import Parser, WronglyCalled, leave_pipe, width, write
from office_files.errors import Unreadable

_USAGE = "Вызов: roadmap read ФАЙЛ [--json] или roadmap deadlines ФАЙЛ.tsv."
_BAD_TSV = "Файл сроков не прочитан: нужен текст UTF-8, в каждой строке «срок», табуляция, период плана."


class _Parser(Parser):
    sentence = _USAGE


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    if not argv or argv[0] in {"-h", "--help"}:
        write(sys.stdout, f"{_USAGE}\n")
        return 0 if argv else 2
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.run(arguments))
    except (WronglyCalled, Unreadable) as refusal:
        write(sys.stderr, f"{refusal}\n")
        return 2
    except BrokenPipeError:
        leave_pipe()
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
        write(sys.stdout, json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        from roadmap_reader.printout import print_roadmap

        write(sys.stdout, print_roadmap(answer, width()))
    return 0


def _deadlines(arguments: argparse.Namespace) -> int:
    from office_files.source import load
    from roadmap_reader.deadlines.tsv import answer_tsv

    data = load(arguments.file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_BAD_TSV) from error
    write(sys.stdout, "".join(f"{line}\n" for line in answer_tsv(text.split("\n"))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
