"""From the items of a phrase that comes back to its dates and rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from roadmap_reader.deadlines.cadence import Cadence, cadence_of, shortest
from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.pieces import (
    Dated,
    Every,
    Except,
    Following,
    Item,
    Mark,
    MonthDays,
    Piece,
    Weekdays,
    Whole,
)
from roadmap_reader.deadlines.resolve import Due, dues_of, is_years, stretch_in
from roadmap_reader.deadlines.rules import short_rule, unit_rule, weekday_rule, yearly_rule
from roadmap_reader.deadlines.units import Window, day_of, nth_weekday, units_in

_DAY = dt.timedelta(days=1)
_ALL_MONTHS = frozenset(range(1, 13))
_SCHOOL_MONTHS = _ALL_MONTHS - {6, 7, 8}
_SHORT = {"day": "DAILY", "week": "WEEKLY"}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Due days and the rule of RFC 5545 that gives them."""

    dates: tuple[dt.date, ...]
    rrule: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The items of a phrase sorted by what they are."""

    context: Context
    windows: tuple[Window, ...]
    everies: tuple[Every, ...]
    weekdays: tuple[Weekdays, ...]
    month_days: tuple[int, ...]
    following: tuple[Following, ...]
    wholes: tuple[Whole, ...]
    pieces: tuple[Dated, ...]
    excluded: frozenset[int]
    then: bool
    first: tuple[Due, ...] = ()

    def inside(self, day: dt.date) -> bool:
        """Whether a day is within the plan and the printed limits, and in no month that is left out."""
        return any(day in window for window in self.windows) and day.month not in self.excluded


def recurs(items: tuple[Item, ...], context: Context) -> bool:
    """Whether the phrase means more than one due: it repeats, or its whole year is one of several."""
    several = not context.is_one_year
    return any(
        isinstance(item, Every | Weekdays | MonthDays | Following) or (several and isinstance(item, Whole))
        for item in items
    )


def _printed_windows(years: Iterable[Dated], context: Context) -> list[Window]:
    """Windows of printed years: cut to the plan where they touch it, whole where they lie apart."""
    windows = []
    for start, end in ((s, e) for item in years for s, e in item.piece.fixed):
        low, high = max(start, context.start), min(end, context.end)
        windows.append(Window(low, high) if low <= high else Window(start, end))
    return windows


def _limits(items: tuple[Item, ...], context: Context) -> tuple[Window, ...]:
    """What the printed years, «с …» and «до …» leave of the plan."""
    dated = [item for item in items if isinstance(item, Dated)]
    windows = _printed_windows([d for d in dated if is_years(d) and d.role == "at"], context)
    start, end = context.start, context.end
    for item in dated:
        for due in dues_of([item], context):
            if item.role == "since":
                start = max(start, due.start)
            elif is_years(item) and item.role in ("by", "before"):
                end = min(end, due.day)
    if start > end:
        return tuple(windows)
    if not windows:
        return (Window(start, end),)
    cut = [Window(max(w.start, start), w.end) for w in windows if w.end >= start]
    return tuple(cut or windows)


def _sorted_parts(items: tuple[Item, ...], context: Context) -> Parts:
    pieces = tuple(i for i in items if isinstance(i, Dated) and not is_years(i) and i.role != "since")
    cut = _then(items)
    items = _open_years(items, cut)
    first: tuple[Due, ...] = ()
    if cut > 0 and not any(isinstance(i, Every) and i.unit in ("year", "schoolyear") for i in items[cut:]):
        early = tuple(i for i in items[:cut] if isinstance(i, Dated) and i.role != "since")
        if any(isinstance(i, Every | Weekdays | MonthDays) for i in items[cut:]):
            first = dues_of(early, context)
            pieces = tuple(p for p in pieces if p not in early)
            items = tuple(i for i in items if i not in early)
    return Parts(
        context,
        _limits(items, context),
        tuple(i for i in items if isinstance(i, Every)),
        tuple(i for i in items if isinstance(i, Weekdays)),
        tuple(day for i in items if isinstance(i, MonthDays) for day in i.days),
        tuple(i for i in items if isinstance(i, Following)),
        tuple(i for i in items if isinstance(i, Whole)),
        pieces,
        frozenset(m for i in items if isinstance(i, Except) for m in i.months),
        cut > 0,
        first,
    )


def _open_years(items: tuple[Item, ...], cut: int) -> tuple[Item, ...]:
    """«2022 год, далее ежегодно»: the year says when it begins."""
    return tuple(
        replace(item, role="since") if n < cut and isinstance(item, Dated) and is_years(item) else item
        for n, item in enumerate(items)
    )


def _then(items: tuple[Item, ...]) -> int:
    """Where «далее» stands, -1 where it does not."""
    return next((n for n, item in enumerate(items) if item == Mark("then")), -1)


def recurrence(items: tuple[Item, ...], context: Context) -> Recurrence:
    """Dates and rule of a phrase for which `recurs` is true."""
    parts = _sorted_parts(items, context)
    if parts.following:
        return _after_reporting(parts)
    cadence = _cadence(parts)
    by_weekday = _by_weekday(parts, cadence)
    found = by_weekday or _by_cadence(parts, cadence)
    first = [due.day for due in parts.first]
    later = [day for day in found.dates if not first or day > max(first)]
    return Recurrence(tuple(sorted({*first, *later})), found.rrule)


def _cadence(parts: Parts) -> Cadence:
    cadences = [cadence_of(every, parts.context) for every in parts.everies]
    if not cadences and parts.weekdays:
        return Cadence("month" if parts.weekdays[0].nth else "week")
    if not cadences and parts.month_days:
        return Cadence("month", school=parts.context.is_school)
    if not cadences:
        return Cadence(parts.wholes[0].unit if parts.wholes else "year", school=parts.context.is_school)
    school_year = any(whole.unit == "schoolyear" for whole in parts.wholes)
    found = shortest(cadences)
    return Cadence("schoolyear") if found.unit == "year" and school_year and found.interval == 1 else found


def _named_months(pieces: Iterable[Dated]) -> frozenset[int]:
    """The months that the pieces cover."""
    months: set[int] = set()
    for item in pieces:
        first, _, last, _ = item.piece.shape
        if not item.piece.fixed:
            months |= set(range(first, last + 1)) if first <= last else _ALL_MONTHS - set(range(last + 1, first))
    return frozenset(months)


def _by_weekday(parts: Parts, cadence: Cadence) -> Recurrence | None:
    """Weekly and daily rules, and the nth weekday of each month."""
    named = _named_months(p for p in parts.pieces if p.role == "at")
    months = sorted(named - parts.excluded or (_ALL_MONTHS - parts.excluded if parts.excluded else ()))
    days = tuple(sorted({day for item in parts.weekdays for day in item.days}))
    nth = tuple(n for item in parts.weekdays for n in item.nth)
    if nth and cadence.unit not in _SHORT:
        return _nth_of_month(parts, cadence, nth, days)
    weekly = cadence.unit == "week" or (days and cadence.unit in ("day", "week"))
    if weekly:
        interval = max([cadence.interval, *(item.interval for item in parts.weekdays)])
        return Recurrence((), short_rule("WEEKLY", interval, days, months))
    if cadence.unit == "day":
        return Recurrence((), short_rule("DAILY", cadence.interval, (), months))
    if days and not parts.everies:
        return Recurrence((), short_rule("WEEKLY", 1, days, months))
    return None


def _nth_of_month(parts: Parts, cadence: Cadence, nth: tuple[int, ...], days: tuple[int, ...]) -> Recurrence:
    named = _named_months(parts.pieces)
    units = [span for w in parts.windows for span in units_in(cadence.unit, w, school=cadence.school)]
    months = {(start.year, start.month) if nth[0] > 0 else (end.year, end.month) for start, end in units}
    found = (
        nth_weekday(year, month, n, day) for year, month in months for n in nth for day in days
        if not named or month in named
    )  # fmt: skip
    dates = sorted({day for day in found if day and parts.inside(day)})
    rule_months = named or ({m for _, m in months} if cadence.unit != "month" else ())
    return Recurrence(tuple(dates), weekday_rule(nth, days, rule_months))


def _by_cadence(parts: Parts, cadence: Cadence) -> Recurrence:
    pieces = tuple(p for p in parts.pieces if not p.piece.fixed)
    if cadence.is_yearly and (pieces or parts.wholes) and cadence.interval == 1:
        return _yearly(parts, cadence, pieces)
    if pieces and not _only_limits(pieces, cadence):
        return _yearly(parts, cadence, pieces)
    months = _named_months(p for p in pieces if not p.until) or _months_of_wholes(parts)
    windows = _cut_by(pieces, parts)
    dates: list[dt.date] = []
    for window in windows:
        days = (day for day in _unit_days(cadence, parts.month_days, window))
        dates += [day for day in days if (not months or day.month in months) and day.month not in parts.excluded]
    head = (cadence.head,) if cadence.head else ()
    return Recurrence(
        tuple(sorted(set(dates))), unit_rule(cadence.unit, parts.month_days or head, school=cadence.school)
    )


def _months_of_wholes(parts: Parts) -> frozenset[int]:
    school = any(whole.unit == "schoolyear" for whole in parts.wholes)
    return _SCHOOL_MONTHS if school else frozenset()


def _only_limits(pieces: tuple[Dated, ...], cadence: Cadence) -> bool:
    """Whether named months and days merely say when a frequent thing begins and ends."""
    if cadence.unit in ("month", "halfmonth", "decade"):
        return True
    return len(pieces) == 1 and (pieces[0].piece.kind in ("range", "period") or (pieces[0].until))


def _cut_by(pieces: tuple[Dated, ...], parts: Parts) -> tuple[Window, ...]:
    """The windows within what «до …» and ranges with years leave of them."""
    windows = parts.windows
    for item in pieces:
        dues = dues_of([item], parts.context)
        if item.until and dues:
            windows = tuple(Window(w.start, min(w.end, dues[-1].day)) for w in windows if w.start <= dues[-1].day)
        elif item.piece.years and dues:
            windows = tuple(Window(due.start, due.end) for due in dues)
    fixed = [d for p in parts.pieces if p.piece.fixed for d in dues_of([p], parts.context)]
    if fixed:
        windows = tuple(
            Window(max(w.start, d.start) if not parts.pieces[0].until else w.start, min(w.end, d.day))
            for w in windows for d in fixed if max(w.start, d.start) <= min(w.end, d.day) or parts.pieces[0].until
        )  # fmt: skip
    return windows


def _unit_days(cadence: Cadence, month_days: tuple[int, ...], window: Window) -> Iterator[dt.date]:
    """The due day of each unit that has begun in, or ends in, the window."""
    stretches = list(units_in(cadence.unit, window, school=cadence.school))
    if cadence.interval > 1:
        stretches = stretches[cadence.interval - 1 :: cadence.interval]
    for start, end in stretches:
        if month_days:
            yield from (d for d in _days_of(end, month_days) if d in window)
        elif cadence.head:
            day = min(start + (cadence.head - 1) * _DAY, end)
            if day in window:
                yield day
        elif end in window:
            yield end
        elif not cadence.is_yearly:
            yield window.end


def _days_of(month: dt.date, days: tuple[int, ...]) -> Iterator[dt.date]:
    return (day_of(month.year, month.month, day) for day in days)


def _yearly(parts: Parts, cadence: Cadence, pieces: tuple[Dated, ...]) -> Recurrence:
    shapes = list(pieces)
    if parts.wholes and not any(every.count > 1 for every in parts.everies):
        school = cadence.school or any(w.unit == "schoolyear" for w in parts.wholes)
        shape = (9, 1, 5, -1) if school else (1, 1, 12, -1)
        shapes.append(Dated(Piece("period", shape)))
    first, last = parts.context.own_years
    dates: set[dt.date] = set()
    for item in shapes:
        years = item.piece.years or range(first - 1, last + 2)
        since = len(item.piece.years) == 1 and _is_first(item, parts)
        if since:
            years = range(item.piece.years[0], last + 2)
        days = [_due(item, year) for year in years]
        fixed = bool(item.piece.years) and not since
        dates |= {day for day in days if day and (fixed or parts.inside(day))}
    return Recurrence(tuple(sorted(dates)), yearly_rule(dates or _sample(shapes)))


def _is_first(item: Dated, parts: Parts) -> bool:
    """Whether the one printed year of a yearly thing says when it begins."""
    return bool(parts.everies) and parts.then


def _sample(shapes: list[Dated]) -> list[dt.date]:
    return [day for item in shapes if (day := _due(item, 2023))]


def _due(item: Dated, year: int) -> dt.date | None:
    stretch = stretch_in(item.piece, year)
    return Due(item.piece.kind, *stretch, item.role).day if stretch else None


def _after_reporting(parts: Parts) -> Recurrence:
    """One date after each reporting unit of the plan, even beyond its end."""
    unit = parts.following[0].unit
    longer = [every.unit for every in parts.everies if every.unit in ("quarter", "half", "term")]
    unit = longer[0] if unit == "month" and longer else unit
    school = unit == "half" and parts.context.is_school
    window = Window(parts.context.start, parts.context.end)
    known = unit if unit in ("month", "quarter", "half", "year", "schoolyear", "term", "trimester") else "month"
    dates: set[dt.date] = set()
    for _, end in units_in(known, window, school=school):
        dates |= set(_next_days(end, parts))
    return Recurrence(tuple(sorted(dates)), yearly_rule(dates) if known == "year" else _monthly(dates, known))


def _next_days(end: dt.date, parts: Parts) -> Iterator[dt.date]:
    """The first days behind the end of a reporting unit on which it is due."""
    if parts.pieces:
        for item in parts.pieces:
            days = (_due(item, end.year + n) for n in (0, 1))
            yield from [day for day in days if day and day > end][:1]
        return
    month = end + _DAY
    yield from _days_of(month, parts.month_days or (-1,))


def _monthly(dates: set[dt.date], unit: str) -> str:
    days = ",".join(str(d) for d in sorted({day.day for day in dates}))
    months = ",".join(str(m) for m in sorted({day.month for day in dates}))
    return f"FREQ=MONTHLY;BYMONTHDAY={days}" if unit == "month" else f"FREQ=MONTHLY;BYMONTH={months};BYMONTHDAY={days}"
