"""What somebody who leaves has open, and to whom it falls: each room declares its own in its module `open_work`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estafeta.people.models import Person


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing that is open: what, where it is handed on, to whom it falls when nobody does it."""

    sentence: str
    url: str
    falls_to: str


Source = Callable[[Person, dt.date], Iterable[OpenThing]]
SOURCES: dict[str, Source] = {}


def open_work(name: str) -> Callable[[Source], Source]:
    """Register a source; the same name again replaces it."""

    def keep(source: Source) -> Source:
        SOURCES[name] = source
        return source

    return keep


def open_work_of(person: Person, today: dt.date) -> tuple[OpenThing, ...]:
    """All that is open, source by source in the order of their names."""
    return tuple(thing for name in sorted(SOURCES) for thing in SOURCES[name](person, today))
