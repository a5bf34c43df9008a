"""Moving a plan by whole years: dates, and the years that stand in its wordings."""

from __future__ import annotations

import calendar
import datetime as dt
import re

FULL_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
PAIR = re.compile(r"(?<!\d)(20\d\d)(\s*[/–—-]\s*)(\d\d)(?![\d.])")
SHORT_DATE = re.compile(r"(?<!\d)(\d{1,2}\.\d{1,2}\.)(\d\d)(?!\d)")


def move_day(day: dt.date, years: int) -> dt.date:
    """Return the same day `years` later; 29 February becomes 28 February where there is none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def move_end(day: dt.date, years: int) -> dt.date:
    """Return the day `years` later, keeping the last day of a month the last one (28 February → 29 February)."""
    last = calendar.monthrange(day.year, day.month)[1]
    moved = move_day(day, years)
    if day.day < last:
        return moved
    return moved.replace(day=calendar.monthrange(moved.year, moved.month)[1])


def move_words(text: str, years: int) -> str:
    """Return the wording with every year of this century moved: «2025/26», «01.09.2025», «01.09.25», «2025 г.»."""
    text = PAIR.sub(lambda found: f"{found[1]}{found[2]}{_two(int(found[3]) + years)}", text)
    text = SHORT_DATE.sub(lambda found: f"{found[1]}{_two(int(found[2]) + years)}", text)
    return FULL_YEAR.sub(lambda found: str(int(found[1]) + years), text)


def whole_years(old: dt.date, new: dt.date) -> int:
    """Return how many whole years lie nearest to the distance between two days."""
    return round((new - old).days / 365.25)


def _two(number: int) -> str:
    return f"{number % 100:02d}"
