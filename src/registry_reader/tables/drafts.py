"""A person while the cells of a table are dealt out to him, and the doubts and skips that come up meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from office_files.layouts import Spot
from registry_reader.model import Doubt, Person, Role, Skipped
from registry_reader.tables.places import Places
from registry_reader.values.private import reason_of

_ORDER = (
    "surname", "name", "patronymic", "birth_date", "birth_year", "sex", "phone", "email", "guardian", "class",
    "group", "course", "post", "subject", "education", "workplace", "experience_years", "category", "request",
    "competences", "achievements", "interests", "desired_age", "capacity", "time", "form", "role_model", "joined",
    "left", "partners", "order", "result", "link", "completed", "consents",
)  # fmt: skip
FIELDS = frozenset(_ORDER)
"""Every field that a person of the answer may have."""


@dataclass(slots=True)
class Notes:
    """Doubts and skipped places of one table, in the order in which they come up."""

    places: Places
    doubts: list[Doubt] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def doubt(self, spot: Spot, what: str, *, serious: bool = False) -> None:
        """Ask the curator about a cell."""
        self.doubts.append(Doubt(self.places.cell(spot.row, spot.column), what, serious))

    def doubt_row(self, row: int, what: str, *, serious: bool = False) -> None:
        """Ask the curator about a row."""
        self.doubts.append(Doubt(self.places.row(row), what, serious))

    def skip_row(self, row: int, why: str) -> None:
        """Say why a row gives nobody."""
        self.skipped.append(Skipped(self.places.row(row), why))

    def skip_cell(self, spot: Spot, why: str) -> None:
        """Say why a cell is kept nowhere."""
        self.skipped.append(Skipped(self.places.cell(spot.row, spot.column), why))


@dataclass(slots=True)
class Draft:
    """A person under construction. `printed` is the name as the other side's partners show it."""

    row: int
    role: Role | None
    printed: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: object) -> bool:
        """Give a field its value; False where it has another one already."""
        known = self.facts.get(name)
        if known is None:
            self.facts[name] = value
            return True
        return bool(known == value)

    def join(self, name: str, value: str) -> None:
        """Add to a field that several columns or lines feed."""
        known = self.facts.get(name)
        if known is None:
            self.facts[name] = value
        elif value not in str(known).split("; "):
            self.facts[name] = f"{known}; {value}"

    def keep(self, heading: str, spot: Spot, notes: Notes) -> None:
        """Keep a cell as printed; what must not be stored is skipped with its reason."""
        self.keep_text(heading, shown(spot), spot, notes)

    def keep_text(self, heading: str, text: str, spot: Spot, notes: Notes) -> None:
        """Keep a part of a cell, or a text that stands for it."""
        reason = reason_of(text)
        if reason:
            notes.skip_cell(spot, reason)
            return
        name, number = heading, 2
        while self.extra.get(name, text) != text:
            name, number = f"{heading} ({number})", number + 1
        self.extra[name] = text

    def add_partner(self, name: str) -> None:
        """Name somebody of the other side, once."""
        partners = self.facts.setdefault("partners", [])
        if name and name not in partners:
            partners.append(name)

    def finish(self, places: Places) -> Person:
        """The person, fields in the order of the answer, empty ones left out."""
        known = self.facts
        facts: Mapping[str, Any] = {name: known[name] for name in _ORDER if name in known and _says(known[name])}
        return Person(places.row(self.row), self.role, facts, self.extra)


def _says(value: object) -> bool:
    """Whether a field has a value; no and nought are values."""
    return bool(value) or value == 0


def shown(spot: Spot) -> str:
    """A cell as it is kept in extra; a true time with its seconds."""
    if isinstance(spot.value, dt.datetime):
        return f"{spot.value:%Y-%m-%d %H:%M:%S}"
    return spot.text
