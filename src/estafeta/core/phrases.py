"""Numbers, dates and names in Russian words. Pure functions; `today` is always an argument."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from estafeta.core.words import DASH, MINUS, MONTHS, MONTHS_OF, NARROW, NEAR_DAYS, TIED, WEEKDAYS_SHORT

SCHOOL_YEAR_STARTS = 9


def plural(number: int, one: str, few: str, many: str) -> str:
    """Choose the form that agrees with the number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """Write the number with its noun, tied by a space that does not break."""
    return f"{figure(number)}{TIED}{plural(number, one, few, many)}"


def figure(value: int | float | Decimal, places: int | None = None) -> str:
    """Write a number with thin spaces between thousands and a decimal comma; round half up to `places`."""
    number = Decimal(str(value))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    sign = MINUS if number < 0 else ""
    return sign + grouped + (f",{fraction}" if fraction else "")


def percent(part: float, whole: float) -> str:
    """Write the share of the whole in whole per cents; a dash when there is no whole. 100 % means all."""
    if not whole:
        return DASH
    share = Decimal(str(part)) * 100 / Decimal(str(whole))
    rounded = share.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if rounded == 100 and share < 100:
        rounded = Decimal(99)
    return f"{figure(int(rounded))}{TIED}%"


def school_year(day: dt.date) -> int:
    """Return the calendar year in which the day's school year began (1 September)."""
    return day.year if day.month >= SCHOOL_YEAR_STARTS else day.year - 1


def school_year_label(start: int) -> str:
    """Write a school year by the year of its beginning: 2026/27."""
    return f"{start}/{(start + 1) % 100:02d}"


def day_words(day: dt.date, today: dt.date) -> str:
    """Write a date in words; the year only when it is another school year than today's."""
    words = f"{day.day}{TIED}{MONTHS_OF[day.month - 1]}"
    return words if school_year(day) == school_year(today) else f"{words} {day.year}"


def weekday_words(day: dt.date, today: dt.date) -> str:
    """Write a date in words after its short weekday: вт, 30 сентября."""
    return f"{WEEKDAYS_SHORT[day.weekday()]}, {day_words(day, today)}"


def stretch_words(start: dt.date, end: dt.date, today: dt.date) -> str:
    """Write a stretch as briefly as it can be read: «сентябрь», «1-15 сентября», «28 сентября - 3 октября»."""
    if start > end:
        raise ValueError("a stretch cannot end before it begins")
    if start == end:
        return day_words(end, today)
    if start.day == 1 and (end + dt.timedelta(days=1)).day == 1:
        return _whole_months(start, end, today)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{DASH}{day_words(end, today)}"
    if school_year(start) == school_year(end):
        return f"{start.day}{TIED}{MONTHS_OF[start.month - 1]}{TIED}{DASH} {day_words(end, today)}"
    return f"{day_words(start, today)}{TIED}{DASH} {day_words(end, today)}"


def _whole_months(start: dt.date, end: dt.date, today: dt.date) -> str:
    """Write a stretch of whole months."""
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
    """Write a moment of the past or future: сегодня в 9:30, вчера в 14:05, 12 ноября в 10:00."""
    day = moment.date()
    words = NEAR_DAYS.get((day - today).days) or day_words(day, today)
    return f"{words} в{TIED}{moment.hour}:{moment.minute:02d}"


def listed(items: Sequence[str], last: str = "и") -> str:
    """Join words as a sentence does: а, б и в."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def short_name(full_name: str) -> str:
    """Shorten «Соколова Анна Петровна» to «Соколова А. П.»; leave other shapes as they are."""
    parts = full_name.split()
    if len(parts) not in (2, 3) or not all(part[0].isalpha() for part in parts):
        return full_name
    return TIED.join([parts[0], *(f"{part[0].upper()}." for part in parts[1:])])


def monogram(full_name: str) -> str:
    """Take two letters for the round badge of a person: «Соколова Анна» gives «СА»; «?» for nothing."""
    letters = [word[0].upper() for word in re.findall(r"[^\W\d_]+", full_name)]
    return "".join(letters[:2]) or "?"


def file_size(size: int) -> str:
    """Write a size as people read it: 840 КБ, 1,4 МБ."""
    if size < 1024:
        return f"{figure(size)}{TIED}Б"
    if size < 1024 * 1024:
        return f"{figure(size / 1024, 0)}{TIED}КБ"
    return f"{figure(size / 1024 / 1024, 1)}{TIED}МБ"
