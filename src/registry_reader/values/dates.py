"""Days, months, years and school years as they are typed, and stretches of two days."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from registry_reader.values.texts import plain
from russian.months import MONTHS, MONTHS_OF, MONTHS_SHORT

Sort = Literal["day", "month", "year", "school", "stretch", "impossible", "yearless"]
FIRST_SERIAL, LAST_SERIAL = 20_000, 60_000
_FIRST_MONTH = 8
_EPOCH = dt.date(1899, 12, 30)
_MONTHS = {name: at % 12 + 1 for at, name in enumerate((*MONTHS, *MONTHS_OF, *MONTHS_SHORT))} | {
    "сент": 9, "нояб": 11, "дек": 12, "февр": 2, "авг": 8, "окт": 10, "янв": 1, "июн": 6, "июл": 7, "апр": 4,
}  # fmt: skip
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_END = r"(?:\s*(?:г|год|года|гг)\.?)?(?:\s*р\.?|\s*рождения)?"
_CLOCK = r"(?:[ t,]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?"
_POINT = r"(?:\s*[./\-]\s*|,)"
_DIGITS = re.compile(rf"(?P<day>\d{{1,2}}){_POINT}(?P<number>\d{{1,2}}){_POINT}(?P<year>\d{{4}}|\d{{2}}){_CLOCK}{_END}")
_ISO = re.compile(rf"(?P<year>\d{{4}})[-./](?P<number>\d{{1,2}})[-./](?P<day>\d{{1,2}}){_CLOCK}{_END}")
_WORDS = re.compile(rf"(?P<day>\d{{1,2}})[\s.]+{_MONTH}\s*,?\s*(?P<year>\d{{4}}|\d\d(?=\s*г)){_END}")
_MONTH_YEAR = re.compile(rf"{_MONTH}\s*,?\s*(?P<year>\d{{4}}){_END}")
_NUMBER_YEAR = re.compile(rf"(?P<number>\d{{1,2}})[./](?P<year>(?:19|20)\d\d){_END}")
_YEAR = re.compile(rf"(?P<year>(?:19|20)\d\d){_END}")
_SCHOOL = re.compile(r"(?P<year>20\d\d)\s*[-/]\s*(?P<next>20\d\d|\d\d)(?:\s*(?:г|гг|год|года|уч\w*|учебн\w+)\.?)*")
_DAY_ONLY = re.compile(rf"(?P<day>\d{{1,2}})(?:\.(?P<number>\d{{1,2}})\.?|\s+{_MONTH})")
_SHAPES: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    ("day", _DIGITS),
    ("day", _ISO),
    ("day", _WORDS),
    ("month", _MONTH_YEAR),
    ("school", _SCHOOL),
    ("month", _NUMBER_YEAR),
    ("year", _YEAR),
    ("yearless", _DAY_ONLY),
)
_INSIDE: tuple[tuple[Sort, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(rf"(?<![\d.,]){shape.pattern}(?![\d])"))
    for sort, shape in _SHAPES
    if shape in {_DIGITS, _ISO, _WORDS, _DAY_ONLY}
)
_BETWEEN = re.compile(
    r"^\s*(?:(?:с|со|от)\s+)?(?P<first>.+?)\s*(?:\s+по\s+|\s+до\s+|\s-\s|(?<=\d{4})-)\s*(?P<last>.+?)\s*$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text says of time. `text` is a day, a month or a school year as the answer has it; `last` of a stretch."""

    sort: Sort
    text: str = ""
    last: str = ""

    @property
    def said(self) -> bool:
        """Whether the text is a day, a month, a year or a school year."""
        return self.sort in {"day", "month", "year", "school"}


@lru_cache(maxsize=50_000)
def read_moment(text: str, as_of: str | None = None, today_year: int = 0) -> Moment | None:
    """The whole text as one moment or a stretch, None where it is none of these. Day before month always.

    `as_of` is the day or the school year of the table: a day without a year is of it.
    """
    text = plain(text).strip(" .,;")
    return _single(text, as_of, today_year) or _stretch(text, as_of, today_year)


def _single(text: str, as_of: str | None, today_year: int) -> Moment | None:
    for sort, shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            return _moment(sort, found, as_of, today_year)
    return None


def _stretch(text: str, as_of: str | None, today_year: int) -> Moment | None:
    found = _BETWEEN.match(text)
    if found is None or not any(char.isdigit() for char in found["first"]):
        return None
    first, last = (_single(found[name], as_of, today_year) for name in ("first", "last"))
    if first is None or last is None or not (first.said and last.said):
        return None
    return Moment("stretch", first.text, last.text)


def _moment(sort: Sort, found: re.Match[str], as_of: str | None, today_year: int) -> Moment:
    groups = found.groupdict()
    if sort == "year":
        return Moment("year", groups["year"])
    if sort == "school":
        return _school(groups)
    month = _MONTHS[groups["month"]] if groups.get("month") else int(groups["number"])
    if not 1 <= month <= 12:
        return Moment("impossible")
    if sort == "month":
        return Moment("month", f"{groups['year']}-{month:02d}")
    year = _year_of(as_of, month) if sort == "yearless" else _full_year(groups["year"], today_year)
    return Moment("yearless") if year is None else _day(year, month, int(groups["day"]))


def _year_of(as_of: str | None, month: int) -> int | None:
    """The year of a month: that of the day of a table, or one of the two of its school year."""
    if as_of is None:
        return None
    first, school, _ = as_of.partition("/")
    return int(first) + (month < _FIRST_MONTH) if school else int(first[:4])


def _school(groups: dict[str, str]) -> Moment:
    first, following = int(groups["year"]), int(groups["next"]) % 100
    return Moment("school", f"{first}/{first + 1}") if (first + 1) % 100 == following else Moment("impossible")


def _day(year: int, month: int, day: int) -> Moment:
    try:
        return Moment("day", dt.date(year, month, day).isoformat())
    except ValueError:
        return Moment("impossible")


def _full_year(digits: str, today_year: int) -> int:
    if len(digits) == 4:
        return int(digits)
    latest = (today_year or dt.date.today().year) % 100
    return int(digits) + (2000 if int(digits) <= latest else 1900)


def of_serial(number: float) -> str | None:
    """The day of an Excel serial number, None for other numbers."""
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return None
    return (_EPOCH + dt.timedelta(days=int(number))).isoformat()


def find_day(text: str, as_of: str | None = None) -> tuple[str, str]:
    """The first day inside a text and the text without it; empty where there is none."""
    text = plain(text)
    for sort, shape in _INSIDE:
        found = shape.search(text)
        moment = _moment(sort, found, as_of, 0) if found is not None else None
        if found is not None and moment is not None and moment.said:
            return moment.text, f"{text[: found.start()]} {text[found.end() :]}"
    return "", text
