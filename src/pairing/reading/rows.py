"""Rows of a table as people. Nothing is dropped silently: each row or cell that was not used has a remark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pairing.people import Mentee, Mentor, Person, Skill, fold
from pairing.reading import cells, headers
from pairing.reading.tables import BadTable, Row, Sheet, load
from pairing.vocabulary import quote, term_name
from russian.months import WEEKDAYS
from russian.phrases import listed

P = TypeVar("P", bound=Person)
TOTALS = ("итого", "всего", "примечание")


@dataclass(frozen=True, slots=True)
class Remark:
    """What was not used: the line (0: the whole file), the header, a sentence; `dropped` when it is a whole row."""

    line: int
    header: str
    sentence: str
    dropped: bool = False

    @property
    def text(self) -> str:
        """Return the remark with its place."""
        where = [f"строка {self.line}" if self.line else "", f"столбец {quote(self.header)}" if self.header else ""]
        place = ", ".join(part for part in where if part)
        return f"{place}: {self.sentence}" if place else self.sentence


@dataclass(frozen=True, slots=True)
class Reading(Generic[P]):
    """People of a file in the order of its lines, and remarks."""

    people: tuple[P, ...]
    remarks: tuple[Remark, ...]


def _subject(word: str) -> str:
    """Return a subject or a profession by its dictionary name."""
    return term_name(word, "subject", "profession")


def _plain(word: str) -> str:
    """Return a name as it is written, with single spaces."""
    return " ".join(word.split())


def _form(word: str) -> str:
    """Return a form of mentoring by its dictionary name."""
    return term_name(word, "form")


Reader = Callable[[str], Any]
SAME = 120
"""Up to so many letters a cell is read once, however often it occurs: people choose from few answers."""


def once(reader: Reader) -> Reader:
    """Return a reader that remembers short cells; what it has read cannot be changed."""
    known = lru_cache(maxsize=1 << 15)(reader)
    return lambda text: known(text) if len(text) <= SAME else reader(text)


READERS: dict[str, Reader] = {
    "forms": once(partial(cells.words, name=_form)),
    "subjects": once(partial(cells.skills, name=_subject)),
    "needs": once(partial(cells.skills, name=lambda word: term_name(word, "need", "subject"))),
    "competences": once(partial(cells.skills, name=lambda word: term_name(word, "need", "subject"))),
    "wishes": once(partial(cells.words, name=lambda word: term_name(word, "need", "subject"))),
    "interests": once(partial(cells.words, name=lambda word: term_name(word, "interest"))),
    "languages": once(partial(cells.words, name=lambda word: term_name(word, "language"))),
    "traits": once(partial(cells.skills, name=lambda word: term_name(word, "trait"))),
    "relatives": once(partial(cells.words, name=_plain)),
    "superiors": once(partial(cells.words, name=_plain)),
    "past": once(partial(cells.words, name=_plain)),
    "meetings": once(cells.meetings),
    "windows": once(cells.windows),
    "age": once(cells.age),
    "grade": once(cells.grade),
    "experience": once(cells.years),
    "consent": once(cells.yes),
    "elsewhere": once(cells.yes),
    "wanted": once(cells.whole),
    "places": once(cells.whole),
    "least": once(cells.whole),
    "most": once(cells.whole),
    "load": once(cells.whole),
    "ages": once(cells.ages),
}


def read_mentees(path: Path) -> Reading[Mentee]:
    """Read a table of mentees. Raises BadTable."""
    return _read(path, Mentee, headers.MENTEE, "наставляемых")


def read_mentors(path: Path) -> Reading[Mentor]:
    """Read a table of mentors. Raises BadTable."""
    return _read(path, Mentor, headers.MENTOR, "наставников")


def _read(path: Path, kind: type[P], side: Sequence[tuple[str, str]], whom: str) -> Reading[P]:
    """Read the sheet of this side."""
    sheet, head = _chosen(load(path), side, whom, path.name)
    remarks = []
    if head.unused:
        names = listed([quote(name) for name in head.unused], most=20)
        remarks.append(Remark(0, "", f"Не использованы столбцы: {names}."))
    people: list[P] = []
    seen: dict[str, tuple[int, P]] = {}
    for row in (row for row in sheet.rows if row.line > head.line):
        person = _person(row, head, kind, remarks)
        if person is None:
            continue
        if person.key in seen:
            remarks.append(_doubled(row, person, *seen[person.key]))
            continue
        seen[person.key] = (row.line, person)
        people.append(person)
    if not people:
        raise BadTable(f"Файл «{path.name}»: под заголовками нет ни одной строки с людьми.")
    return Reading(tuple(people), tuple(remarks))


def _chosen(
    sheets: Sequence[Sheet], side: Sequence[tuple[str, str]], whom: str, name: str
) -> tuple[Sheet, headers.Heading]:
    """Return the sheet that is called after this side, else the one whose headers fit best."""
    found = [(sheet, head) for sheet in sheets if (head := headers.heading(sheet.rows, side))]
    if not found:
        raise BadTable(f"Файл «{name}»: не нашлась строка заголовков со столбцом «ФИО» в таблице {whom}.")
    stem = whom[:9]
    return max(found, key=lambda one: (fold(one[0].name).startswith(stem), len(one[1].columns)))


def _person(row: Row, head: headers.Heading, kind: type[P], remarks: list[Remark]) -> P | None:
    """Return the person of a row; None with a remark for a row without a name."""
    parts: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for column in head.columns:
        text = row.cells[column.place] if column.place < len(row.cells) else ""
        if cells.silent(text):
            continue
        if column.field in READERS:
            _fill(parts, column, text, row.line, remarks)
        else:
            texts[column.field] = f"{texts[column.field]} {text}" if column.field in texts else text
    name = _name(texts)
    if not name or fold(name).startswith(TOTALS):
        why = "нет фамилии и имени" if not name else f"похоже на итоговую строку ({quote(name)})"
        remarks.append(Remark(row.line, "", f"строка пропущена: {why}.", dropped=True))
        return None
    organisation = _plain(texts.get("organisation", ""))
    identity = " | ".join(part for part in (name, organisation, str(parts.get("grade", ""))) if part)
    parts["text"], parts["place"] = texts.get("text", ""), _plain(texts.get("place", ""))
    return kind(key=texts.get("key") or identity, name=name, organisation=organisation, **parts)


def _name(texts: dict[str, str]) -> str:
    """Return the full name from one column or three; a name in capitals is written as usual."""
    name = texts.get("name") or " ".join(texts.get(part, "") for part in ("surname", "first", "father"))
    name = _plain(name)
    return name.title() if name.isupper() else name


def _fill(parts: dict[str, Any], column: headers.Column, text: str, line: int, remarks: list[Remark]) -> None:
    """Put what a cell says into the parts of a person; remark on what was not understood."""
    if column.field == "traits" and column.detail:
        level, bad = cells.whole(text)
        good = isinstance(level, int) and 1 <= level <= 10
        value: Any = (Skill(column.detail, level),) if good and isinstance(level, int) else ()
        bad = "" if good else text
    elif column.field == "windows" and column.detail:
        value, bad = cells.windows(text, WEEKDAYS.index(column.detail))
    else:
        value, bad = READERS[column.field](text)
    if bad:
        instead = "считаю, что один" if column.field in {"places", "wanted"} else "считаю, что здесь нет данных"
        remarks.append(Remark(line, column.header, f"не понято {quote(bad)}, {instead}."))
    if column.field == "ages":
        parts["ages_from"], parts["ages_to"] = value
    elif isinstance(value, tuple):
        parts[column.field] = (*parts.get(column.field, ()), *value)
    elif value is not None:
        parts[column.field] = value


def _doubled(row: Row, person: Person, line: int, first: Person) -> Remark:
    """Return the remark on a second row of the same person."""
    same = "повторяет строку" if person == first else "тот же человек с другими данными, взята строка"
    return Remark(row.line, "", f"строка пропущена: {quote(person.name)} — {same} {line}.", dropped=True)
