"""The matrix «Контроль»: organisations (or municipalities) down, sections, stages or months across, two rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from estafeta.control.models import ControlRules
from estafeta.core.rights import may
from estafeta.core.words import MONTHS_SHORT
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.roadmaps.models import Due, DueMove
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.axes import Fact
from estafeta.roadmaps.queries.facts import facts_of
from estafeta.roadmaps.queries.live import live
from estafeta.workbench.models import SavedView

AXES = {"stages": "По этапам", "sections": "По разделам", "months": "По месяцам"}
STANDINGS = {"done": "Выполнено в срок", "done_late": "Выполнено позже", "late": "Просрочено", "rest": "Предстоит"}
WITHOUT = "—"


@dataclass(frozen=True, slots=True)
class Tally:
    """Dues of a row in a column; cancelled, not needed and taken off control are not counted."""

    done: int = 0
    done_late: int = 0
    late: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """All that counts."""
        return self.done + self.done_late + self.late + self.rest

    @property
    def due(self) -> int:
        """What should have been done by today, or is done already."""
        return self.done + self.done_late + self.late

    @property
    def finished(self) -> int:
        """Done, in time or late."""
        return self.done + self.done_late

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.done + other.done, self.done_late + other.done_late, self.late + other.late, self.rest + other.rest
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address of the matrix keeps."""

    axis: str = "stages"
    kind: str = ""
    only: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    every_column: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: an organisation, or a municipality for a region."""

    organisation: Organisation
    cells: tuple[tuple[str, str, Tally], ...]
    total: Tally


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole page. `numbers_only`: a region sees municipalities and no list behind a cell; `empty`: how many columns
    hold nothing in any row, shown or not.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[Tally, ...]
    total: Tally
    numbers_only: bool
    empty: int = 0


@dataclass(frozen=True, slots=True)
class Behind:
    """A due behind a number."""

    due: Due
    organisation: Organisation
    standing: str


def sees_numbers_only(organisation: Organisation) -> bool:
    """True for a region: it looks over municipalities and sees numbers, no names."""
    return organisation.kind == Organisation.Kind.MINISTRY


def standing_of(state: str) -> str:
    """The column of a tally for a state of the plan."""
    return state if state in STANDINGS else "rest"


def watched(organisation: Organisation, filters: Filters) -> list[Organisation]:
    """The institutions below that the filters leave."""
    rows = [row for row in below(organisation) if not row.is_above and row.kind != Organisation.Kind.PARTNER]
    return [row for row in rows if not filters.kind or row.kind == filters.kind]


def matrix(actor: Actor, today: dt.date, filters: Filters) -> Matrix:
    """Return the matrix; the number of queries does not grow with the rows."""
    institutions = watched(actor.organisation, filters)
    facts = [row for row in facts_of([one.pk for one in institutions], today) if _within(row, filters)]
    numbers_only = sees_numbers_only(actor.organisation)
    rows_of = _municipalities(actor.organisation, institutions) if numbers_only else {one: one for one in institutions}
    home = {one.pk: row.pk for one, row in rows_of.items()}
    columns, key = _columns(filters.axis, facts)
    cells: dict[tuple[int, str], Tally] = {}
    for fact in facts:
        for column in (key(fact), "all"):
            place = (home[fact.organisation_id], column)
            cells[place] = cells.get(place, Tally()).plus(Tally(**{standing_of(fact.state): 1}))
    nodes = [row for row in dict.fromkeys(rows_of.values()) if _wanted(_total(row, cells), filters.only)]
    filled = tuple(column for column in columns if any((row.pk, column[0]) in cells for row in nodes))
    empty = len(columns) - len(filled)
    columns = columns if filters.every_column else filled
    rows = [_row(row, columns, cells) for row in nodes]
    totals = tuple(_sum(row.cells[place][2] for row in rows) for place in range(len(columns)))
    return Matrix(columns, tuple(rows), totals, _sum(row.total for row in rows), numbers_only, empty)


def _row(
    organisation: Organisation, columns: tuple[tuple[str, str], ...], cells: dict[tuple[int, str], Tally]
) -> MatrixRow:
    got = tuple((key, title, cells.get((organisation.pk, key), Tally())) for key, title in columns)
    return MatrixRow(organisation, got, _total(organisation, cells))


def _total(organisation: Organisation, cells: dict[tuple[int, str], Tally]) -> Tally:
    return cells.get((organisation.pk, "all"), Tally())


def _wanted(total: Tally, only: str) -> bool:
    if only == "late":
        return total.late > 0
    return total.total == 0 if only == "empty" else True


def _within(fact: Fact, filters: Filters) -> bool:
    if filters.first is None and filters.last is None:
        return True
    day = fact.due_on
    return day is not None and (filters.first or day) <= day <= (filters.last or day)


def _municipalities(top: Organisation, institutions: list[Organisation]) -> dict[Organisation, Organisation]:
    """Each institution with the highest node below the region that holds it; itself when there is none."""
    nodes = sorted((row for row in below(top) if row.is_above), key=lambda row: row.path)
    return {one: next((node for node in nodes if node.holds(one)), one) for one in institutions}


def _columns(axis: str, facts: list[Fact]) -> tuple[tuple[tuple[str, str], ...], Callable[[Fact], str]]:
    if axis == "months":
        months = sorted({(fact.due_on.year, fact.due_on.month) for fact in facts if fact.due_on})
        columns = tuple((f"{year}-{month:02d}", f"{MONTHS_SHORT[month - 1]} {year}") for year, month in months)
        return columns, lambda fact: fact.due_on.strftime("%Y-%m") if fact.due_on else WITHOUT
    if axis == "sections":
        titles = sorted({fact.section for fact in facts if fact.section})
        return tuple((title, title) for title in titles), lambda fact: fact.section or WITHOUT
    numbers = sorted({fact.stage for fact in facts if fact.stage} | set(range(1, 8)))
    return tuple((str(n), f"{n}. {STAGES[n]}") for n in numbers), lambda fact: str(fact.stage or WITHOUT)


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


def behind(
    actor: Actor, today: dt.date, filters: Filters, *, organisation: str = "", column: str = "", standing: str = ""
) -> tuple[Behind, ...]:
    """The dues behind a number; nothing for a region, which sees numbers only."""
    if sees_numbers_only(actor.organisation):
        return ()
    rows = {row.pk: row for row in watched(actor.organisation, filters)}
    chosen = [pk for pk, row in rows.items() if organisation in ("", row.slug)]
    facts = [row for row in facts_of(chosen, today) if _within(row, filters)]
    _, key = _columns(filters.axis, facts)
    wanted = [row for row in facts if column in ("", key(row)) and standing in ("", standing_of(row.state))]
    dues = _dues_of(wanted)
    found = [(fact, dues.get((fact.measure_id, fact.due_on))) for fact in wanted]
    return tuple(Behind(due, rows[fact.organisation_id], standing_of(fact.state)) for fact, due in found if due)


def _dues_of(facts: list[Fact]) -> dict[tuple[int, dt.date | None], Due]:
    rows = Due.objects.filter(measure__in={fact.measure_id for fact in facts})
    rows = rows.select_related("measure__section__roadmap__organisation")
    return {(row.measure_id, row.due_on): row for row in rows}


def views_of(actor: Actor) -> list[SavedView]:
    """The person's saved choices of filters here."""
    return list(SavedView.objects.filter(user=actor.user, organisation=actor.organisation, page="control"))


def moves_for_controller(actor: Actor) -> tuple[DueMove, ...]:
    """Open requests in roadmaps that name the person as controller, none of her own.

    Nothing for whoever decides by her role: a director or coordinator sees all requests anyway.
    """
    if not actor.here or may("roadmaps.decide_move", actor):
        return ()
    rows = asked_moves(actor.organisation).filter(due__measure__section__roadmap__controller=actor.user)
    return tuple(move for move in rows if may("roadmaps.decide_move", actor, move))


def asked_moves(organisation: Organisation) -> QuerySet[DueMove]:
    """The requests of an organisation that nobody has decided yet."""
    rows = DueMove.objects.filter(
        live("due__measure__"),
        state=DueMove.State.ASKED,
        due__measure__section__roadmap__organisation=organisation,
    )
    return rows.select_related("asked_by", "due__measure__section__roadmap__organisation").order_by("pk")


def rules_for(organisation: Organisation, rules: dict[str, ControlRules]) -> ControlRules:
    """The rules that hold for an organisation: its own, else the nearest one's above, else the defaults."""
    codes = organisation.path.rstrip("/").split("/")
    paths = ["/".join(codes[:depth]) + "/" for depth in range(len(codes), 0, -1)]
    return next((rules[path] for path in paths if path in rules), ControlRules(organisation=organisation))


def overdue(organisation: Organisation, today: dt.date, days: int) -> list[Due]:
    """Open dues late by at least so many days of which the director has not been told."""
    rows = Due.objects.filter(
        live("measure__"),
        measure__section__roadmap__organisation=organisation,
        state__in=["planned", "in_progress"],
        measure__conditional=False,
        due_on__lte=today - dt.timedelta(days=days),
        escalated_at__isnull=True,
    )
    return list(rows.select_related("measure__section__roadmap__organisation").order_by("due_on", "pk"))
