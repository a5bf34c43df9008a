"""RFC 5545 rules for what recurs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from roadmap_reader.deadlines.context import Context

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNIT_RULES = {
    "month": "FREQ=MONTHLY",
    "halfmonth": "FREQ=MONTHLY",
    "decade": "FREQ=MONTHLY",
    "bimonth": "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12",
    "quarter": "FREQ=MONTHLY;BYMONTH=3,6,9,12",
    "term": "FREQ=MONTHLY;BYMONTH=3,5,10,12",
    "schoolyear": "FREQ=YEARLY;BYMONTH=5",
}
_SCHOOL_RULES = {"half": "5,12", "third": "2,5,11", "year": "5"}
_CALENDAR_RULES = {"half": "6,12", "third": "4,8,12", "year": "12"}


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(set(numbers)))


def unit_rule(unit: str, days: tuple[int, ...], *, school: bool) -> str:
    """The rule of a unit that is due on the given days, or on its last day."""
    months = (_SCHOOL_RULES if school else _CALENDAR_RULES).get(unit)
    rule = f"FREQ=YEARLY;BYMONTH={months}" if months else _UNIT_RULES.get(unit, "FREQ=MONTHLY")
    usual = {"halfmonth": (15, -1), "decade": (10, 20, -1)}.get(unit, (-1,))
    if unit in ("year", "schoolyear") and not days:
        usual = (31,)
    return f"{rule};BYMONTHDAY={_listed(days or usual)}"


def yearly_rule(days: Iterable[dt.date]) -> str:
    """The rule of days that come back every year."""
    found = sorted({(day.month, day.day) for day in days})
    return f"FREQ=YEARLY;BYMONTH={_listed(m for m, _ in found)};BYMONTHDAY={_listed(d for _, d in found)}"


def short_rule(freq: str, interval: int, days: tuple[int, ...], months: Iterable[int]) -> str:
    """A DAILY or WEEKLY rule; no weekday named means no BYDAY."""
    parts = [f"FREQ={freq}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if days:
        parts.append("BYDAY=" + ",".join(DAY_NAMES[day] for day in days))
    named = _listed(months)
    if named:
        parts.append(f"BYMONTH={named}")
    return ";".join(parts)


def weekday_rule(nth: tuple[int, ...], days: tuple[int, ...], months: Iterable[int]) -> str:
    """A MONTHLY rule for «последняя пятница месяца» and the like."""
    names = ",".join(f"{n}{DAY_NAMES[day]}" for n in nth for day in days)
    named = _listed(months)
    return f"FREQ=MONTHLY;BYDAY={names}" + (f";BYMONTH={named}" if named else "")


def _parts(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def short_dates(rule: str, context: Context) -> Iterator[dt.date]:
    """The days of a DAILY or WEEKLY rule within the plan; a week without a named day ends on Sunday."""
    parts = _parts(rule)
    interval = int(parts.get("INTERVAL", "1"))
    months = {int(m) for m in parts.get("BYMONTH", "").split(",") if m}
    days = {DAY_NAMES.index(name) for name in parts.get("BYDAY", "").split(",") if name}
    weekly = parts["FREQ"] == "WEEKLY"
    if weekly and not days:
        days = {6}
    monday = context.start - dt.timedelta(days=context.start.weekday())
    day = context.start
    while day <= context.end:
        step = (day - monday).days // 7 if weekly else (day - context.start).days
        if step % interval == 0 and (not months or day.month in months) and (not days or day.weekday() in days):
            yield day
        if day == dt.date.max:
            return
        day += dt.timedelta(days=1)
