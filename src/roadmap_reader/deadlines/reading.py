"""The door of the library: one phrase and the period of its plan give one Deadline."""

from __future__ import annotations

import datetime as dt

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.doubts import doubts_of
from roadmap_reader.deadlines.events import is_conditional
from roadmap_reader.deadlines.normalise import normalise
from roadmap_reader.deadlines.pieces import Dated, Every, Item, Mark, Piece, Relative, Weekdays, Whole
from roadmap_reader.deadlines.repeats import recurrence, recurs
from roadmap_reader.deadlines.resolve import Due, choose, dues_of, settle_years
from roadmap_reader.deadlines.scanner import scan
from roadmap_reader.deadlines.tokens import tokenise
from roadmap_reader.deadlines.units import SCHOOL_YEAR
from roadmap_reader.model import Deadline

_STRENGTH = ("date", "month", "range", "period")


def read_deadline(phrase: str | None, context: Context) -> Deadline:
    """What a deadline phrase means in the period of its plan. Never refuses: nothing understood is `unspecified`."""
    stream = tokenise(normalise(phrase or ""), context)
    items = settle_years(_without_names_of_days(scan(stream)), context)
    conditional = is_conditional(stream)
    found = _recurring(items, context) or _dated(items, context) or _undated(items, conditional=conditional)
    return Deadline(
        kind=found.kind,
        dates=found.dates,
        start=_not_after(found),
        end=found.end,
        rrule=found.rrule,
        conditional=conditional,
        offset=found.offset,
        anchor=found.anchor,
        doubts=stream.doubts + doubts_of(found, stream),
    )


def _not_after(found: Deadline) -> dt.date | None:
    """The start of the stretch; a day due before it («до апреля, май») draws it to the first of its month."""
    if found.start and found.dates and found.dates[0] < found.start:
        return found.dates[0].replace(day=1)
    return found.start


def _without_names_of_days(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """«13 октября (пятница)»: the weekday of a day that is named anyway says nothing."""
    named = any(isinstance(item, Dated) and item.piece.kind == "date" for item in items)
    if not named or any(isinstance(item, Every) for item in items):
        return items
    return tuple(item for item in items if not (isinstance(item, Weekdays) and not item.nth))


def _recurring(items: tuple[Item, ...], context: Context) -> Deadline | None:
    if not recurs(items, context):
        return None
    found = recurrence(items, context)
    return Deadline("recurring", dates=found.dates, rrule=found.rrule)


def _marks(items: tuple[Item, ...]) -> set[str]:
    return {item.name for item in items if isinstance(item, Mark)}


def _whole_due(unit: str, context: Context) -> Due:
    """«в течение года» in a plan of one year."""
    if context.is_school:
        stretch = choose(Piece("period", SCHOOL_YEAR), context)
        if stretch:
            return Due("period", *stretch, "at")
    return Due("period", dt.date(context.start.year, 1, 1), dt.date(context.start.year, 12, 31), "at")


def _all_dues(items: tuple[Item, ...], context: Context) -> list[Due]:
    """Every named stretch; the plan's own year or period only where nothing narrower of its sort is printed."""
    dated = [item for item in items if isinstance(item, Dated) and item.role != "since"]
    dues = list(dues_of(dated, context))
    marks = _marks(items)
    if any(due.kind == "period" for due in dues):
        return dues
    wholes = [item for item in items if isinstance(item, Whole)]
    if wholes:
        return [*dues, _whole_due(wholes[0].unit, context)]
    if "period end" in marks:
        dues.append(Due("date", context.end, context.end, "at"))
    elif "period" in marks:
        dues.append(Due("period", context.start, context.end, "at"))
    return dues


def _dated(items: tuple[Item, ...], context: Context) -> Deadline | None:
    dues = _all_dues(items, context)
    marks = _marks(items)
    since = [due.start for due in dues_of([i for i in items if isinstance(i, Dated) and i.role == "since"], context)]
    if not dues:
        return Deadline("ongoing", start=min(since)) if since else None
    dues = _narrowed(dues)
    kind = max((_kind(due) for due in dues), key=_STRENGTH.index)
    dates = tuple(sorted({due.day for due in dues}))
    if "ongoing" in marks and ("then" in marks or kind in ("date", "month")):
        starts = [due.start for due in dues if due.role == "at"]
        return Deadline("ongoing", dates=dates, start=min(starts + since) if starts + since else None)
    if kind == "date":
        return Deadline("date", dates=dates)
    return Deadline(kind, dates=dates, start=min(due.start for due in dues), end=max(due.end for due in dues))


def _narrowed(dues: list[Due]) -> list[Due]:
    """«сентябрь (до 15.09)»: a limit within a month stands instead of it."""
    limits = [due.day for due in dues if due.kind == "date" and due.role == "by"]
    return [due for due in dues if due.kind != "month" or not any(due.start <= day <= due.end for day in limits)]


def _kind(due: Due) -> str:
    return due.kind if due.role == "at" else "date"


def _undated(items: tuple[Item, ...], *, conditional: bool) -> Deadline:
    marks = _marks(items)
    if "ongoing" in marks:
        return Deadline("ongoing")
    distance = next((item for item in items if isinstance(item, Relative)), None)
    if distance:
        return Deadline("relative", offset=distance.offset, anchor=distance.anchor)
    return Deadline("event" if conditional or "event" in marks else "unspecified")
