"""How a due and a measure stand today. Pure: what is stored plus a day gives a key of `core.states.STATES`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from estafeta.roadmaps.models import Due

SOON = dt.timedelta(days=7)
WORST_FIRST = ("late", "today", "soon", "in_progress", "planned", "conditional")
DONE = frozenset({"done", "done_late"})
DROPPED = frozenset({"cancelled", "not_needed", "off_control"})


@dataclass(frozen=True, slots=True)
class DueState:
    """A due with its standing on a day."""

    pk: int
    due_on: dt.date | None
    starts: dt.date | None
    fact_on: dt.date | None
    state: str

    @property
    def is_open(self) -> bool:
        """True until it is done, cancelled or not needed."""
        return self.state not in DONE | DROPPED

    @property
    def is_closed(self) -> bool:
        """The contrary, for templates."""
        return not self.is_open


def due_state(due: Due, today: dt.date, *, conditional: bool = False) -> DueState:
    """Return a due with its standing: late and soon are derived from the day, never stored."""
    return DueState(due.pk, due.due_on, due.starts, due.fact_on, _key(due, today, conditional))


def _key(due: Due, today: dt.date, conditional: bool) -> str:
    if due.state == Due.State.DONE:
        late = due.due_on and due.fact_on and due.fact_on > due.due_on
        return "done_late" if late else "done"
    if not due.is_open:
        return due.state
    if conditional and due.state == Due.State.PLANNED:
        return "conditional"
    return _open_key(due, today)


def _open_key(due: Due, today: dt.date) -> str:
    if due.due_on is not None:
        if due.due_on < today:
            return "late"
        if due.due_on == today:
            return "today"
        if due.due_on <= today + SOON:
            return "soon"
    return due.state


def measure_state(dues: Iterable[DueState]) -> str:
    """Return how a measure stands: the worst of its open dues, else how it was closed; without dues «planned»."""
    keys = [due.state for due in dues]
    for key in WORST_FIRST:
        if key in keys:
            return key
    for key in ("done_late", "done", "not_needed", "off_control", "cancelled"):
        if key in keys:
            return key
    return "planned"


def next_due(dues: Iterable[DueState]) -> DueState | None:
    """Return the open due that comes first; an undated one only when nothing is dated."""
    waiting = [due for due in dues if due.is_open]
    return min(waiting, key=lambda due: (due.due_on is None, due.due_on or dt.date.max, due.pk), default=None)


def is_done(state: str) -> bool:
    """True for done in time or late."""
    return state in DONE


def counts(state: str) -> bool:
    """True when a due or measure counts in shares: what was cancelled or not needed does not."""
    return state not in DROPPED
