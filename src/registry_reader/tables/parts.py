"""The tables of a file: where each begins, what stands above it, and what is passed over on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from office_files.layouts import Layout, Layouts
from registry_reader.headings.titles import Title, read_title
from registry_reader.model import Doubt, Skipped
from registry_reader.tables.columns import Bound, Columns, bind
from registry_reader.tables.headers import Header, Line, find_header, is_column_numbers, may_be_header
from registry_reader.tables.kinds import kind_by_columns
from registry_reader.tables.lines import Lines
from registry_reader.tables.places import Places
from registry_reader.values.private import reason_of

_SNILS = re.compile(r"^\d{3}-\d{3}-\d{3}[ -]\d{2}$")


@dataclass(frozen=True, slots=True)
class Part:
    """One table with its heading. `rows` are those below it; `alone` says that the sheet has no other table."""

    layout: Layout
    title: Title
    header: Header
    columns: Columns
    rows: Sequence[Line]
    alone: bool


@dataclass(slots=True)
class Parts:
    """The tables of a file, the titles of tables that name nobody, what was passed over and asked."""

    parts: list[Part] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def find_parts(layouts: Layouts) -> Parts:
    """All tables of people of a file, in order."""
    found = Parts()
    for layout in layouts.layouts:
        places = Places(layout)
        _skip_aside(layout, places, found)
        headers = _headers(layout.rows)
        if headers:
            _split(layout, headers, places, found)
        elif layout.rows:
            _without_header(layout, places, found)
    return found


def _split(layout: Layout, headers: Sequence[Header], places: Places, found: Parts) -> None:
    """The tables of one layout, each from the title above its header to the title of the next one."""
    rows = layout.rows
    tops = [0, *(_title_top(rows, one.last + 1, other.first) for one, other in pairwise(headers))]
    for top, end, header in zip(tops, [*tops[1:], len(rows)], headers, strict=True):
        above = rows[top : header.first]
        lines = [*(layout.above if not top else ()), *(spot.text for line in above for spot in line)]
        found.skipped += [Skipped(places.row(line[0].row), "заголовок") for line in above]
        below = header.last + 1
        if below < end and is_column_numbers(rows[below]):
            found.skipped.append(Skipped(places.row(rows[below][0].row), "номера столбцов"))
            below += 1
        title = _title(lines, layout, header, found)
        kind = title.kind or kind_by_columns(list(header.meanings.values()))
        columns = _told_by_cells(bind(header.meanings, kind), rows[below:end])
        found.parts.append(Part(layout, title, header, columns, rows[below:end], len(headers) == 1))


def _title(lines: Sequence[str], layout: Layout, header: Header, found: Parts) -> Title:
    """What stands above a table; without it a document's table with the headings of the one before goes on with it."""
    before = found.parts[-1] if found.parts else None
    if layout.sort == "table" and not lines and before is not None and before.header.texts == header.texts:
        return before.title
    return read_title(lines, layout.name)


def _headers(rows: Sequence[Line]) -> list[Header]:
    """The header of a sheet and further ones with other headings; repeats of one are rows of its table."""
    headers: list[Header] = []
    found = find_header(rows, 0)
    while found is not None:
        if not headers or not found.texts <= headers[-1].texts:
            headers.append(found)
        at = next((at for at in range(found.last + 1, len(rows)) if may_be_header(rows[at])), None)
        found = find_header(rows, at, sure=True) if at is not None else None
    return headers


def _title_top(rows: Sequence[Line], start: int, first: int) -> int:
    """Where the title of a further table begins: single cells right above its header."""
    top = first
    while top > start and len(rows[top - 1]) == 1 and rows[top][0].row - rows[top - 1][0].row <= 3:
        top -= 1
    return top


def _skip_aside(layout: Layout, places: Places, found: Parts) -> None:
    for spot in layout.beneath:
        found.skipped.append(Skipped(places.cell(spot.row, spot.column), "под объединённой ячейкой"))
    for row, column in layout.errors:
        found.skipped.append(Skipped(places.cell(row, column), "ошибка формулы вместо значения"))
        found.doubts.append(Doubt(places.cell(row, column), "ошибка формулы вместо значения", serious=True))


def _without_header(layout: Layout, places: Places, found: Parts) -> None:
    """A table that names nobody: passed over, its words are a title; the rest of the table before it is part of it."""
    before = found.parts[-1] if found.parts else None
    if before is not None and layout.sort == "table" and before.layout.sort == "table" and _continues(layout, before):
        found.parts.append(
            replace(before, layout=layout, rows=layout.rows, title=replace(before.title, scope=before.title.scope))
        )
        return
    found.titles.append(read_title(layout.above, ""))
    if layout.sort == "table":
        found.titles.append(read_title([spot.text for line in layout.rows[:12] for spot in line], ""))
    found.skipped.append(Skipped(places.whole, "таблица без людей" if layout.sort == "table" else "лист без людей"))


def _continues(layout: Layout, before: Part) -> bool:
    """Whether a table without a heading is the rest of the one before it: as wide, with names where names are."""
    width = max(spot.column + spot.columns for line in layout.rows for spot in line)
    lines = Lines(before.header, before.columns)
    named = sum(1 for line in layout.rows if lines.sort(line, {spot.column: spot for spot in line})[0] == "people")
    return width == max(before.columns.bound) + 1 and named * 2 >= len(layout.rows)


def _told_by_cells(columns: Columns, rows: Sequence[Line]) -> Columns:
    """Columns whose cells tell what their headings do not: numbers without a heading, СНИЛС under any."""
    bound = dict(columns.bound)
    number = columns.number
    for column, texts in _unknown(columns, rows):
        one = bound.get(column)
        if sum(1 for text in texts if _SNILS.match(text)) * 2 > len(texts):
            bound[column] = _forbidden(column, one, reason_of(texts[0]))
        elif one is None and number is None and column < min(columns.bound) and _are_numbers(texts):
            owner = "own" if "own" in columns.names else "pair"
            bound[column], number = Bound(column, f"столбец {column + 1}", "number", owner), column
    return Columns(columns.kind, dict(sorted(bound.items())), columns.names, number)


def _unknown(columns: Columns, rows: Sequence[Line]) -> Iterator[tuple[int, list[str]]]:
    """The texts of columns without a heading, or with one that is no field."""
    known = {column for column, one in columns.bound.items() if one.field or one.forbidden}
    texts: dict[int, list[str]] = {}
    for line in rows:
        for spot in line:
            if spot.column not in known:
                texts.setdefault(spot.column, []).append(spot.text.strip())
    yield from sorted(texts.items())


def _forbidden(column: int, one: Bound | None, reason: str) -> Bound:
    printed, owner = (one.printed, one.owner) if one else (f"столбец {column + 1}", "own")
    return Bound(column, printed, "", owner, reason or "СНИЛС не хранится")


def _are_numbers(texts: Sequence[str]) -> bool:
    numbers = [int(text.strip(" .)")) for text in texts if text.strip(" .)").isdecimal() and len(text) < 7]
    return len(numbers) * 10 >= len(texts) * 8 and all(one < other for one, other in pairwise(numbers))
