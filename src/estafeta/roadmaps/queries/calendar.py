"""A month of the organisation's dues, day by day."""

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass

from estafeta.core.components.parts import CalendarDay, CalendarItem
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.queries.states import due_state
from russian.phrases import clip


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month in whole weeks from Monday; `previous` and `following` are first days of the neighbours."""

    first: dt.date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    previous: dt.date
    following: dt.date
    total: int


def month_page(
    organisation: Organisation, month: dt.date, *, today: dt.date, roadmap: Roadmap | None = None
) -> MonthPage:
    """Return the month of a day with every dated due of the organisation's active roadmaps (or of one roadmap)."""
    weeks = months.Calendar().monthdatescalendar(month.year, month.month)
    dues = live_dues(organisation, roadmap).filter(due_on__range=(weeks[0][0], weeks[-1][-1]))
    items: dict[dt.date, list[CalendarItem]] = {}
    for due in dues:
        if due.due_on:
            state = due_state(due, today, conditional=due.measure.conditional).state
            item = CalendarItem(clip(due.measure.title, 60), due.measure.get_absolute_url(), state)
            items.setdefault(due.due_on, []).append(item)
    first = month.replace(day=1)
    return MonthPage(
        first=first,
        weeks=tuple(tuple(_day(day, items, first, today) for day in week) for week in weeks),
        previous=(first - dt.timedelta(days=1)).replace(day=1),
        following=(first + dt.timedelta(days=32)).replace(day=1),
        total=sum(len(rows) for day, rows in items.items() if (day.year, day.month) == (first.year, first.month)),
    )


def _day(day: dt.date, items: dict[dt.date, list[CalendarItem]], first: dt.date, today: dt.date) -> CalendarDay:
    return CalendarDay(
        date=day,
        items=tuple(items.get(day, ())),
        outside=day.month != first.month,
        today=day == today,
        free=day.weekday() >= 5,
    )
