"""The period of a plan: from its title, else from the years its deadlines name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

Period = tuple[dt.date, dt.date]

_DASH = r"\s*(?:г{1,2}\.?\s*)?(?:[-–—/]|по|до)\s*"
_YEARS = re.compile(
    rf"(?<![\d.])(20\d\d)(?:{_DASH}(20\d\d|\d\d)(?!\d|\.\d))?(?:\s*-?х?)?\s*(уч\w*\.?(?:\s*г|ебн)?\w*)?", re.I
)
_SCHOOL = re.compile(r"учебн\w*\s+(?:год|период)|уч\.\s*г", re.I)
_DATES = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d)")
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH_YEAR = re.compile(r"(янв|фев|мар|апр|ма[йея]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*\.?\s*,?\s*(20\d\d)?", re.I)
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def read_period(title: str | None, phrases: Iterable[str]) -> Period | None:
    """The first and last day of the plan. `phrases`: its deadlines as printed."""
    points = [point for phrase in phrases for point in points_in(phrase)]
    return (title_period(title, points) if title else None) or _from_points(points)


def title_period(title: str, points: list[tuple[int | None, int]]) -> Period | None:
    """The period that a title names; `points` (year, month) of the deadlines decide between school and calendar."""
    dates = [_date(m) for m in _DATES.finditer(title)]
    real = [d for d in dates if d]
    if len(real) >= 2 and real[0] < real[-1] and re.search(r"\bс\b|[-–—]", title):
        return real[0], real[-1]
    months = _month_span(title)
    if months:
        return months
    found = _year_span(_DATES.sub(" ", title))
    if not found:
        return None
    first, last, school = found
    if last == first + 1 and (school or _autumn_to_summer(points, first)):
        return _school_year(first, points)
    if first == last and school:
        return _school_year(first, points)
    return _calendar(first, last, points)


def _calendar(first: int, last: int, points: list[tuple[int | None, int]]) -> Period:
    """Whole years; a plan of several that does nothing in the first before its December begins there."""
    begun = min((month for year, month in points if year == first), default=1)
    return dt.date(first, 12 if begun == 12 and last > first else 1, 1), dt.date(last, 12, 31)


def _year_span(title: str) -> tuple[int, int, bool] | None:
    """First and last year, and whether the school year is meant."""
    school = bool(_SCHOOL.search(title))
    spans, years = [], []
    for match in _YEARS.finditer(title):
        first = int(match.group(1))
        if match.group(2):
            last = int(match.group(2)) if len(match.group(2)) == 4 else first // 100 * 100 + int(match.group(2))
            if first <= last <= first + 15:
                spans.append((first, last))
        years.append(first)
    if spans:
        return (*spans[-1], school)
    if not years:
        return None
    low, high = min(years), max(years)
    return (
        (low, high, school)
        if re.search(r"\bс\s+20\d\d", title) or re.search(r"20\d\d\s*(?:г\w*\.?)?\s*(?:,|и)\s*20\d\d", title)
        else (years[-1], years[-1], school)
    )


def _month_span(title: str) -> Period | None:
    """«сентябрь 2023 – май 2024»."""
    found = [(m.group(1).lower(), m.group(2), m) for m in _MONTH_YEAR.finditer(title)]
    dated = [(i, f) for i, f in enumerate(found) if f[1]]
    if not dated or len(found) < 2:
        return None
    index, last = dated[-1]
    first = found[index - 1] if index else None
    if first is None or title[first[2].end() : last[2].start()].strip(" года.") not in ("-", "–", "—", "по", "до"):
        return None
    end_year, end_month, start_month = int(last[1]), _month(last[0]), _month(first[0])
    start_year = int(first[1]) if first[1] else end_year - (start_month > end_month)
    return dt.date(start_year, start_month, 1), _month_end(end_year, end_month)


def _month(word: str) -> int:
    return next(i for i, stem in enumerate(_MONTHS, 1) if word.startswith(stem))


def _month_end(year: int, month: int) -> dt.date:
    day = 29 if month == 2 and year % 4 == 0 else _LAST_DAY[month - 1]
    return dt.date(year, month, day)


def _date(match: re.Match[str]) -> dt.date | None:
    day, month, year = (int(group) for group in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return dt.date(year, month, min(day, _month_end(year, month).day))


def points_in(phrase: str) -> list[tuple[int | None, int]]:
    """(year or None, month) of every date and month of a phrase."""
    out: list[tuple[int | None, int]] = []
    for match in _DATES.finditer(phrase):
        if 1 <= int(match.group(2)) <= 12:
            out.append((int(match.group(3)), int(match.group(2))))
    for match in _MONTH_YEAR.finditer(phrase):
        out.append((int(match.group(2)) if match.group(2) else None, _month(match.group(1).lower())))
    return out


def _autumn_to_summer(points: list[tuple[int | None, int]], first: int) -> bool:
    """Do the deadlines run from one autumn to the next summer?"""
    dated = [(year, month) for year, month in points if year]
    if not dated:
        months = {month for _, month in points}
        return not months or 9 in months or 5 in months
    inside = [(y, m) for y, m in dated if y in (first, first + 1)]
    outside = [1 for y, m in inside if (y == first and m < 8) or (y == first + 1 and m > 8)]
    return bool(inside) and len(outside) * 8 <= len(inside)


def _school_year(first: int, points: list[tuple[int | None, int]]) -> Period:
    """1 September to 31 May, or to 31 August where the plan itself goes on into the summer."""
    summer = any(year == first + 1 and month in (6, 7, 8) for year, month in points)
    return dt.date(first, 9, 1), dt.date(first + 1, 8, 31) if summer else dt.date(first + 1, 5, 31)


def _from_points(points: list[tuple[int | None, int]]) -> Period | None:
    """Without a title's help: the years that the deadlines name."""
    years = sorted({year for year, _ in points if year})
    if not years:
        return None
    first, last = years[0], years[-1]
    if last == first + 1 and _autumn_to_summer(points, first):
        return _school_year(first, points)
    if last - first > 10:
        return None
    return dt.date(first, 1, 1), dt.date(last, 12, 31)
