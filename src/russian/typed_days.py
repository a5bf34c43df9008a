"""Days and times as people type them: «15.09», «15 сентября», «через неделю», «в пятницу»; «9:30», «в 15», «полдень».

A day without a year is the one nearest to today, the future rather than the past (four months back, eight ahead). A
weekday is the next one after today; «следующая пятница» is that of the next week, «прошлая» the last one gone by.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from russian.folding import fold
from russian.months import MONTHS

Value = TypeVar("Value")
BACK = 120
"""So many days back a day without a year may lie."""
YEARS = range(1900, 2200)
NEAR = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
WEEKDAY = {
    **{stem: number for number, stem in enumerate(("понед", "вторн", "сред", "четв", "пятн", "субб", "воскр"))},
    **{short: number for number, short in enumerate(("пн", "вт", "ср", "чт", "пт", "сб", "вс"))},
}
COUNTED = {
    "од": 1, "дв": 2, "пару": 2, "тр": 3, "четыр": 4, "пять": 5, "шест": 6, "семь": 7, "восемь": 8, "девять": 9,
    "десять": 10,
}  # fmt: skip
UNITS = {"ден": "day", "дн": "day", "сут": "day", "недел": "week", "месяц": "month", "год": "year", "лет": "year"}
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
FIGURES = re.compile(r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})(?:[./ -](?P<year>\d{4}|\d{2}))?\.?")
NAMED = re.compile(r"(?P<day>\d{1,2})(?:-?(?:го|е))? (?P<name>[а-я]{3,8})\.?(?: (?P<year>\d{4}|\d{2}))?")
NUMBER = re.compile(r"(?P<day>\d{1,2})(?:-?(?:го|е))?(?: числа)?")
SPAN = re.compile(r"(?:(?P<count>\d{1,3}|[а-я]+) )?(?P<unit>[а-я]+)")
OF_WEEK = re.compile(r"(?:(?P<which>следующ|прошл|эт)[а-я]{1,3} )?(?P<name>[а-я]{2,12})\.?")
END = re.compile(r"кон(?:ец|ца|це|цу) (?P<what>недел|месяц|год|четверт|полугод)[а-я]*")
PREFIX = re.compile(r"^(?:до|к|ко|на|в|во|с|со|от) ")
TAIL = re.compile(r" ?(?:г|год|года)\.?$")
TIME = re.compile(
    r"(?P<hour>\d{1,2}) ?(?:[:.-]|ч(?:ас(?:а|ов)?)?\.?)? ?(?P<minute>\d{2})?(?: ?м(?:ин(?:ут[аы]?)?)?\.?)?"
)
TIMES = {"полдень": dt.time(12), "полночь": dt.time(0)}


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that is meant; None when the words say no day or one that does not exist."""
    words = " ".join(fold(text).replace(",", " ").split())
    words = PREFIX.sub("", words)
    for read in READERS:
        try:
            day = read(words, today)
        except (ValueError, OverflowError):
            return None
        if day is not None:
            return day if day.year in YEARS else None
    return None


def read_time(text: str) -> dt.time | None:
    """Return the time that is meant; None when the words say none. «9» is nine sharp, «930» and «9.30» half past."""
    words = PREFIX.sub("", " ".join(fold(text).split()))
    if words in TIMES:
        return TIMES[words]
    found = TIME.fullmatch(words)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _near(words: str, today: dt.date) -> dt.date | None:
    return today + dt.timedelta(NEAR[words]) if words in NEAR else None


def _figures(words: str, today: dt.date) -> dt.date | None:
    found = ISO.fullmatch(words) or FIGURES.fullmatch(TAIL.sub("", words))
    if found is None:
        return None
    return _with_year(int(found["day"]), int(found["month"]), found["year"], today)


def _named(words: str, today: dt.date) -> dt.date | None:
    found = NAMED.fullmatch(TAIL.sub("", words))
    if found is None:
        return None
    month = _month(found["name"])
    return None if month is None else _with_year(int(found["day"]), month, found["year"], today)


def _month(name: str) -> int | None:
    """The month of «сентября», «сент», «сен»; «май» and «мая» are five."""
    if name in {"май", "мая", "мае"}:
        return 5
    stems = (month.rstrip("йь") for month in MONTHS)
    return next((at for at, stem in enumerate(stems, 1) if name.startswith(stem) or stem.startswith(name)), None)


def _with_year(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    """Return the day; without a year the one that lies nearest. Raises ValueError for the 31st of September."""
    if year:
        return dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    first = today - dt.timedelta(BACK)
    years = range(first.year, first.year + 9)
    days = (dt.date(one, month, day) for one in years if day <= calendar.monthrange(one, month)[1])
    return next((one for one in days if one >= first), None)


def _number(words: str, today: dt.date) -> dt.date | None:
    """«15» and «15 числа»: the next month that has such a day and has not passed it."""
    found = NUMBER.fullmatch(words)
    if found is None:
        return None
    day, month = int(found["day"]), today.replace(day=1)
    for _ in range(12):
        if 1 <= day <= calendar.monthrange(month.year, month.month)[1] and month.replace(day=day) >= today:
            return month.replace(day=day)
        month = _later(month, 1)
    return None


def _span(words: str, today: dt.date) -> dt.date | None:
    """«через неделю», «через 10 дней», «через полгода», «3 дня назад»."""
    if words.startswith("через "):
        sign, words = 1, words.removeprefix("через ")
    elif words.endswith(" назад"):
        sign, words = -1, words.removesuffix(" назад")
    else:
        return None
    if words == "полгода":
        return _later(today, 6 * sign)
    found = SPAN.fullmatch(words)
    unit = _by_beginning(UNITS, found["unit"]) if found else None
    if found is None or unit is None:
        return None
    said = found["count"]
    count = 1 if said is None else int(said) if said.isdigit() else _by_beginning(COUNTED, said)
    if count is None:
        return None
    if unit in {"month", "year"}:
        return _later(today, sign * count * (12 if unit == "year" else 1))
    return today + dt.timedelta(sign * count * (7 if unit == "week" else 1))


def _later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, the last one of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _weekday(words: str, today: dt.date) -> dt.date | None:
    found = OF_WEEK.fullmatch(words)
    number = _by_beginning(WEEKDAY, found["name"]) if found else None
    if found is None or number is None:
        return None
    monday = today - dt.timedelta(today.weekday())
    if found["which"] == "следующ":
        return monday + dt.timedelta(7 + number)
    if found["which"] == "эт":
        return monday + dt.timedelta(number)
    if found["which"] == "прошл":
        return today - dt.timedelta((today.weekday() - number) % 7 or 7)
    return today + dt.timedelta((number - today.weekday()) % 7 or 7)


def _end(words: str, today: dt.date) -> dt.date | None:
    """«конец месяца», «до конца года»; a week ends on Sunday, a year on 31 December. Quarters differ by school."""
    found = END.fullmatch(words)
    if found is None:
        return None
    if found["what"] == "недел":
        return today + dt.timedelta(6 - today.weekday())
    if found["what"] == "месяц":
        return today.replace(day=calendar.monthrange(today.year, today.month)[1])
    return dt.date(today.year, 12, 31) if found["what"] == "год" else None


def _by_beginning(table: Mapping[str, Value], word: str) -> Value | None:
    return next((value for start, value in table.items() if word.startswith(start)), None)


READERS: tuple[Callable[[str, dt.date], dt.date | None], ...] = (
    _near,
    _figures,
    _named,
    _number,
    _span,
    _end,
    _weekday,
)
