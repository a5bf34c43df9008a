"""The answer: how a fact stands, in words, with what was seen and where the work is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How far something is proven. The first three are what the system itself sees, the rest is said by people."""

    PROVEN = "proven"
    PARTLY = "partly"
    MISSING = "missing"
    MANUAL = "manual"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    WAIVED = "waived"

    @property
    def shape(self) -> str:
        """The key of `core.states.STATES` whose shape and colour it wears."""
        return _SHAPES[self]

    @property
    def word(self) -> str:
        """The state in words."""
        return _WORDS[self]


_SHAPES = {
    State.PROVEN: "done",
    State.PARTLY: "in_progress",
    State.MISSING: "planned",
    State.MANUAL: "planned",
    State.CLAIMED: "claimed",
    State.ACCEPTED: "accepted",
    State.WAIVED: "not_needed",
}
_WORDS = {
    State.PROVEN: "по данным системы",
    State.PARTLY: "доказано частично",
    State.MISSING: "пока не доказано",
    State.MANUAL: "приложите файл или ссылку",
    State.CLAIMED: "приложено, проверьте",
    State.ACCEPTED: "принято",
    State.WAIVED: "не требуется",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that proves, or lacks: its words, where it opens (empty: nowhere), a key that stays the same."""

    label: str
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where the work is done: the words on the button and the address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the facts say: «current» of «wanted» where that can be counted, one Russian sentence with its stop.

    `objects` are what proves, `lacking` who or what does not yet; `since` is the day from which it holds.
    """

    state: State
    sentence: str
    current: int | None = None
    wanted: int | None = None
    objects: tuple[Seen, ...] = ()
    since: dt.date | None = None
    link: Link | None = None
    lacking: tuple[Seen, ...] = field(default=())
