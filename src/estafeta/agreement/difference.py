"""What differs between two editions, row by row and word by word. Pure: plain values in, frozen rows out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

FIELDS = (
    ("number", "Номер"),
    ("title", "Мероприятие"),
    ("items", "Перечень работ"),
    ("deadline", "Срок"),
    ("dues", "Даты"),
    ("responsible", "Ответственные"),
    ("result", "Результат"),
    ("document", "Документ"),
    ("reporting", "Кого информируют"),
    ("section", "Раздел"),
    ("depth", "Вложенность"),
    ("place", "Место"),
)
HEAD = (("title", "Название"), ("starts", "Начало"), ("ends", "Окончание"))
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: «same», «out» (stood before) or «in» (stands now)."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row, before and after."""

    label: str
    before: str
    after: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The change word by word."""
        return pieces(self.before, self.after)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A measure that was added, removed or changed; `key` as in the edition."""

    sort: str
    key: str
    number: str
    title: str
    section: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the order of the newer edition, what was removed at the end."""

    head: tuple[FieldChange, ...]
    rows: tuple[RowChange, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys of measures that differ and still stand."""
        return frozenset(row.key for row in self.rows if row.sort != "removed")

    def __bool__(self) -> bool:
        return bool(self.head or self.rows)


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """Compare two editions (shape: `editions`)."""
    head = (*_fields(old, new, HEAD), *_fields(_named(old), _named(new), (("sections", "Разделы"),)))
    before = {row["key"]: row for row in _rows(old)}
    after = {row["key"]: row for row in _rows(new)}
    _mark_moved(before, after)
    found = []
    for key, row in after.items():
        if key not in before:
            found.append(_change("added", row))
            continue
        fields = tuple(_fields(before[key], row, FIELDS))
        if fields:
            found.append(_change("changed", row, fields))
    found += [_change("removed", row) for key, row in before.items() if key not in after]
    return Difference(head, tuple(found))


def _mark_moved(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Give rows that stand elsewhere among those of both editions their old and new place."""
    old, new = [key for key in before if key in after], [key for key in after if key in before]
    for tag, i, j, k, n in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            for key in {*old[i:j], *new[k:n]}:
                before[key]["place"] = f"{old.index(key) + 1}-я строка"
                after[key]["place"] = f"{new.index(key) + 1}-я строка"


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one, cut into what stayed, what went and what came."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    out = came = ""
    for tag, i, j, k, n in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        gone, text = "".join(old[i:j]), "".join(new[k:n])
        if tag == "equal" and (text.strip() or not (out or came)):
            found += [*_both(out, came), Piece("same", text)]
            out = came = ""
        else:
            out, came = out + gone, came + text
    return (*found, *_both(out, came))


def _both(out: str, came: str) -> list[Piece]:
    """What went and what came in one place, each where there is any."""
    return [Piece(sort, text) for sort, text in (("out", out), ("in", came)) if text]


def words_of(value: Any) -> str:
    """Return a value of an edition as people read it: lists joined, days written out."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_stretch(part) if isinstance(part, list) else str(part) for part in value)
    text = str(value)
    try:
        return f"{dt.date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text


def _stretch(pair: list[str | None]) -> str:
    starts, ends = (words_of(day) for day in pair)
    return f"{starts} – {ends}" if starts and ends and starts != ends else ends or starts or "без даты"


def _rows(edition: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    for section in edition["sections"]:
        for measure in section["measures"]:
            yield {**measure, "section": _name(section)}


def _named(edition: Mapping[str, Any]) -> dict[str, Any]:
    return {"sections": [_name(section) for section in edition["sections"]]}


def _name(section: Mapping[str, Any]) -> str:
    """A section in words: number, title, deadline."""
    return " ".join(part for part in (section["number"], section["title"], section["deadline"]) if part)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[tuple[str, str]]) -> Iterable[FieldChange]:
    for name, label in fields:
        before, after = words_of(old.get(name)), words_of(new.get(name))
        if before != after:
            yield FieldChange(label, before, after)


def _change(sort: str, row: Mapping[str, Any], fields: tuple[FieldChange, ...] = ()) -> RowChange:
    return RowChange(sort, row["key"], row["number"], row["title"], row["section"], fields)
