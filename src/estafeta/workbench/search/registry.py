"""What every app declares to the search: which rows, how each is found, who may find it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from estafeta.organisations.actors import Actor

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """How one row is found: the path of its organisation, what is shown, where it leads, more words to find it by.

    It is found by `title` and `text`; `note` is only shown.
    """

    path: str
    title: str
    url: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """Another model upon whose change rows are written anew: `keys` gives their ids.

    With `fields`, only when the row is new or one of these was saved.
    """

    model: type[Model]
    keys: Callable[[Any], Iterable[int]]
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of thing. `rows` are all that may be found, with what `entry` needs; it runs outside of any tenant.

    `right` opens the kind; `own` keeps it to the person's own organisation (names of people); `visible` narrows found
    ids to those that this person may see.
    """

    kind: str
    label: str
    order: int
    right: str
    model: type[Model]
    rows: Callable[[], Rows]
    entry: Callable[[Any], Entry]
    own: bool = False
    visible: Callable[[Actor, Collection[int]], Collection[int]] | None = None
    watches: tuple[Watch, ...] = ()


SOURCES: dict[str, Source] = {}


def searchable(source: Source) -> Source:
    """Register a kind; the same name again replaces it."""
    SOURCES[source.kind] = source
    return source


def sources() -> list[Source]:
    """All kinds in the order of the page."""
    return sorted(SOURCES.values(), key=lambda source: (source.order, source.kind))
