"""A file as rows of text with the numbers of their lines, whatever kind of table it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from office_files.errors import Unreadable
from office_files.limits import MEGABYTE, Bounds
from office_files.source import load as load_bytes
from office_files.tables import open_table, texts

PEOPLE = Bounds(
    file=200 * MEGABYTE,
    members=2_000,
    unpacked=4096 * MEGABYTE,
    part=1024 * MEGABYTE,
    rows=1_100_000,
    cells=100_000_000,
    characters=4_000_000_000,
)
"""What the person at the command line may bring: 300,000 people take about 60 megabytes."""


class BadTable(ValueError):
    """A file that cannot be read as a table of people; the text is a Russian sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, counted from 1, and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a book, or a whole .csv (then `name` is empty); rows without any text are left out."""

    name: str
    rows: tuple[Row, ...]


def load(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file. Raises BadTable."""
    try:
        book = open_table(load_bytes(path, PEOPLE), path.name, PEOPLE)
    except Unreadable as error:
        sentence = error.sentence[:1].lower() + error.sentence[1:]
        raise BadTable(f"«{path.name}»: {sentence}") from error
    return tuple(
        Sheet(sheet.name, tuple(Row(row.number, texts(row.cells)) for row in sheet.rows)) for sheet in book.sheets
    )
