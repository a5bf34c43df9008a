"""What an application does with a Deadline: its JSON form, and its due days with the stretches before them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.rules import short_dates
from roadmap_reader.model import Deadline

_STRETCHED = ("month", "range", "period")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something is due: the first day on which it can be done, where known, and the last."""

    start: dt.date | None
    due: dt.date


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def deadline_to_json(deadline: Deadline) -> dict[str, object]:
    """The JSON object of a deadline; days are ISO strings."""
    return {
        "kind": deadline.kind,
        "dates": [day.isoformat() for day in deadline.dates],
        "start": _iso(deadline.start),
        "end": _iso(deadline.end),
        "rrule": deadline.rrule,
        "conditional": deadline.conditional,
        "offset": deadline.offset,
        "anchor": deadline.anchor,
    }


def _stretched(deadline: Deadline) -> tuple[Occurrence, ...]:
    """The first due day has the printed start; a month its own first day; others follow the due day before them."""
    found: list[Occurrence] = []
    for due in deadline.dates:
        if deadline.kind == "month":
            start: dt.date | None = due.replace(day=1)
        else:
            start = found[-1].due + _DAY if found else deadline.start
        found.append(Occurrence(start, due))
    return tuple(found)


def _recurring(deadline: Deadline, context: Context) -> tuple[Occurrence, ...]:
    rule = deadline.rrule or ""
    short = rule.startswith(("FREQ=DAILY", "FREQ=WEEKLY"))
    days = tuple(short_dates(rule, context)) if short else deadline.dates
    starts = (context.start, *(day + _DAY for day in days[:-1]))
    return tuple(Occurrence(min(start, day), day) for start, day in zip(starts, days, strict=False))


def expand(deadline: Deadline, context: Context) -> tuple[Occurrence, ...]:
    """Every due day of a deadline in the period of its plan, weekly and daily rules spelled out, ascending."""
    if deadline.kind == "recurring":
        return _recurring(deadline, context)
    if deadline.kind in _STRETCHED:
        return _stretched(deadline)
    start = deadline.start if deadline.kind == "ongoing" else None
    return tuple(Occurrence(start, due) for due in deadline.dates)
