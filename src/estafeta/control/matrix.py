"""«Обзор»: organisations (or municipalities) down, stages, sections or months across, two rates, the list behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from estafeta.control.axes import Axis, Column, axis_of
from estafeta.control.tallies import (
    OWNER,
    Dues,
    Tally,
    by_child,
    by_institution,
    counted_dues,
    of_standing,
    tallies,
    watched,
)
from estafeta.core.lookups import InRussian
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Due, Roadmap

PAGE = 50
SORTS = ("name", "late", "complete", "timely")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the matrix keeps. `only`: «late», «empty» (no dues), «planless», or everybody."""

    axis: str = "stages"
    kind: str = ""
    only: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    every_column: bool = False
    sort: str = "name"


@dataclass(frozen=True, slots=True)
class Cell:
    """A tally under its column."""

    column: Column
    tally: Tally


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an organisation, or a municipality for a region. `planless`: it has no active roadmap."""

    organisation: Organisation
    total: Tally
    planless: bool
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """One page of rows under all columns; the totals are of all pages.

    `numbers_only`: a region sees municipalities and no list behind a cell; `empty`: how many columns hold nothing.
    """

    columns: tuple[Column, ...]
    page: Page[Row]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    total: Tally
    planless: int
    numbers_only: bool
    empty: int = 0


def sees_numbers_only(organisation: Organisation) -> bool:
    """True for a region: it looks over municipalities and sees numbers, no names."""
    return organisation.kind == Organisation.Kind.MINISTRY


def matrix(
    actor: Actor,
    today: dt.date,
    filters: Filters,
    *,
    page: int | str = 1,
    size: int = PAGE,
    chosen: Collection[str] | None = None,
) -> Matrix:
    """Return a page of the matrix, of the chosen slugs alone when they are given; at most five queries."""
    down = _down(actor.organisation, filters.kind)
    institutions = watched(actor.organisation, filters.kind)
    axis = axis_of(filters.axis, institutions, today)
    dues = narrowed(counted_dues(institutions.order_by(), today), filters)
    every = _heads(down, dues)
    heads = [row for row in every if _passes(row, filters.only) and (chosen is None or row.organisation.slug in chosen)]
    shown = Paginator(_sorted(heads, filters.sort), size).get_page(page)
    counted = dues if len(heads) == len(every) else down.behind(dues, heads)
    sums = {key: tally for (key,), tally in tallies(counted, column=axis.key).items()}
    columns = tuple(column for column in axis.columns if column.key in sums or filters.every_column)
    return Matrix(
        columns=columns,
        page=shown,
        rows=_filled(down, dues, axis, columns, list(shown.object_list)),
        totals=tuple(Cell(column, sums.get(column.key, Tally())) for column in columns),
        total=_sum(row.total for row in heads),
        planless=sum(row.planless for row in heads),
        numbers_only=sees_numbers_only(actor.organisation),
        empty=sum(column.key not in sums for column in axis.columns),
    )


@dataclass(frozen=True, slots=True)
class _Down:
    """What stands down the matrix: organisations with `has_plan`, and the key that tells a due its row."""

    organisations: QuerySet[Organisation]
    key: Combinable
    attribute: str

    def key_of(self, row: Row) -> object:
        return getattr(row.organisation, self.attribute)

    def behind(self, dues: Dues, rows: Iterable[Row]) -> Dues:
        found: Dues = dues.alias(row_key=self.key).filter(row_key__in=[self.key_of(row) for row in rows])
        return found


def _down(top: Organisation, kind: str) -> _Down:
    """Institutions; for a region its children, each with all that stands below it."""
    plans = Roadmap.objects.filter(state__in=LIVING, amends__isnull=True, removed_at__isnull=True)
    if sees_numbers_only(top):
        children = below(top).filter(parent=top).exclude(kind=Organisation.Kind.PARTNER)
        held = Exists(plans.filter(organisation__path__startswith=OuterRef("path")))
        return _Down(children.annotate(has_plan=held), by_child(top), "path")
    own = Exists(plans.filter(organisation=OuterRef("pk")))
    return _Down(watched(top, kind).annotate(has_plan=own), by_institution(), "pk")


def _heads(down: _Down, dues: Dues) -> list[Row]:
    """Every row without its cells; two queries."""
    totals = tallies(dues, row=down.key)
    rows: Iterable[Any] = down.organisations
    return [Row(one, totals.get((getattr(one, down.attribute),), Tally()), not one.has_plan) for one in rows]


def _filled(down: _Down, dues: Dues, axis: Axis, columns: tuple[Column, ...], rows: Collection[Row]) -> tuple[Row, ...]:
    """The rows with their cells; one query."""
    if not rows:
        return ()
    found = tallies(down.behind(dues, rows), row=down.key, column=axis.key)

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(Cell(column, found.get((down.key_of(row), column.key), Tally())) for column in columns)

    return tuple(replace(row, cells=cells(row)) for row in rows)


def _passes(row: Row, only: str) -> bool:
    if only == "late":
        return row.total.late > 0
    if only == "planless":
        return row.planless
    return row.total.total == 0 if only == "empty" else True


def _sorted(rows: list[Row], sort: str) -> list[Row]:
    """By name as the database has them; else the worst first, equals by name."""
    if sort == "late":
        return sorted(rows, key=lambda row: -row.total.late)
    if sort == "complete":
        return sorted(rows, key=lambda row: row.total.share(row.total.finished))
    if sort == "timely":
        return sorted(rows, key=lambda row: row.total.share(row.total.done))
    return rows


def _sum(tallied: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallied:
        total = total.plus(tally)
    return total


def narrowed(dues: Dues, filters: Filters) -> Dues:
    """Those of the asked stretch of days."""
    if filters.first:
        dues = dues.filter(due_on__gte=filters.first)
    return dues.filter(due_on__lte=filters.last) if filters.last else dues


def behind(
    actor: Actor, today: dt.date, filters: Filters, *, organisation: str = "", column: str = "", standing: str = ""
) -> Dues:
    """The dues behind a number, each with its `standing`; nothing for a region, which sees numbers only."""
    if sees_numbers_only(actor.organisation):
        return Due.objects.none()
    institutions = watched(actor.organisation, filters.kind)
    chosen = institutions.filter(slug=organisation) if organisation else institutions
    dues = narrowed(counted_dues(chosen.order_by(), today), filters)
    if column:
        dues = dues.alias(column=axis_of(filters.axis, institutions, today).key).filter(column=column)
    if standing:
        dues = of_standing(dues, standing)
    rows = dues.select_related("measure__section__roadmap__organisation")
    return rows.order_by(InRussian(f"{OWNER}__short_name"), F("due_on").asc(nulls_last=True), "pk")
