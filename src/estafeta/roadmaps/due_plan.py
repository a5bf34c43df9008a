"""From a deadline as understood to dues: which dates a measure gets, and what changes when it is reworded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from estafeta.roadmaps.drafts import DueDraft
from estafeta.roadmaps.year_moves import move_day
from roadmap_reader.model import Deadline


def plan_dues(deadline: Deadline) -> tuple[DueDraft, ...]:
    """Return the dues of a deadline, ascending, the undated one last; there is always at least one.

    Dates stand as read. Daily and weekly work, ongoing work and work upon an event give one undated due: it is kept
    up, not ticked off a hundred times.
    """
    dated = tuple(DueDraft(day, start) for day, start in zip(deadline.dates, _starts(deadline), strict=True))
    if deadline.kind == "ongoing" or not dated:
        return (*dated, DueDraft(starts=deadline.start if deadline.kind == "ongoing" and not dated else None))
    return dated


def _starts(deadline: Deadline) -> list[dt.date | None]:
    """Return the first day of each date's stretch; None where the due is a single day."""
    if deadline.kind == "month":
        return [day.replace(day=1) for day in deadline.dates]
    if deadline.kind == "range":
        return _yearly_starts(deadline)
    if deadline.kind == "period":
        return _unit_starts(deadline)
    first = deadline.start if deadline.kind == "ongoing" else None
    return [first if first and first <= day else None for day in deadline.dates]


def _yearly_starts(deadline: Deadline) -> list[dt.date | None]:
    """Starts of a range that returns in several years."""
    starts: list[dt.date | None] = []
    for day in deadline.dates:
        start = deadline.start and move_day(deadline.start, day.year - deadline.dates[0].year)
        starts.append(start if start and start <= day else None)
    return starts


def _unit_starts(deadline: Deadline) -> list[dt.date | None]:
    """Starts of several units (quarters, half years): right after the one before, or one unit back after a gap."""
    starts: list[dt.date | None] = []
    previous: dt.date | None = None
    for day in deadline.dates:
        if previous is None:
            start = deadline.start
        else:
            after = previous + dt.timedelta(days=1)
            back = _months_back(day, _months(deadline.start, deadline.dates[0]) - 1)
            start = after if (back - after).days <= 31 else back
        starts.append(start if start and start <= day else None)
        previous = day
    return starts


def _months(start: dt.date | None, end: dt.date) -> int:
    return 1 if start is None else (end.year - start.year) * 12 + end.month - start.month + 1


def _months_back(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 - max(months, 0)
    return dt.date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A due that exists: its id, its dates, whether it is closed."""

    pk: int
    draft: DueDraft
    closed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What a new wording does to the dues that exist: which stay, which get other dates, which come, which go."""

    kept: tuple[int, ...] = ()
    changed: tuple[tuple[int, DueDraft], ...] = ()
    added: tuple[DueDraft, ...] = ()
    dropped: tuple[int, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True when every due stays as it is."""
        return not (self.changed or self.added or self.dropped)


def propose(existing: Sequence[Standing], wanted: Sequence[DueDraft]) -> Change:
    """Return how to reach the wanted dues: closed ones stay, equal ones stay, others are re-dated in order."""
    rest = list(wanted)
    kept: list[int] = []
    loose: list[int] = []
    for due in sorted(existing, key=lambda row: not row.closed):
        same = next((draft for draft in rest if _meets(due, draft)), None)
        if same is not None:
            rest.remove(same)
        (kept if due.closed or same is not None else loose).append(due.pk)
    changed = tuple(zip(loose, rest, strict=False))
    return Change(tuple(kept), changed, tuple(rest[len(loose) :]), tuple(loose[len(rest) :]))


def _meets(due: Standing, draft: DueDraft) -> bool:
    """A closed due meets what is wanted on its day, an open one only what is wanted exactly so."""
    return draft.due_on == due.draft.due_on if due.closed else draft == due.draft
