"""A whole file: its tables one after another, and what all of them say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from office_files import refusals
from office_files.errors import Unreadable
from office_files.layouts import Layout, Layouts
from registry_reader.headings.meanings import Meaning
from registry_reader.headings.titles import Title, read_title
from registry_reader.model import Column, Doubt, Person, Registry, Role, Skipped
from registry_reader.tables.drafts import Draft, Notes
from registry_reader.tables.fields import Context
from registry_reader.tables.lines import Lines
from registry_reader.tables.parts import Part, Parts, find_parts
from registry_reader.tables.people import Table, plus_columns
from registry_reader.tables.places import Places

_OF_MENTORS = frozenset({"desired_age", "age_and_capacity", "competences", "capacity"})
"""What only mentors are asked."""


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A table that has been read."""

    part: Part
    notes: Notes
    people: Sequence[Person]

    def skipped(self, told: bool) -> Sequence[Skipped]:
        """What was passed over: one by one, or the whole sheet where it names nobody and others do."""
        if told or not self.part.alone:
            return self.notes.skipped
        return [Skipped(self.notes.places.whole, "лист без людей")]


def read_layouts(layouts: Layouts) -> Registry:
    """The registry of a file. Refuses one in which no table names people."""
    found = find_parts(layouts)
    if not found.parts:
        raise Unreadable(refusals.NO_PEOPLE)
    title = _whole_title(found, layouts)
    read = [_Read(part, *_read(part, title)) for part in found.parts]
    told = [one for one in read if one.people] or read
    kinds = {one.part.columns.kind for one in told}
    order = {"number": title.order.number, "date": title.order.date} if title.order else None
    columns = _columns([one.part for one in read if one in told or not one.part.alone])
    return Registry(
        kinds.pop() if len(kinds) == 1 else "mixed",
        tuple(person for one in read for person in one.people),
        title.organisation,
        title.as_of,
        order,
        columns,
        tuple(dict.fromkeys([*found.doubts, *(doubt for one in told for doubt in one.notes.doubts)])),
        tuple(dict.fromkeys([*found.skipped, *(skipped for one in read for skipped in one.skipped(one in told))])),
        layouts.kind,
    )


def _columns(parts: Iterable[Part]) -> tuple[Column, ...]:
    """The columns of all tables, once per heading."""
    return tuple(dict.fromkeys(column for part in parts for column in part.columns.described()))


def _whole_title(found: Parts, layouts: Layouts) -> Title:
    """The organisation, the day and the order of the file: the first that a heading of any table says."""
    below = read_title(layouts.below) if layouts.below else Title()
    titles = [*(part.title for part in found.parts), *found.titles]
    return Title(
        None,
        next((one.organisation for one in titles if one.organisation), None),
        next((one.as_of for one in titles if one.as_of), below.as_of),
        next((one.order for one in titles if one.order), None),
    )


def _read(part: Part, title: Title) -> tuple[Notes, list[Person]]:
    """The people of a table, and what is noted on the way; its private columns are passed over as columns."""
    notes = Notes(Places(part.layout))
    _skip_private(part, notes)
    columns = part.columns
    as_of = part.title.as_of or title.as_of
    context = Context(notes, as_of, columns.kind == "answers", plus_columns(columns, part.rows))
    table = Table(columns, Lines(part.header, columns), context, part.title.scope)
    for line in part.rows:
        table.take(line)
    if columns.kind == "answers":
        _give_roles(table.people, part.header.meanings.values())
    _doubt_hidden(part.layout, table.people, notes)
    _doubt_twice(table.people, notes)
    return notes, [draft.finish(notes.places) for draft in table.people]


def _skip_private(part: Part, notes: Notes) -> None:
    first = part.rows[0][0].row if part.rows else 0
    last = part.rows[-1][0].row if part.rows else 0
    for one in part.columns.bound.values():
        if one.forbidden:
            place = notes.places.column(one.column, max(0, first - 1), last, whole=part.alone)
            notes.skipped.append(Skipped(place, one.forbidden))


def _give_roles(drafts: Sequence[Draft], meanings: Iterable[Meaning]) -> None:
    """The role of answers: said in each, or told by what the form asks."""
    asked = {one.field for one in meanings}
    role: Role | None = "mentor" if asked & _OF_MENTORS else "mentee" if "request" in asked else None
    for draft in drafts if "role" not in asked else ():
        draft.role = role


def _doubt_hidden(layout: Layout, drafts: Sequence[Draft], notes: Notes) -> None:
    for row in dict.fromkeys(draft.row for draft in drafts if draft.row in layout.hidden_rows):
        notes.doubt_row(row, "скрытая строка")
    if layout.hidden and drafts:
        notes.doubts.append(Doubt(notes.places.whole, "скрытый лист", False))


def _doubt_twice(drafts: Sequence[Draft], notes: Notes) -> None:
    """The same full name with the same day of birth, class or workplace: asked at the second."""
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        facts = draft.facts
        name = (facts.get("surname"), facts.get("name"), facts.get("patronymic"))
        keys = {(*name, key, facts[key]) for key in ("birth_date", "class", "workplace") if key in facts}
        if facts.get("name") and keys & seen:
            notes.doubt_row(draft.row, "тот же человек второй раз")
        seen |= keys
