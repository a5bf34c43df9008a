"""The people of a matching: what a registry knows of a mentee and of a mentor, frozen.

An empty attribute (no words, an empty tuple, None) means «нет данных»: it neither helps nor hurts. Levels run from 1
to 10, 0 means that the level was not said. Minutes count from midnight. Names of topics, subjects and forms are plain
words, already brought to the dictionary by the reader of files (`pairing.vocabulary`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from russian.folding import fold as plain

NAME = 80
"""Up to so many letters a name is remembered as it was folded; what is longer is somebody's own words."""


class Meeting(StrEnum):
    """A way for the two to meet; the value is the word that tables and protocols print."""

    IN_PERSON = "очно"
    REMOTE = "дистанционно"


class Skill(NamedTuple):
    """A word with a level from 1 to 10; 0 where the level was not said."""

    name: str
    level: int = 0


class Window(NamedTuple):
    """Free time on a day of the week (0 is Monday), in minutes from midnight."""

    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What both sides have in common. `key` is the identity; `superiors`, `relatives`, `past` hold keys or names."""

    key: str
    name: str
    organisation: str = ""
    forms: tuple[str, ...] = ()
    subjects: tuple[Skill, ...] = ()
    text: str = ""
    windows: tuple[Window, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    place: str = ""
    age: int | None = None
    grade: int | None = None
    experience: float | None = None
    interests: tuple[str, ...] = ()
    traits: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ()
    consent: bool | None = None
    superiors: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    past: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """One who is helped: `needs` with the level that is wanted, `wanted` mentors (0 means not this time)."""

    needs: tuple[Skill, ...] = ()
    wanted: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """One who helps: `competences` with own levels, `wishes` to help with exactly these, `places` for mentees.

    `least` and `most` bound a group (0: leads no group), `load` counts those he already leads, `elsewhere` tells
    whether he would go to another organisation, `ages_from` and `ages_to` whom he takes.
    """

    competences: tuple[Skill, ...] = ()
    wishes: tuple[str, ...] = ()
    places: int = 1
    least: int = 0
    most: int = 0
    load: int | None = None
    elsewhere: bool | None = None
    ages_from: int | None = None
    ages_to: int | None = None


def fold(words: str) -> str:
    """Return words as they are compared: small letters, ё as е, one space."""
    return _name(words) if len(words) <= NAME else _folded(words)


def _folded(words: str) -> str:
    return " ".join(plain(words).split())


_name = lru_cache(maxsize=1 << 16)(_folded)


DEFAULTS: dict[type, tuple[tuple[str, object], ...]] = {
    kind: tuple((field.name, field.default) for field in fields(kind)) for kind in (Mentee, Mentor)
}


def to_plain(person: Person) -> dict[str, Any]:
    """Return what a person said as values that JSON can spell; what equals its default is left out."""
    said = ((name, getattr(person, name), default) for name, default in DEFAULTS[type(person)])
    return {name: value for name, value, default in said if value != default}


MEMBERS: dict[str, Any] = {
    "subjects": lambda one: Skill(*one),
    "needs": lambda one: Skill(*one),
    "competences": lambda one: Skill(*one),
    "traits": lambda one: Skill(*one),
    "windows": lambda one: Window(*one),
    "meetings": Meeting,
}


def _members(plain: dict[str, Any]) -> dict[str, Any]:
    """Turn the lists of a protocol back into tuples of their kind."""
    return {
        name: tuple(MEMBERS.get(name, str)(one) for one in value) if isinstance(value, list) else value
        for name, value in plain.items()
    }


def mentee_of(plain: dict[str, Any]) -> Mentee:
    """Return the mentee that `to_plain` wrote. Raises TypeError for a field that does not exist."""
    return Mentee(**_members(plain))


def mentor_of(plain: dict[str, Any]) -> Mentor:
    """Return the mentor that `to_plain` wrote. Raises TypeError for a field that does not exist."""
    return Mentor(**_members(plain))
