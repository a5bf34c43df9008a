"""What upper rooms offer to the digest and to the calendar: registered here, asked at sending time.

The sender's app declares its sources in `notices.py`; this room only delivers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estafeta.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of the daily letter: the heading it stands under, the name of the thing, its day, its address.

    Nothing personal: `sentence` names a measure and never a person.
    """

    heading: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One all-day event: `starts` and `ends` are the first and last day."""

    uid: str
    title: str
    starts: dt.date
    ends: dt.date
    url: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """On which distances from a due day (negative: before) a person is reminded."""

    offsets: frozenset[int]


DigestSource = Callable[[Actor, dt.date, ReminderPlan], Iterable[DigestLine]]
CalendarSource = Callable[[Actor, dt.date], Iterable[CalendarEvent]]

DIGEST: dict[str, DigestSource] = {}
CALENDAR: dict[str, CalendarSource] = {}


def digest_source(name: str) -> Callable[[DigestSource], DigestSource]:
    """Register a source of digest lines under a name; the same name again replaces it."""

    def keep(source: DigestSource) -> DigestSource:
        DIGEST[name] = source
        return source

    return keep


def calendar_source(name: str) -> Callable[[CalendarSource], CalendarSource]:
    """Register a source of calendar events under a name; the same name again replaces it."""

    def keep(source: CalendarSource) -> CalendarSource:
        CALENDAR[name] = source
        return source

    return keep
