"""The question: about which organisation, on what day, within which window of time, of what kind, about what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as proofs know it: `path` begins with the paths of those above, `zone` names its time zone."""

    pk: int
    path: str
    slug: str
    kind: str
    name: str
    site: str = ""
    parent_path: str = ""
    zone: str = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class Window:
    """The days from which a fact may come, both included; without `since` any earlier fact still in force counts."""

    until: dt.date
    since: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """True for a day inside the window."""
        return day <= self.until and (self.since is None or day >= self.since)


class Session:
    """One asking on a day about some organisations: each fact is fetched once for all of them, whatever is asked.

    Needs a tenant scope that reaches the organisations.
    """

    def __init__(self, places: Iterable[Place], today: dt.date) -> None:
        self.places = {place.pk: place for place in places}
        self.today = today
        self._answers: dict[str, object] = {}

    def once(self, key: str, ask: Callable[[], Answer]) -> Answer:
        """Return what `ask` returned when the key was first wanted; a key begins with its app: «documents.papers»."""
        if key not in self._answers:
            self._answers[key] = ask()
        return cast(Answer, self._answers[key])


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an app: `subject` is «label:id» of what the measure itself stands in, empty for others."""

    kind: str
    place: Place
    window: Window
    session: Session = field(compare=False)
    subject: str = ""

    @property
    def today(self) -> dt.date:
        """The day of asking."""
        return self.session.today

    def day_of(self, moment: dt.datetime) -> dt.date:
        """The day of an aware moment where the organisation is; what has happened has happened by today."""
        return min(moment.astimezone(ZoneInfo(self.place.zone)).date(), self.today)
