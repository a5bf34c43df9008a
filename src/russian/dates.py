"""Days, stretches of days and moments in words. The year is left out where the school year tells it."""

from __future__ import annotations

import datetime as dt

from russian.months import MONTHS, MONTHS_OF, WEEKDAYS_SHORT
from russian.plurals import counted
from russian.spaces import DASH, TIED

SCHOOL_YEAR_STARTS = 9
"""The month whose first day begins a school year."""
NEAR_DAYS = {-1: "вчера", 0: "сегодня", 1: "завтра"}


def school_year(day: dt.date) -> int:
    """Return the calendar year in which the day's school year began (1 September)."""
    return day.year if day.month >= SCHOOL_YEAR_STARTS else day.year - 1


def school_year_label(start: int) -> str:
    """Write a school year by the year of its beginning: 2026/27."""
    return f"{start}/{(start + 1) % 100:02d}"


def long_day(day: dt.date) -> str:
    """Write a date that must stand without a context: 30 сентября 2026."""
    return f"{_day_of_month(day)}{TIED}{day.year}"


def day_words(day: dt.date, today: dt.date) -> str:
    """Write a date in words; the year only when it is another school year than today's."""
    words = _day_of_month(day)
    return words if school_year(day) == school_year(today) else f"{words} {day.year}"


def weekday_words(day: dt.date, today: dt.date) -> str:
    """Write a date in words after its short weekday: вт, 30 сентября."""
    return f"{WEEKDAYS_SHORT[day.weekday()]}, {day_words(day, today)}"


def stretch_words(start: dt.date, end: dt.date, today: dt.date) -> str:
    """Write a stretch, both days included, as briefly as it can be read: «сентябрь», «1–15 сентября».

    Raises ValueError for a stretch that ends before it begins.
    """
    if start > end:
        raise ValueError("a stretch cannot end before it begins")
    if start == end:
        return day_words(end, today)
    if start.day == 1 and (end + dt.timedelta(days=1)).day == 1:
        return _whole_months(start, end, today)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{DASH}{day_words(end, today)}"
    if school_year(start) == school_year(end):
        return f"{_day_of_month(start)}{TIED}{DASH} {day_words(end, today)}"
    return f"{day_words(start, today)}{TIED}{DASH} {day_words(end, today)}"


def _day_of_month(day: dt.date) -> str:
    return f"{day.day}{TIED}{MONTHS_OF[day.month - 1]}"


def _whole_months(start: dt.date, end: dt.date, today: dt.date) -> str:
    first, last = MONTHS[start.month - 1], MONTHS[end.month - 1]
    year = "" if school_year(end) == school_year(today) else f" {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return first + year
    if school_year(start) == school_year(end):
        return f"{first}{DASH}{last}{year}"
    return f"{first} {start.year}{TIED}{DASH} {last} {end.year}"


def distance_words(day: dt.date, today: dt.date) -> str:
    """Say how far a day is: сегодня, завтра, через 5 дней, вчера, 5 дней назад."""
    days = (day - today).days
    if days in NEAR_DAYS:
        return NEAR_DAYS[days]
    return f"через {span_words(days)}" if days > 0 else f"{span_words(-days)} назад"


def span_words(days: int) -> str:
    """Write how long in the largest unit that still says enough: 5 дней, 3 месяца, 2 года."""
    if days < 60:
        return counted(days, "день", "дня", "дней")
    if days < 700:
        return counted(round(days / 30.44), "месяц", "месяца", "месяцев")
    return counted(round(days / 365.25), "год", "года", "лет")


def lateness_words(due: dt.date, today: dt.date) -> str:
    """Say how an open due stands: просрочено на 2 дня, сегодня, завтра, через 5 дней."""
    if due < today:
        return f"просрочено на {span_words((today - due).days)}"
    return distance_words(due, today)


def moment_words(moment: dt.datetime, today: dt.date) -> str:
    """Write a moment of the past or future: сегодня в 9:30, вчера в 14:05, 12 ноября в 10:00.

    The moment is written as its own clock shows it: bring it to the reader's time zone first.
    """
    day = moment.date()
    words = NEAR_DAYS.get((day - today).days) or day_words(day, today)
    return f"{words} в{TIED}{moment.hour}:{moment.minute:02d}"
