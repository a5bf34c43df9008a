"""`./estafeta roadmap lint FILE`: what a tired methodist would miss, without a database."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

from office_files.errors import Unreadable
from roadmap_linter import Context, Finding, Own, lint
from roadmap_linter.reading import plan_of_json, required_kinds
from roadmap_reader import read_safely
from roadmap_reader.kinds import load_catalogue

USAGE = "Вызов: roadmap lint ФАЙЛ [--kind ВИД] [--json]. Виды: " + ", ".join(required_kinds()) + "."
MARKS = {"error": "!!", "warning": " !", "hint": " ?"}


class Parser(argparse.ArgumentParser):
    """A parser that answers in one Russian sentence."""

    def error(self, message: str) -> NoReturn:
        """Refuse with the usage."""
        raise Unreadable(USAGE)


def main(arguments: list[str]) -> int:
    """Print the remarks on a file; 0 without remarks, 1 with some, 2 where the file cannot be read."""
    parser = Parser(add_help=False)
    parser.add_argument("file", type=Path)
    parser.add_argument("--kind", choices=sorted(required_kinds()), default="")
    parser.add_argument("--json", action="store_true")
    try:
        options = parser.parse_args(arguments)
        found = findings_of(options.file, options.kind)
    except Unreadable as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=1))
    else:
        print_findings(found)
    return 1 if found else 0


def findings_of(path: Path, kind: str = "") -> tuple[Finding, ...]:
    """Read a file and return the remarks on it. Raises Unreadable."""
    answer = read_safely(path, with_source=True)
    names = load_catalogue()
    required = {code: names[code].name for code in required_kinds().get(kind, ())}
    own = Own(full_name=answer.get("organisation") or "", kind=kind)
    return lint(plan_of_json(answer), Context(dt.date.today(), own, required=required))


def print_findings(found: tuple[Finding, ...]) -> None:
    """Print a remark a line: how grave, where, what."""
    for row in found:
        print(f"{MARKS[row.severity]} {row.place.words}: {row.sentence}")
    print("Замечаний нет." if not found else f"Всего замечаний: {len(found)}.")
