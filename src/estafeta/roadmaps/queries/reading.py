"""How a wording of a deadline is understood, in words, while it is being typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.understanding import deadline_of
from russian.dates import day_words, stretch_words

LONGEST, SHOWN = 500, 4
PLAIN = {"date", "month", "range"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, and what was doubtful about it."""

    words: str
    doubts: tuple[str, ...]
    conditional: bool


def reading_of(phrase: str, period: tuple[dt.date, dt.date], today: dt.date) -> Reading:
    """Return how a phrase is understood within the period of its plan."""
    deadline = deadline_of(phrase[:LONGEST], *period)
    label = str(Measure.DeadlineKind(deadline.kind).label).lower()
    dated = [(due.starts, due.due_on) for due in plan_dues(deadline) if due.due_on]
    days = ", ".join(_named(starts, day, today) for starts, day in dated[:SHOWN])
    if len(dated) > SHOWN:
        days += f" и ещё {len(dated) - SHOWN}"
    words = days if deadline.kind in PLAIN and days else f"{label}: {days}" if days else label
    return Reading(words, tuple(deadline.doubts), deadline.conditional)


def _named(starts: dt.date | None, day: dt.date, today: dt.date) -> str:
    return stretch_words(starts, day, today) if starts and starts != day else f"до {day_words(day, today)}"
