"""Where the headings of a table are: one line or more, merged or not, repeated, with column numbers below."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from office_files.layouts import Spot
from registry_reader.headings.meanings import Meaning, meaning_of
from registry_reader.values.contacts import MAIL
from registry_reader.values.names import looks_like_name
from registry_reader.values.people import read_people
from registry_reader.values.texts import heading_line, is_silent, plain

Line = tuple[Spot, ...]

_PERSON = frozenset({"full_name", "surname"})
_LONGEST = 400
_MOST_LINES = 4
_LOOK_DOWN = 12
_MAYBE = re.compile(
    r"фио|ф\.\s*и\.|фамили|наставник|наставляем|сотрудник|работник|педагог|ученик|обучающ|участник|контактн|партн|организаци|студент|ребен|ребён",
    re.IGNORECASE,
)
_DATA = re.compile(r"^[\d\s().,+-]+$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
_GROUP_LEADS = re.compile(r"родител|представител|соглас|стаж|приказ|\bмать\b|\bотец\b")


@dataclass(frozen=True, slots=True)
class Header:
    """The lines `first` … `last` of a table, counted among its rows, and the meanings by column."""

    first: int
    last: int
    meanings: Mapping[int, Meaning]

    @property
    def texts(self) -> frozenset[str]:
        """The headings as they are compared with a repeated heading."""
        return frozenset(plain(part) for meaning in self.meanings.values() for part in meaning.printed.split(" / "))


def find_header(rows: Sequence[Line], start: int, *, sure: bool = False) -> Header | None:
    """The first header from a row on, with the group headings above it and the sub-headings below it.

    One with people below is better than one without; `sure` asks for people.
    """
    first = None
    for at in range(start, len(rows)):
        found = _header_at(rows, at, start)
        if found is not None and _has_people(rows, found):
            return found
        first = first or found
    return None if sure else first


def _header_at(rows: Sequence[Line], at: int, start: int) -> Header | None:
    if _names_people(rows[at]):
        return _grown(rows, at, start)
    if at + 1 < len(rows) and _names_people_below(rows[at], rows[at + 1]):
        return Header(at, at + 1, _joined(rows[at : at + 2]))
    return None


def _has_people(rows: Sequence[Line], header: Header) -> bool:
    """Whether somebody is named, or an organisation stands, in the columns of names just below."""
    names = {column for column, one in header.meanings.items() if one.field in _PERSON or one.field == "workplace"}
    below = [spot for line in rows[header.last + 1 : header.last + 1 + _LOOK_DOWN] for spot in line]
    return any(spot.column in names and isinstance(spot.value, str) and _is_name(spot.text) for spot in below)


def _is_name(text: str) -> bool:
    return bool(read_people(text)) or not (is_silent(text) or text.isdecimal())


def _names_people_below(line: Line, below: Line) -> bool:
    """Headings whose column of people is named one line lower: «Подразделение» above «Сотрудник»."""
    if len(line) < 3 or len(below) > 2 or below[0].row != line[0].row + 1 or not _is_heading_like(line):
        return False
    named = [spot for spot in below if isinstance(spot.value, str) and meaning_of(spot.text).field == "full_name"]
    starts = {spot.column for spot in line}
    known = sum(1 for spot in line if meaning_of(spot.text).known)
    return bool(named) and not looks_like_name(named[0].text) and named[0].column in starts and known * 2 >= len(line)


def _names_people(line: Line) -> bool:
    """Whether a row names a column of people, and others."""
    if len(line) < 2 or not any(_MAYBE.search(spot.text) for spot in line) or not _is_heading_like(line):
        return False
    meanings = [meaning_of(spot.text) for spot in line]
    known = sum(1 for one in meanings if one.known)
    if known < 2 or known * 3 < len(line):
        return False
    people = any(one.field in _PERSON and not one.official for one in meanings)
    return people or (known > 2 and any(one.field in {"workplace", "full_name"} for one in meanings))


def _is_heading_like(line: Line) -> bool:
    """Whether a row may be headings: texts, no numbers, phones, mails, dates, or names of people."""
    return all(_may_be_heading(spot) for spot in line)


def _may_be_heading(spot: Spot) -> bool:
    text = spot.text.strip()
    if not isinstance(spot.value, str) or len(text) > _LONGEST or _DATA.match(text) or MAIL.search(text):
        return False
    return not looks_like_name(text) or meaning_of(text).known


def _grown(rows: Sequence[Line], at: int, start: int) -> Header:
    first, last = at, at
    if at > start and _is_group_line(rows[at - 1], rows[at]):
        first = at - 1
    while last + 1 < len(rows) and last - first < _MOST_LINES and _goes_on(rows, first, last):
        last += 1
    return Header(first, last, _joined(rows[first : last + 1]))


def _is_group_line(above: Line, line: Line) -> bool:
    """Whether the row above names groups of the columns below: fewer cells, at least two, one of them wide."""
    if above[0].row != line[0].row - 1 or not 2 <= len(above) < len(line) or not _is_heading_like(above):
        return False
    wide = any(spot.columns > 1 for spot in above)
    starts = {spot.column for spot in line}
    return wide or (above[0].column in starts and len(above) * 2 <= len(line))


def _goes_on(rows: Sequence[Line], first: int, last: int) -> bool:
    """Whether the row after `last` is a line of sub-headings."""
    line = rows[last + 1]
    if line[0].row != rows[last][-1].row + 1 or not _is_heading_like(line) or _is_numbering(line):
        return False
    if len(line) == 1 and line[0].columns > 1:
        return False
    above = rows[last]
    open_columns = _open_columns(rows[first : last + 1], line[0].row)
    if not open_columns or not all(spot.column in open_columns for spot in line):
        return False
    known = sum(1 for spot in line if _known_below(above, spot))
    return known * 2 >= len(line)


def _known_below(above: Line, spot: Spot) -> bool:
    group = next((one.text for one in reversed(above) if one.column <= spot.column), "")
    return any(
        one.field or one.forbidden or one.known for one in (meaning_of(spot.text), meaning_of(f"{group} / {spot.text}"))
    )


def _open_columns(lines: Sequence[Line], row: int) -> set[int]:
    """Columns in which a sub-heading may stand: under wide cells, in gaps, and at the left end of a gap."""
    state: dict[int, bool] = {}
    for line in lines:
        for spot in line:
            wide = spot.columns > 1 and spot.row + spot.rows <= row
            state.update(dict.fromkeys(range(spot.column, spot.column + spot.columns), wide))
    found = {column for column, wide in state.items() if wide}
    if found:
        return found
    gaps = {column for column in range(max(state) + 3) if column not in state}
    return gaps | {column - 1 for column in gaps if column - 1 in state}


def _joined(lines: Sequence[Line]) -> dict[int, Meaning]:
    """The meaning of each column, its headings from top to bottom joined by « / »."""
    parts: dict[int, dict[str, None]] = {}
    columns = {spot.column for line in lines for spot in line if spot.columns == 1}
    for at, line in enumerate(lines):
        for number, spot in enumerate(line):
            for column in _covered(lines, at, line, number, columns):
                parts.setdefault(column, {})[heading_line(spot.text)] = None
    return {column: _meaning(list(parts[column])) for column in sorted(parts)}


def _covered(lines: Sequence[Line], at: int, line: Line, number: int, columns: set[int]) -> list[int]:
    """The columns that a heading speaks for: its own, and in a line of groups those to the next one."""
    spot = line[number]
    if spot.columns > 1:
        inside = [column for column in columns if spot.column <= column < spot.column + spot.columns]
        return inside or [spot.column]
    if at + 1 >= len(lines) or spot.rows > 1:
        return [spot.column]
    following = line[number + 1].column if number + 1 < len(line) else max(columns) + 1
    below = {one.column for later in lines[at + 1 :] for one in later}
    return [
        spot.column,
        *(column for column in range(spot.column + 1, following) if column in below and spot.column in below),
    ]


def _meaning(parts: list[str]) -> Meaning:
    printed = " / ".join(parts)
    whole = meaning_of(printed)
    if len(parts) == 1 or whole.forbidden or _GROUP_LEADS.search(plain(parts[0])):
        return whole
    last = meaning_of(parts[-1])
    if not last.field:
        return dataclasses.replace(whole, printed=printed)
    return dataclasses.replace(last, printed=printed, side=last.side or whole.side)


def is_column_numbers(line: Line) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 …"""
    return len(line) >= 3 and _is_numbering(line)


def _is_numbering(line: Line) -> bool:
    numbers = [spot.text.strip(" .()") for spot in line]
    if not all(text.isdecimal() and len(text) < 3 for text in numbers):
        return False
    counted = [int(text) for text in numbers]
    return counted == list(range(counted[0], counted[0] + len(counted))) and counted[0] in {1, 2}


def may_be_header(line: Line) -> bool:
    """A quick look: whether a row deserves to be asked whether it is a header."""
    return len(line) > 1 and all(isinstance(spot.value, str) for spot in line) and _names_people(line)
