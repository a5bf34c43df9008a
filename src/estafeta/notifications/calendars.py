"""The calendar feed as iCalendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from estafeta.notifications.sources import CalendarEvent


def to_ics(title: str, events: Iterable[CalendarEvent], *, base: str, stamp: dt.datetime) -> bytes:
    """Return the events as one iCalendar file of all-day events; `stamp` is when it was made, with a time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//estafeta//roadmap//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for one in events:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("summary", f"✓ {one.title}" if one.done else one.title)
        event.add("dtstart", one.starts)
        event.add("dtend", one.ends + dt.timedelta(days=1))
        event.add("url", base + one.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
