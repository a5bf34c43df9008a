"""What a coordinator sees: organisations down, stages, sections or months across, shares done and late; no names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.axes import Axis, Column, Fact, axis_of
from estafeta.roadmaps.queries.facts import facts_of
from estafeta.roadmaps.queries.states import DONE


@dataclass(frozen=True, slots=True)
class Cell:
    """Dues of an organisation in a column: done, late, still to come; dropped ones are not counted."""

    done: int = 0
    late: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """All that counts."""
        return self.done + self.late + self.rest

    def plus(self, other: Cell) -> Cell:
        """Both together."""
        return Cell(self.done + other.done, self.late + other.late, self.rest + other.rest)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell under its column; `roadmap` and `query` lead to the very rows of the plan behind it."""

    column: Column
    cell: Cell
    roadmap: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """An organisation with a cell for each column and its sum; without a roadmap `roadmaps` is 0."""

    organisation: Organisation
    places: tuple[Place, ...]
    total: Cell
    roadmaps: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The matrix."""

    axis: str
    columns: tuple[Column, ...]
    rows: tuple[OverviewRow, ...]
    totals: tuple[Cell, ...]
    total: Cell

    @property
    def without_plan(self) -> int:
        """How many organisations have no active roadmap."""
        return sum(not row.roadmaps for row in self.rows)


def overview(actor: Actor, today: dt.date, *, axis: str = "stages") -> Overview:
    """Return the matrix of all organisations below that run a programme; four queries whatever their number."""
    organisations = [row for row in below(actor.organisation) if not row.is_above and row.kind != "partner"]
    facts = facts_of([row.pk for row in organisations], today)
    across = axis_of(axis, facts, today)
    held: dict[tuple[int, str], list[Fact]] = {}
    sums = {row.pk: Cell() for row in organisations}
    for fact in facts:
        sums[fact.organisation_id] = sums[fact.organisation_id].plus(_cell(fact))
        held.setdefault((fact.organisation_id, across.key(fact)), []).append(fact)
    plans = _plans([row.pk for row in organisations])
    rows = tuple(
        OverviewRow(
            row,
            tuple(_place(column, held.get((row.pk, column.key), []), across) for column in across.columns),
            sums[row.pk],
            plans.get(row.pk, 0),
        )
        for row in organisations
    )
    totals = tuple(_sum([row.places[place].cell for row in rows]) for place in range(len(across.columns)))
    return Overview(axis, across.columns, rows, totals, _sum([row.total for row in rows]))


def _place(column: Column, facts: list[Fact], axis: Axis) -> Place:
    """A cell and where it leads: into the roadmap that holds most of it, when there are several."""
    if not facts:
        return Place(column, Cell())
    (roadmap, _), *_ = Counter(fact.roadmap_id for fact in facts).most_common(1)
    mine = [fact for fact in facts if fact.roadmap_id == roadmap]
    return Place(column, _sum([_cell(fact) for fact in facts]), roadmap, axis.query(mine))


def _cell(fact: Fact) -> Cell:
    if fact.state in DONE:
        return Cell(done=1)
    return Cell(late=1) if fact.state == "late" else Cell(rest=1)


def _sum(cells: list[Cell]) -> Cell:
    total = Cell()
    for cell in cells:
        total = total.plus(cell)
    return total


def _plans(organisations: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    rows = Roadmap.objects.filter(
        organisation__in=organisations, state__in=LIVING, amends__isnull=True, removed_at__isnull=True
    )
    for pk in rows.values_list("organisation", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts
