"""The command line of the reader: `people read FILE [--json]`.

Exit code 0: read. 2: no registry of people, unreadable or wrongly called, with one Russian sentence on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from office_files.console import Parser, WronglyCalled, leave_pipe, width, write
from office_files.errors import Unreadable

_USAGE = "Вызов: people read ФАЙЛ [--json]."


class _Parser(Parser):
    sentence = _USAGE


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    if not argv or argv[0] in {"-h", "--help"}:
        write(sys.stdout, f"{_USAGE}\n")
        return 0 if argv else 2
    try:
        return _read(_parser().parse_args(argv))
    except (WronglyCalled, Unreadable) as refusal:
        write(sys.stderr, f"{refusal}\n")
        return 2
    except BrokenPipeError:
        leave_pipe()
        return 0


def _parser() -> _Parser:
    parser = _Parser(prog="people", add_help=False)
    commands = parser.add_subparsers(required=True, parser_class=_Parser)
    read = commands.add_parser("read")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true")
    return parser


def _read(arguments: argparse.Namespace) -> int:
    from registry_reader.sandbox import read_safely

    answer = read_safely(arguments.file)
    if arguments.json:
        write(sys.stdout, json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        from registry_reader.printout import print_registry

        write(sys.stdout, print_registry(answer, width()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
