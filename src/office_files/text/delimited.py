"""Tables in text with a delimiter (.csv, .tsv): the delimiter is told by how evenly it cuts the lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from office_files import limits, refusals
from office_files.blocks import Document, Place
from office_files.characters import tidy
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.limits import Budget

_SAMPLE = 200_000
_MARKS = ";\t,"
_EVEN = {";": 0.6, "\t": 0.95, ",": 0.9}
_FEWEST_COLUMNS = {";": 2, "\t": 2, ",": 3}
_LONGEST_CELL = 100_000
"""Letters of a cell: a longer one is a quotation mark that was never closed."""


def delimiter_of(text: str) -> str | None:
    """The delimiter of the whole text, or None where it is no such table. Prose with commas is none."""
    if text[:4].lower() == "sep=" and text[4:5] in _EVEN:
        return text[4]
    best, best_share = None, 0.0
    for delimiter, least in _EVEN.items():
        columns, share = _evenness(text[:_SAMPLE], delimiter)
        if columns >= _FEWEST_COLUMNS[delimiter] and share >= least and share > best_share:
            best, best_share = delimiter, share
    return best


def _evenness(sample: str, delimiter: str) -> tuple[int, float]:
    """The commonest number of fields above one and its share among records with text."""
    if sample.count(delimiter) < 2:
        return 0, 0.0
    counts = Counter(len(record) for record in _records(sample, delimiter) if any(map(str.strip, record)))
    several = [(times, fields) for fields, times in counts.items() if fields > 1]
    if not several:
        return 0, 0.0
    times, fields = max(several)
    total = sum(counts.values())
    return (fields, times / total) if times >= 2 else (0, 0.0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.MAX_LINE)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Unreadable(refusals.TOO_LONG_LINE) from error


def read_delimited(text: str, delimiter: str) -> Document:
    """One table of all records; a first line «sep=;» is a note to Excel and is dropped."""
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    grid = Grid(Budget(), Place(table=1))
    for record in _records(text, delimiter):
        row = grid.open_row()
        for column, value in enumerate(record[: limits.MAX_COLUMNS]):
            grid.put(Anchor(tidy(value), row, column))
    table = grid.build()
    if table is None:
        raise Unreadable(refusals.NO_CONTENT)
    return Document("csv", (table,))


class Record(NamedTuple):
    """A record of delimited text: its number among the records and the line where it begins, both from 1."""

    number: int
    line: int
    cells: tuple[str, ...]


def records_of(text: str, delimiter: str, budget: Budget) -> Iterator[Record]:
    """All records, empty ones too; a first line «sep=;» is a note to Excel and no record.

    Without a delimiter the commonest mark of the first lines is taken. Refuses text whose quotes are broken.
    """
    line = 1
    if text[:4].lower() == "sep=":
        text, line = text.partition("\n")[2], 2
    first = line
    csv.field_size_limit(limits.MAX_LINE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _commonest(text))
    try:
        for number, record in enumerate(reader, start=1):
            if max(map(len, record), default=0) > _LONGEST_CELL:
                raise Unreadable(refusals.broken_quotes(line))
            budget.pay_row()
            cells = tuple(map(tidy, record))
            for cell in cells:
                budget.pay_cell(cell)
            yield Record(number, line, cells)
            line = reader.line_num + first
    except csv.Error as error:
        raise Unreadable(refusals.broken_quotes(line)) from error


def _commonest(text: str) -> str:
    head = text[:20_000].split("\n", 12)[:12]
    return max(_MARKS, key="\n".join(head).count)
