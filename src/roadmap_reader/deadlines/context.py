"""The period of a plan, which gives a year to what is printed without one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_YEAR = re.compile(r"(\d{4})\Z")
_EARLIEST, _LATEST = 1900, 2200


def _bound(text: str, *, last: bool) -> dt.date:
    """One side of `A..B`: a year or an ISO day."""
    text = text.strip()
    if _YEAR.match(text):
        return dt.date(int(text), 12, 31) if last else dt.date(int(text), 1, 1)
    return dt.date.fromisoformat(text)


@dataclass(frozen=True, slots=True)
class Context:
    """First and last day of the plan. Refuses (ValueError) an empty period or an impossible year."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("a context must not end before it starts")
        if self.start.year < _EARLIEST or self.end.year > _LATEST:
            raise ValueError("a context must lie between 1900 and 2200")

    @classmethod
    def parse(cls, text: str) -> Context:
        """Read `2020..2024` or `2023-09-01..2024-05-31`; ValueError for anything else."""
        first, dots, second = text.strip().partition("..")
        if not dots:
            raise ValueError("a context is written A..B")
        return cls(_bound(first, last=False), _bound(second, last=True))

    @property
    def is_school(self) -> bool:
        """Starts in August or September and ends in May to August."""
        return self.start.month in (8, 9) and 5 <= self.end.month <= 8

    @property
    def is_one_year(self) -> bool:
        """One school year in a school context, one calendar year in any other."""
        return self.end.year - self.start.year == (1 if self.is_school else 0)

    @property
    def own_years(self) -> tuple[int, int]:
        """The calendar years in which the plan begins and ends."""
        return self.start.year, self.end.year

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end
