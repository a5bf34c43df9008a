"""Whom the journal speaks of: kinds of persons, declared by the rooms that keep them (`persons.py` of an app)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models


class Subject(NamedTuple):
    """A person by number: `kind` is the label of the model («accounts.user»)."""

    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class Personal:
    """A value of `before` or `after` that is personal whatever its name: kept under the key of the person."""

    of: models.Model
    value: Any


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """What a room says of its persons.

    `texts` gives the words by which a line may name the person; `fields` of the row itself are personal whole;
    `lookups` are the fields by which a reader of the journal finds the person.
    """

    label: str
    texts: Callable[[Any], Iterable[str]]
    fields: frozenset[str] = frozenset()
    lookups: tuple[str, ...] = ()


Follower = Callable[[int], Iterable[Subject]]
KINDS: dict[str, SubjectKind] = {}
FOLLOWERS: dict[str, list[Follower]] = {}


def subject_kind(kind: SubjectKind) -> None:
    """Declare a kind of persons. Raises ValueError when it is declared twice."""
    if kind.label in KINDS:
        raise ValueError(f"two kinds of subjects are called {kind.label}")
    KINDS[kind.label] = kind


def same_as(kind: str) -> Callable[[Follower], Follower]:
    """Register who names further subjects that are the same person as one of `kind`, to be erased with it."""

    def keep(follower: Follower) -> Follower:
        FOLLOWERS.setdefault(kind, []).append(follower)
        return follower

    return keep


def subject_of(row: models.Model) -> Subject:
    """The row as a subject; raises KeyError for a kind that nobody has declared."""
    label = row._meta.label_lower
    return Subject(KINDS[label].label, row.pk)


def is_subject(row: models.Model | None) -> bool:
    """True for a row of a declared kind."""
    return row is not None and row._meta.label_lower in KINDS


def texts_of(row: models.Model) -> list[str]:
    """The words that name the person, longest first, so that a full name is sealed before the surname in it."""
    return sorted({text for text in KINDS[row._meta.label_lower].texts(row) if text}, key=len, reverse=True)


def same_person(subject: Subject) -> list[Subject]:
    """The subject and all that follow from it, each once."""
    found = [subject]
    for one in found:  # grows while it is walked
        for follower in FOLLOWERS.get(one.kind, ()):
            found += [other for other in follower(one.pk) if other not in found]
    return found
