"""The plan on a time line: months (or years) across, measures down, bars for stretches, shapes for days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from estafeta.core.components.parts import Link, Mark, Month
from estafeta.core.rights import may
from estafeta.core.states import STATES
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.rows import MeasureRow, measures_with_all, row_of
from estafeta.roadmaps.queries.states import DueState
from russian.dates import day_words, school_year, school_year_label, stretch_words
from russian.months import MONTHS_SHORT

MANY_MONTHS = 18


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A measure with its marks inside the shown stretch."""

    row: MeasureRow
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class TimelineGroup:
    """A section with its rows."""

    number: str
    title: str
    rows: tuple[TimelineRow, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture: head, rows, where today stands (per cent; None outside), stretches to switch to."""

    first: dt.date
    last: dt.date
    months: tuple[Month, ...]
    groups: tuple[TimelineGroup, ...]
    today: float | None
    spans: tuple[Link, ...] = ()
    hidden: int = 0

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the picture shows, for the words below it."""
        shown = {mark.state for group in self.groups for line in group.rows for mark in line.marks}
        return tuple(key for key in STATES if key in shown)


def timeline(roadmap: Roadmap, first: dt.date, last: dt.date, *, actor: Actor, today: dt.date) -> Timeline:
    """Return the time line of a roadmap from a day to a day; undated dues are bars over the whole stretch."""
    editor = may("roadmaps.change_plan", actor, roadmap)
    groups: dict[int, tuple[str, str, list[TimelineRow]]] = {}
    hidden = 0
    for measure in measures_with_all([roadmap]):
        row = row_of(measure, actor, today, editor=editor)
        marks = tuple(_marks(row, roadmap, first, last, today))
        _, _, rows = groups.setdefault(measure.section_id, (measure.section.number, measure.section.title, []))
        if marks:
            rows.append(TimelineRow(row, marks))
        else:
            hidden += 1
    return Timeline(
        first=first,
        last=last,
        months=head(first, last, today),
        groups=tuple(TimelineGroup(number, title, tuple(rows)) for number, title, rows in groups.values() if rows),
        today=_at(today, first, last) if first <= today <= last else None,
        hidden=hidden,
    )


def spans_of(roadmap: Roadmap, today: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    """Return the stretches a time line can show: each school year of the plan, and the whole when there are several.

    The key is what the address keeps: the year of the beginning, or «all».
    """
    years = range(school_year(roadmap.starts), school_year(roadmap.ends) + 1)
    spans = {str(year): (dt.date(year, 9, 1), dt.date(year + 1, 8, 31)) for year in years}
    if len(spans) == 1:
        return {next(iter(spans)): (roadmap.starts.replace(day=1), _month_end(roadmap.ends))}
    return {**spans, "all": (roadmap.starts.replace(day=1), _month_end(roadmap.ends))}


def span_label(key: str) -> str:
    """«2026/27», or «весь срок»."""
    return "весь срок" if key == "all" else school_year_label(int(key))


def head(first: dt.date, last: dt.date, today: dt.date) -> tuple[Month, ...]:
    """Return the head of the picture: months, or years where months would be too narrow; widths add up to 100."""
    by_year = (last.year - first.year) * 12 + last.month - first.month >= MANY_MONTHS
    cuts = [day for day in _firsts(first, last) if day == first or not by_year or day.month == 1]
    parts = []
    for index, cut in enumerate(cuts):
        following = cuts[index + 1] if index + 1 < len(cuts) else last + dt.timedelta(days=1)
        at = _at(cut, first, last)
        label = str(cut.year) if by_year else MONTHS_SHORT[cut.month - 1]
        width = _share((following - cut).days, first, last)
        parts.append(Month(label, at, width, current=cut <= today < following))
    return tuple(parts)


def _firsts(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """The first day shown and the first of every month after it."""
    day = first
    while day <= last:
        yield day
        day = (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _marks(row: MeasureRow, roadmap: Roadmap, first: dt.date, last: dt.date, today: dt.date) -> Iterable[Mark]:
    for due in row.dues:
        starts, ends = _stretch(due, roadmap)
        if ends < first or starts > last:
            continue
        left, right = max(starts, first), min(ends, last)
        at = _at(left, first, last)
        width = _share((right - left).days + 1, first, last) if starts != ends else 0
        yield Mark(at, due.state, _title(due, starts, ends, today), width, row.url)


def _stretch(due: DueState, roadmap: Roadmap) -> tuple[dt.date, dt.date]:
    """First and last day of a due; an undated one lasts as long as the roadmap."""
    if due.due_on is None:
        return due.starts or roadmap.starts, max(roadmap.ends, due.starts or roadmap.ends)
    return due.starts or due.due_on, due.due_on


def _title(due: DueState, starts: dt.date, ends: dt.date, today: dt.date) -> str:
    when = "без даты" if due.due_on is None else stretch_words(starts, ends, today)
    fact = f", сделано {day_words(due.fact_on, today)}" if due.fact_on else ""
    return f"{when}{fact}"


def _at(day: dt.date, first: dt.date, last: dt.date) -> float:
    return _share((day - first).days, first, last)


def _share(days: int, first: dt.date, last: dt.date) -> float:
    return round(days * 100 / ((last - first).days + 1), 3)


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
