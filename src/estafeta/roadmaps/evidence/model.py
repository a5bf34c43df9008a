"""The answer of the facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.models import Measure

PROVEN, PARTLY, MISSING, MANUAL = "proven", "partly", "missing", "manual"
STATES = {PROVEN: "done", PARTLY: "in_progress", MISSING: "planned", MANUAL: "planned"}
WORDS = {
    PROVEN: "доказано",
    PARTLY: "доказано частично",
    MISSING: "пока не доказано",
    MANUAL: "приложите файл или ссылку",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that proves: its words, where it opens, a key that stays the same."""

    label: str
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the facts say of a measure of one kind: «current» of «wanted» where that can be counted."""

    kind: str
    state: str
    sentence: str
    current: int | None = None
    wanted: int | None = None
    objects: tuple[Seen, ...] = ()
    action: tuple[str, str] | None = None
    name: str = ""

    @property
    def shape(self) -> str:
        """The shape and colour of the state."""
        return STATES[self.state]

    @property
    def word(self) -> str:
        """The state in words."""
        return WORDS[self.state]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that the system can prove: what it asks of the facts, in words, and how it asks."""

    code: str
    asks: str
    ask: Callable[[Measure, Facts], Evidence]
