"""Units of the calendar and of the school year as stretches of days."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

Stretch = tuple[dt.date, dt.date]
Shape = tuple[int, int, int, int]
"""First month, first day, last month, last day; day -1 is the last day of the month."""


def _months(size: int) -> tuple[Shape, ...]:
    return tuple((first, 1, first + size - 1, -1) for first in range(1, 13, size))


_HALF_MONTHS: tuple[Shape, ...] = tuple(s for m in range(1, 13) for s in ((m, 1, m, 15), (m, 16, m, -1)))
_DECADES: tuple[Shape, ...] = tuple(s for m in range(1, 13) for s in ((m, 1, m, 10), (m, 11, m, 20), (m, 21, m, -1)))
TERMS: tuple[Shape, ...] = ((9, 1, 10, -1), (11, 1, 12, -1), (1, 1, 3, -1), (4, 1, 5, -1))
SCHOOL_HALVES: tuple[Shape, ...] = ((9, 1, 12, -1), (1, 1, 5, -1))
TRIMESTERS: tuple[Shape, ...] = ((9, 1, 11, -1), (12, 1, 2, -1), (3, 1, 5, -1))
SCHOOL_YEAR: Shape = (9, 1, 5, -1)
SEASONS: dict[str, Shape] = {
    "summer": (6, 1, 8, -1),
    "autumn": (9, 1, 11, -1),
    "winter": (12, 1, 2, -1),
    "spring": (3, 1, 5, -1),
}
_SHAPES: dict[str, tuple[Shape, ...]] = {
    "month": _months(1),
    "bimonth": _months(2),
    "quarter": _months(3),
    "half": _months(6),
    "third": _months(4),
    "year": _months(12),
    "term": TERMS,
    "schoolyear": (SCHOOL_YEAR,),
    "halfmonth": _HALF_MONTHS,
    "decade": _DECADES,
    "trimester": TRIMESTERS,
}
_SCHOOL_SHAPES: dict[str, tuple[Shape, ...]] = {
    "half": SCHOOL_HALVES,
    "third": TRIMESTERS,
    "year": (SCHOOL_YEAR,),
}
YEARLY = ("year", "schoolyear")


@dataclass(frozen=True, slots=True)
class Window:
    """Days within which a recurrence is looked for."""

    start: dt.date
    end: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


def last_day(year: int, month: int) -> int:
    """Number of the last day of a month."""
    return calendar.monthrange(year, month)[1]


def day_of(year: int, month: int, day: int) -> dt.date:
    """The day; negative numbers count from the end of the month, too large ones mean its last day."""
    last = last_day(year, month)
    return dt.date(year, month, last + 1 + day if day < 0 else min(max(day, 1), last))


def stretch_of(shape: Shape, end_year: int) -> Stretch:
    """The stretch that a shape has when it ends in the given year."""
    first_month, first_day, last_month, end_day = shape
    wraps = (first_month, first_day) > (last_month, end_day if end_day > 0 else 31)
    return day_of(end_year - wraps, first_month, first_day), day_of(end_year, last_month, end_day)


def shapes_of(unit: str, *, school: bool) -> tuple[Shape, ...]:
    """All units of one sort in a year, in the order in which they are numbered."""
    return _SCHOOL_SHAPES.get(unit, _SHAPES[unit]) if school else _SHAPES[unit]


def units_in(unit: str, window: Window, *, school: bool) -> Iterator[Stretch]:
    """Units that have begun in, or end in, the window, in order of time."""
    found = [
        stretch_of(shape, year)
        for year in range(window.start.year, window.end.year + 2)
        for shape in shapes_of(unit, school=school)
    ]
    return (stretch for stretch in sorted(found) if stretch[0] in window or stretch[1] in window)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date | None:
    """The nth weekday (0 is Monday) of a month, -1 for the last; None where there is no such day."""
    days = [d for d in range(1, last_day(year, month) + 1) if dt.date(year, month, d).weekday() == weekday]
    index = nth - 1 if nth > 0 else nth
    return dt.date(year, month, days[index]) if -len(days) <= index < len(days) else None
