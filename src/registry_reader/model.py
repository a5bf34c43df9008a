"""A registry as it was understood: people, columns, doubts, and what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["mentees", "mentors", "pairs", "staff", "pupils", "partners", "answers", "mixed"]
Role = Literal["mentor", "mentee"]


@dataclass(frozen=True, slots=True)
class Person:
    """One printed occurrence of one person.

    `facts` are the fields that were understood, by their names in the answer («surname», «birth_date», «consents»);
    `extra` is what was not, by the heading, as printed.
    """

    place: str
    role: Role | None
    facts: Mapping[str, Any]
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the field that its column feeds; None for what goes to extra."""

    printed: str
    understood: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to the curator. Serious: something was not understood and is missing from the facts."""

    place: str
    what: str
    serious: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """A place that gives no person, and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Registry:
    """All people of one file. `order` is that to which the table is annexed: its number and date."""

    kind: Kind
    people: tuple[Person, ...]
    organisation: str | None = None
    as_of: str | None = None
    order: Mapping[str, str | None] | None = None
    columns: tuple[Column, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    file_kind: str = ""


def to_json(registry: Registry) -> dict[str, Any]:
    """The answer of `people read --json`; what is not known is left out, but for the four keys of the file."""
    answer: dict[str, Any] = {"kind": registry.kind, "organisation": registry.organisation, "as_of": registry.as_of}
    if registry.order:
        answer["order"] = dict(registry.order)
    answer["columns"] = [{"printed": one.printed, "understood": one.understood} for one in registry.columns]
    answer["rows"] = [_row(person) for person in registry.people]
    answer["doubts"] = [{"place": one.place, "what": one.what, "serious": one.serious} for one in registry.doubts]
    answer["skipped"] = [{"place": one.place, "why": one.why} for one in registry.skipped]
    return answer


def _row(person: Person) -> dict[str, Any]:
    row: dict[str, Any] = {"place": person.place, "role": person.role, **person.facts}
    if person.extra:
        row["extra"] = dict(person.extra)
    return row
