"""What «N раз в …» comes to: the unit on whose last day it is due."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.pieces import Every

_MONTHS = {1: "month", 2: "bimonth", 3: "quarter", 4: "third", 6: "half", 12: "year"}
_ORDER = (
    "day",
    "week",
    "decade",
    "halfmonth",
    "month",
    "bimonth",
    "term",
    "quarter",
    "third",
    "half",
    "schoolyear",
    "year",
)


@dataclass(frozen=True, slots=True)
class Cadence:
    """A unit, every how many of them, whether the school's year counts, and days from the start where said."""

    unit: str
    interval: int = 1
    school: bool = False
    head: int = 0

    @property
    def is_yearly(self) -> bool:
        """Once a year or more rarely."""
        return self.unit in ("year", "schoolyear")


def _in_year(count: int, *, school: bool) -> str:
    named = {1: "year", 2: "half", 3: "third", 4: "term" if school else "quarter", 6: "bimonth"}
    if count in named:
        return named[count]
    return "bimonth" if count < 8 else "month"


def _in_half(count: int, *, school: bool) -> str:
    named = {1: "half", 2: "term" if school else "quarter", 3: "bimonth"}
    return named.get(count, "month")


def _in_month(count: int) -> str:
    return {1: "month", 2: "halfmonth", 3: "decade"}.get(count, "week")


def cadence_of(every: Every, context: Context) -> Cadence:
    """The cadence of one recurrence in a plan."""
    unit, count, school = every.unit, every.count, context.is_school
    if unit == "schoolyear":
        school = True
        unit = "year" if count > 1 or context.is_school else unit
    if unit == "year":
        return Cadence(_in_year(count, school=school), every.interval, school)
    if unit == "half":
        return Cadence(_in_half(count, school=school), every.interval, school, every.head)
    if unit == "month" and every.interval > 1:
        return Cadence(_MONTHS.get(every.interval, "month"), 1, school)
    if unit == "month":
        return Cadence(_in_month(count), 1, school)
    if unit == "trimester":
        return Cadence("third", 1, school=True, head=every.head)
    if unit in ("quarter", "term") and count > 2:
        return Cadence("month", 1, school)
    return Cadence(unit, every.interval, school, every.head)


def shortest(cadences: list[Cadence]) -> Cadence:
    """The one that comes back most often: «ежегодно, 1 раз в квартал» is every quarter."""
    return min(cadences, key=lambda cadence: _ORDER.index(cadence.unit))
