"""Answers for a table of phrases: phrase TAB context in, phrase TAB context TAB JSON out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from office_files.errors import Unreadable
from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.occurrences import deadline_to_json
from roadmap_reader.deadlines.reading import read_deadline

_HEADING = "phrase"


def _context(text: str, number: int) -> Context:
    try:
        return Context.parse(text)
    except ValueError as wrong:
        sentence = (
            f"Строка {number}: период плана не понят; "
            "нужны два года или две даты через две точки, например 2020..2024 или 2023-09-01..2024-05-31."
        )
        raise Unreadable(sentence) from wrong


def answer_tsv(lines: Iterable[str]) -> Iterator[str]:
    """One answer line per phrase, without line ends; refuses (Unreadable) a line without a readable context."""
    for number, line in enumerate(lines, 1):
        text = line.removeprefix("\ufeff").rstrip("\r\n") if number == 1 else line.rstrip("\r\n")
        cells = text.split("\t")
        if not text.strip() or (number == 1 and cells[0].strip().casefold().startswith(_HEADING)):
            continue
        if len(cells) < 2:
            raise Unreadable(f"Строка {number}: нужны фраза о сроке и период плана, разделённые табуляцией.")
        deadline = read_deadline(cells[0], _context(cells[1], number))
        answer = json.dumps(deadline_to_json(deadline), ensure_ascii=False)
        yield f"{cells[0]}\t{cells[1]}\t{answer}"
