"""What stands across the coordinator's matrix: stages, sections or months, and what narrows a plan to a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from estafeta.core.phrases import school_year
from estafeta.core.words import MONTHS_OF, MONTHS_SHORT
from estafeta.roadmaps.phrases import STAGES

AXES = {"stages": "По этапам", "sections": "По разделам", "months": "По месяцам"}
REST, BEFORE, AFTER, UNDATED = "rest", "before", "after", "undated"


@dataclass(frozen=True, slots=True)
class Fact:
    """A due as the matrix counts it."""

    organisation_id: int
    measure_id: int
    stage: int | None
    section: str
    due_on: dt.date | None
    state: str
    section_id: int = 0
    roadmap_id: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns, which of them a fact falls into (a key, empty for none), and the filter of a plan behind a cell."""

    columns: tuple[Column, ...]
    key: Callable[[Fact], str]
    query: Callable[[Sequence[Fact]], str]


def axis_of(name: str, facts: list[Fact], today: dt.date) -> Axis:
    """Return the axis with this name for the facts that are to be shown."""
    if name == "months":
        return _months(facts, today)
    if name == "sections":
        return _sections(facts)
    numbers = sorted({fact.stage for fact in facts if fact.stage} | set(range(1, 8)))
    columns = tuple(Column(str(number), f"{number}. {STAGES[number]}") for number in numbers)
    return Axis(columns, lambda fact: str(fact.stage or ""), lambda rows: f"?stage={rows[0].stage}")


def _sections(facts: list[Fact]) -> Axis:
    """Sections that several organisations have, the commonest first; everybody's own ones share the last column.

    Where nothing is common every section has its column: one word for all would say nothing.
    """
    holders: dict[str, set[int]] = {}
    titles: dict[str, str] = {}
    for fact in facts:
        key = _spoken(fact.section)
        if key:
            holders.setdefault(key, set()).add(fact.organisation_id)
            titles.setdefault(key, fact.section)
    common = {key for key, owners in holders.items() if len(owners) > 1} or set(holders)
    order = sorted(common, key=lambda key: (-len(holders[key]), key))
    columns = [Column(key, titles[key]) for key in order]
    if any(_spoken(fact.section) not in common for fact in facts):
        columns.append(Column(REST, "Другие разделы"))
    return Axis(tuple(columns), lambda fact: key if (key := _spoken(fact.section)) in common else REST, _by_section)


def _by_section(rows: Sequence[Fact]) -> str:
    return "?" + urlencode([("section", key) for key in sorted({fact.section_id for fact in rows})])


def _spoken(title: str) -> str:
    """A heading without what differs between two typists."""
    return " ".join(title.casefold().replace("ё", "е").split()).rstrip(".:; ")


def _months(facts: list[Fact], today: dt.date) -> Axis:
    """Months of this school year; what lies before and after it has one column each, so has what has no day."""
    year = school_year(today)
    first, last = dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    heads = {
        BEFORE: f"До {MONTHS_OF[first.month - 1]} {first.year}",
        AFTER: f"После {MONTHS_OF[last.month - 1]} {last.year}",
        UNDATED: "Без даты",
    }
    queries = {
        BEFORE: f"?until={first - dt.timedelta(days=1)}",
        AFTER: f"?since={last + dt.timedelta(days=1)}",
        UNDATED: "?when=undated",
    }

    def key(fact: Fact) -> str:
        if fact.due_on is None:
            return UNDATED
        if fact.due_on < first:
            return BEFORE
        return AFTER if fact.due_on > last else fact.due_on.strftime("%Y-%m")

    def query(rows: Sequence[Fact]) -> str:
        return queries.get(key(rows[0])) or _month_query(rows[0].due_on or first)

    found = {key(fact) for fact in facts}
    months = [Column(name, _month_label(name)) for name in sorted(found - set(heads))]
    before, after = ([Column(name, heads[name])] if name in found else [] for name in (BEFORE, AFTER))
    undated = [Column(UNDATED, heads[UNDATED])] if UNDATED in found else []
    return Axis(tuple(before + months + after + undated), key, query)


def _month_label(key: str) -> str:
    year, _, month = key.partition("-")
    return f"{MONTHS_SHORT[int(month) - 1]} {year}"


def _month_query(day: dt.date) -> str:
    first = day.replace(day=1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    return f"?since={first}&until={last}"
