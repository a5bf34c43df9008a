"""A whole file: its tables one after another, what all of them say together, and what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from office_files import refusals
from office_files.errors import Unreadable
from office_files.layouts import Layout, Layouts
from registry_reader.headings.meanings import Meaning
from registry_reader.headings.titles import Title, read_title
from registry_reader.model import Column, Doubt, Kind, Person, Registry, Skipped
from registry_reader.tables.columns import Bound, Columns, bind
from registry_reader.tables.drafts import Draft, Notes
from registry_reader.tables.fields import Context
from registry_reader.tables.headers import Header, Line, find_header, is_column_numbers, may_be_header
from registry_reader.tables.kinds import kind_by_columns
from registry_reader.tables.lines import Lines
from registry_reader.tables.people import Table, plus_columns
from registry_reader.tables.places import Places
from registry_reader.values.private import reason_of
from russian.folding import fold

_SNILS = re.compile(r"^\d{3}-\d{3}-\d{3}[ -]\d{2}$")


_Thing = TypeVar("_Thing", Doubt, Skipped)


@dataclass(slots=True)
class _Part:
    """One table with its heading: `rows` are those below it."""

    layout: Layout
    title: Title
    header: Header
    columns: Columns
    rows: Sequence[Line]
    alone: bool


@dataclass(slots=True)
class _Found:
    """What has been read of the file so far."""

    parts: list[_Part] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read_layouts(layouts: Layouts) -> Registry:
    """The registry of a file. Refuses one in which no table names people."""
    found = _Found()
    for layout in layouts.layouts:
        _find_parts(layout, found)
    if not found.parts:
        raise Unreadable(refusals.NO_PEOPLE)
    title = _whole_title(found, layouts)
    people: list[Person] = []
    doubts = list(found.doubts)
    skipped = list(found.skipped)
    kinds: list[Kind] = []
    columns: dict[tuple[str, str | None], Column] = {}
    for part in found.parts:
        notes = Notes(Places(part.layout))
        drafts = _read(part, title, notes)
        _doubt_hidden(part.layout, drafts, notes)
        _doubt_twice(drafts, notes)
        people += [draft.finish(notes.places) for draft in drafts]
        kinds += [part.columns.kind] if drafts else []
        doubts += notes.doubts
        skipped += notes.skipped
        columns.update({(one.printed, one.understood): one for one in part.columns.described()})
    kind: Kind = kinds[0] if len(set(kinds)) == 1 else "mixed" if kinds else found.parts[0].columns.kind
    order = {"number": title.order.number, "date": title.order.date} if title.order else None
    return Registry(
        kind,
        tuple(people),
        title.organisation,
        title.as_of,
        order,
        tuple(columns.values()),
        tuple(_once(doubts)),
        tuple(_once(skipped)),
        layouts.kind,
    )


def _once(things: Iterable[_Thing]) -> list[_Thing]:
    return list(dict.fromkeys(things))


def _whole_title(found: _Found, layouts: Layouts) -> Title:
    """The organisation, the day and the order of the file: the first that a heading of any table says."""
    below = read_title(layouts.below) if layouts.below else Title()
    titles = [*(part.title for part in found.parts), *found.titles]
    return Title(
        None,
        next((one.organisation for one in titles if one.organisation), None),
        next((one.as_of for one in titles if one.as_of), below.as_of),
        next((one.order for one in titles if one.order), None),
    )


def _find_parts(layout: Layout, found: _Found) -> None:
    """The tables of a sheet or a document's table, each with the title above it."""
    places = Places(layout)
    _skip_aside(layout, places, found)
    rows = layout.rows
    if not rows:
        return
    headers = _headers(rows)
    if not headers:
        _without_header(layout, places, found)
        return
    start, fresh = 0, []
    for number, header in enumerate(headers):
        top = _title_top(rows, start, header.first) if number else 0
        fresh.append((top, header))
        start = header.last + 1
    for number, (top, header) in enumerate(fresh):
        end = fresh[number + 1][0] if number + 1 < len(fresh) else len(rows)
        above = rows[top : header.first]
        lines = [*(layout.above if not number else ()), *(spot.text for line in above for spot in line)]
        title = _title(lines, layout, header, found)
        found.skipped += [Skipped(places.row(line[0].row), "заголовок") for line in above]
        below = header.last + 1
        if below < end and is_column_numbers(rows[below]):
            found.skipped.append(Skipped(places.row(rows[below][0].row), "номера столбцов"))
            below += 1
        found.parts.append(_part(layout, title, header, rows[below:end], alone=len(fresh) == 1))


def _title(lines: Sequence[str], layout: Layout, header: Header, found: _Found) -> Title:
    """What stands above a table; without it a document's table with the headings of the one before goes on with it."""
    before = found.parts[-1] if found.parts else None
    if layout.sort == "table" and not lines and before is not None and before.header.texts == header.texts:
        return before.title
    return read_title(lines, layout.name)


def _part(layout: Layout, title: Title, header: Header, rows: Sequence[Line], *, alone: bool) -> _Part:
    meanings = list(header.meanings.values())
    kind: Kind = title.kind or kind_by_columns(meanings)  # type: ignore[assignment]
    columns = bind(header.meanings, kind)
    return _Part(layout, title, header, _told_by_cells(columns, rows), rows, alone)


def _headers(rows: Sequence[Line]) -> list[Header]:
    """The header of a sheet and further ones with other headings; repeats of one are rows of its table."""
    first = find_header(rows, 0)
    if first is None:
        return []
    headers, at = [first], first.last + 1
    while at < len(rows):
        if may_be_header(rows[at]):
            found = find_header(rows, at)
            if found is not None and found.texts != headers[-1].texts and not found.texts <= headers[-1].texts:
                headers.append(found)
                at = found.last + 1
                continue
        at += 1
    return headers


def _title_top(rows: Sequence[Line], start: int, first: int) -> int:
    """Where the title of a further table begins: single cells right above its header."""
    top = first
    while top > start and len(rows[top - 1]) == 1 and rows[top][0].row - rows[top - 1][0].row <= 3:
        top -= 1
    return top


def _skip_aside(layout: Layout, places: Places, found: _Found) -> None:
    for spot in layout.beneath:
        found.skipped.append(Skipped(places.cell(spot.row, spot.column), "под объединённой ячейкой"))
    for row, column in layout.errors:
        found.skipped.append(Skipped(places.cell(row, column), "ошибка формулы вместо значения"))
        found.doubts.append(Doubt(places.cell(row, column), "ошибка формулы вместо значения", serious=True))


def _without_header(layout: Layout, places: Places, found: _Found) -> None:
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


def _continues(layout: Layout, before: _Part) -> bool:
    """Whether a table without a heading is the rest of the one before it: as wide, with names where names are."""
    width = max(spot.column + spot.columns for line in layout.rows for spot in line)
    lines = Lines(before.header, before.columns)
    named = sum(1 for line in layout.rows if lines.sort(line, {spot.column: spot for spot in line})[0] == "people")
    return width == max(before.columns.bound) + 1 and named * 2 >= len(layout.rows)


def _told_by_cells(columns: Columns, rows: Sequence[Line]) -> Columns:
    """Columns whose cells tell what their headings do not: numbers without a heading, СНИЛС under any."""
    bound = dict(columns.bound)
    number = columns.number
    for column in sorted({spot.column for line in rows for spot in line}):
        one = bound.get(column)
        if one is not None and (one.field or one.forbidden):
            continue
        texts = [spot.text.strip() for line in rows for spot in line if spot.column == column]
        if texts and sum(1 for text in texts if _SNILS.match(text)) * 2 > len(texts):
            printed = one.printed if one else f"столбец {column + 1}"
            bound[column] = Bound(
                column, printed, "", one.owner if one else "own", reason_of(texts[0]) or "СНИЛС не хранится"
            )
        elif one is None and number is None and column < min(columns.bound) and _are_numbers(texts):
            owner = "own" if "own" in columns.names else "pair"
            bound[column], number = Bound(column, f"столбец {column + 1}", "number", owner), column
    return Columns(columns.kind, dict(sorted(bound.items())), columns.names, number)


def _are_numbers(texts: Sequence[str]) -> bool:
    numbers = [int(text.strip(" .)")) for text in texts if text.strip(" .)").isdecimal() and len(text) < 7]
    return len(numbers) * 10 >= len(texts) * 8 and all(one < other for one, other in pairwise(numbers))


def _read(part: _Part, title: Title, notes: Notes) -> list[Draft]:
    """The people of a table; its private columns are passed over as columns."""
    _skip_private(part, notes)
    columns = part.columns
    context = Context(
        notes, part.title.as_of or title.as_of, columns.kind == "answers", plus_columns(columns, part.rows)
    )
    table = Table(columns, Lines(part.header, columns), context, part.title.scope)
    for line in part.rows:
        table.take(line)
    if columns.kind == "answers":
        _give_roles(table.people, part.header.meanings.values())
    return table.people


def _skip_private(part: _Part, notes: Notes) -> None:
    first = part.rows[0][0].row if part.rows else 0
    last = part.rows[-1][0].row if part.rows else 0
    for one in part.columns.bound.values():
        if one.forbidden:
            place = notes.places.column(one.column, max(0, first - 1), last, whole=part.alone)
            notes.skipped.append(Skipped(place, one.forbidden))


def _give_roles(drafts: Sequence[Draft], meanings: Iterable[Meaning]) -> None:
    """The role of answers: said in each, or told by what the form asks."""
    asked = {one.field for one in meanings}
    role = None
    if asked & {"desired_age", "age_and_capacity", "competences", "capacity"}:
        role = "mentor"
    elif "request" in asked:
        role = "mentee"
    for draft in drafts:
        if draft.role is None and "role" not in asked:
            draft.role = role  # type: ignore[assignment]


def _doubt_hidden(layout: Layout, drafts: Sequence[Draft], notes: Notes) -> None:
    for row in dict.fromkeys(draft.row for draft in drafts if draft.row in layout.hidden_rows):
        notes.doubt_row(row, "скрытая строка")
    if layout.hidden and drafts:
        notes.doubts.append(Doubt(notes.places.whole, "скрытый лист", False))


def _doubt_twice(drafts: Sequence[Draft], notes: Notes) -> None:
    """The same full name with the same day of birth, class or workplace: asked at the second."""
    seen: set[tuple[str, str, str]] = set()
    for draft in drafts:
        facts = draft.facts
        name = fold(" ".join(str(facts.get(part) or "") for part in ("surname", "name", "patronymic")))
        keys = {(name, key, fold(str(facts[key]))) for key in ("birth_date", "class", "workplace") if facts.get(key)}
        if facts.get("name") and keys & seen:
            notes.doubt_row(draft.row, "тот же человек второй раз")
        seen |= keys
