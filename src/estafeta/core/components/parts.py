"""What a page hands to components: small frozen rows, so that a template never builds one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A room in the rail; `icon` is a lucide name, `count` what waits there, `short` its name on a phone."""

    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    short: str = ""


@dataclass(frozen=True)
class Choice:
    """A place to switch to: an organisation or a school year."""

    label: str
    url: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Stage:
    """One of the seven stages: `done` of `total` measures, `late` of them late; `word` stands under the ring.

    `lit`: the room where one is serves it; `verb` and `verb_url` lead to where it is done.
    """

    number: int
    name: str
    url: str
    done: int = 0
    total: int = 0
    late: int = 0
    current: bool = False
    word: str = ""
    lit: bool = False
    verb: str = ""
    verb_url: str = ""

    @property
    def share(self) -> int:
        """Per cent done, 100 only when all is done."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def words(self) -> str:
        """What the ring says aloud."""
        if not self.total:
            return "Нет в плане"
        return f"Выполнено {self.done} из {self.total}" + (f", просрочено {self.late}" if self.late else "")

    @property
    def look(self) -> str:
        """The ring's modifier: absent (not in the plan), done, late, started or empty."""
        if not self.total:
            return "absent"
        if self.done == self.total:
            return "done"
        if self.late:
            return "late"
        return "started" if self.done else "empty"


@dataclass(frozen=True)
class Link:
    """A tab, chip, breadcrumb or step: where it leads, whether one is there, how much is behind it."""

    label: str
    url: str = ""
    current: bool = False
    count: int | None = None
    icon: str = ""
    done: bool = False


@dataclass(frozen=True)
class Month:
    """A month of the timeline's head; `at` and `width` are per cents of the whole."""

    label: str
    at: float
    width: float
    current: bool = False


@dataclass(frozen=True)
class Mark:
    """A bar or (without `width`) a shape on a timeline row; `state` is a key of `core.states.STATES`."""

    at: float
    state: str
    title: str
    width: float = 0
    url: str = ""


@dataclass(frozen=True)
class CalendarItem:
    """A line in a day of the calendar."""

    label: str
    url: str = ""
    state: str = "planned"


@dataclass(frozen=True)
class CalendarDay:
    """A day of the calendar."""

    date: dt.date
    items: Sequence[CalendarItem] = ()
    outside: bool = False
    today: bool = False
    free: bool = False


@dataclass(frozen=True)
class Key:
    """A keyboard shortcut for the «?» list."""

    keys: str
    does: str
