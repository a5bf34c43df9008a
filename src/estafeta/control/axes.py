"""What stands across the matrix: stages, sections or months. The database computes the column of each due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Max, Min, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce

from estafeta.control.expressions import stage_case
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Section
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.live import live_sections
from russian.dates import school_year
from russian.folding import fold
from russian.months import MONTHS_OF, MONTHS_SHORT

AXES = {"stages": "По этапам", "sections": "По разделам", "months": "По месяцам"}
REST, BEFORE, AFTER, WITHOUT = "rest", "before", "after", "without"
MOST_SECTIONS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix; `key` is what the axis computes for its dues."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Axis:
    """All columns there can be, and the expression that gives a due the key of its column."""

    columns: tuple[Column, ...]
    key: Combinable


def axis_of(name: str, organisations: QuerySet[Organisation], today: dt.date) -> Axis:
    """Return the axis over the dues of these organisations; sections cost a query, the others none."""
    if name == "months":
        return _months(today)
    if name == "sections":
        return _sections(organisations)
    columns = [Column(str(number), f"{number}. {title}") for number, title in sorted(STAGES.items())]
    key = Coalesce(Cast(stage_case(), CharField()), Value(WITHOUT))
    return Axis((*columns, Column(WITHOUT, "Без этапа")), key)


def _months(today: dt.date) -> Axis:
    """Months of this school year; what lies before and after it has a column each, so has what has no day."""
    year = school_year(today)
    starts = [dt.date(year + number // 13, (number - 1) % 12 + 1, 1) for number in range(9, 22)]
    columns = [Column(BEFORE, f"До {MONTHS_OF[8]} {year}")]
    columns += [Column(day.strftime("%Y-%m"), f"{MONTHS_SHORT[day.month - 1]} {day.year}") for day in starts[:-1]]
    columns += [Column(AFTER, f"После {MONTHS_OF[7]} {year + 1}"), Column(WITHOUT, "Без даты")]
    ends = [When(due_on__lt=end, then=Value(column.key)) for end, column in zip(starts, columns[:-2], strict=True)]
    undated = When(due_on__isnull=True, then=Value(WITHOUT))
    return Axis(tuple(columns), Case(undated, *ends, default=Value(AFTER), output_field=CharField()))


def _sections(organisations: QuerySet[Organisation]) -> Axis:
    """Sections that several organisations have, the commonest first; everybody's own ones share the last column.

    Where nothing is common every section has its column: one word for all would say nothing. Headings that differ in
    case, «ё», spaces or the last dot are one.
    """
    rows = Section.objects.filter(live_sections(), roadmap__organisation__in=organisations)
    owner = "roadmap__organisation"
    counts = rows.values_list("title").annotate(Count(owner, distinct=True), Min(owner), Max(owner)).order_by("title")
    headings: dict[str, _Heading] = {}
    for title, owners, first, last in counts:
        if spoken(title):
            headings.setdefault(spoken(title), _Heading([], 0, set())).add(title, owners, {first, last})
    common = [one for one in headings.values() if len(one.owners) > 1] or list(headings.values())
    common.sort(key=lambda one: (-one.count, spoken(one.titles[0])))
    chosen = common[:MOST_SECTIONS]
    columns = [Column(one.titles[0], one.titles[0]) for one in chosen]
    title = "measure__section__title"
    whens = [When(Q(**{f"{title}__in": one.titles}), then=Value(one.titles[0])) for one in chosen]
    key = Case(*whens, default=Value(REST), output_field=CharField()) if whens else Value(REST)
    return Axis((*columns, Column(REST, "Другие разделы")), key)


@dataclass(slots=True)
class _Heading:
    titles: list[str]
    count: int
    owners: set[int]

    def add(self, title: str, count: int, owners: set[int]) -> None:
        self.titles.append(title)
        self.count += count
        self.owners |= owners


def spoken(title: str) -> str:
    """A heading without what differs between two typists."""
    return " ".join(fold(title).split()).rstrip(".:; ")
