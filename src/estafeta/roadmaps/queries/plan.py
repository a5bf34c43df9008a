"""The plan as a document: rows by sections or by stages, filtered and searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Case, QuerySet, Value, When

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Measure, Roadmap, Section
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.rows import MeasureRow, Person, is_mine, measures_with_all, row_of
from estafeta.roadmaps.queries.states import counts, is_done
from russian.folding import fold

FOLDED_FROM = 60
URGENT = frozenset({"late", "today", "soon"})


@dataclass(frozen=True, slots=True)
class PlanFilters:
    """What to show. `when`: a key of `WHEN` or empty; `by`: sections or stages; `responsible`: a `Person.key`.

    `sections` are ids; `since` and `until` bound the day of a due that counts, done or not.
    """

    when: str = ""
    mine: bool = False
    responsible: str = ""
    stage: int | None = None
    sections: tuple[int, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str = ""
    without_proof: bool = False
    text: str = ""
    by: str = "sections"

    @property
    def is_empty(self) -> bool:
        """True when nothing is filtered away."""
        return self == PlanFilters(by=self.by)


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """A section or a stage with the rows that pass the filters."""

    number: str
    title: str
    rows: tuple[MeasureRow, ...]
    total: int
    section_id: int | None = None
    deadline_text: str = ""
    opened: bool = True

    @property
    def urgent(self) -> bool:
        """True when something is late or due within a week."""
        return any(row.state in URGENT for row in self.rows)

    @property
    def finished(self) -> bool:
        """True when no row is open any more."""
        return all(row.next is None for row in self.rows)

    @property
    def late(self) -> int:
        """How many of the shown rows are late."""
        return sum(row.state == "late" for row in self.rows)

    @property
    def done(self) -> int:
        """How many of the shown rows are done."""
        return sum(is_done(row.state) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Plan:
    """A roadmap on a day."""

    roadmap: Roadmap
    groups: tuple[PlanGroup, ...]
    sections: tuple[Section, ...]
    filters: PlanFilters
    people: tuple[Person, ...]
    kinds: tuple[str, ...]
    total: int
    shown: int
    done: int
    late: int
    soon: int
    dues: int


def roadmaps_of(organisation: Organisation) -> QuerySet[Roadmap]:
    """The roadmaps of the organisation itself without working copies, living ones first, the newest first."""
    rows = Roadmap.objects.filter(organisation=organisation, removed_at__isnull=True, amends__isnull=True)
    put_away = Case(When(state__in=LIVING, then=Value(0)), default=Value(1))
    return rows.select_related("organisation").order_by(put_away, "-starts", "-pk")


def current_roadmap(organisation: Organisation, *, today: dt.date) -> Roadmap | None:
    """The active roadmap whose period holds today, else the nearest active one, else the newest of all."""
    rows = list(roadmaps_of(organisation))
    active = [row for row in rows if row.state in LIVING]
    running = [row for row in active if row.starts <= today <= row.ends]
    nearest = sorted(active, key=lambda row: min(abs((row.starts - today).days), abs((row.ends - today).days)))
    return next(iter([*running, *nearest, *rows]), None)


def plan_of(roadmap: Roadmap, filters: PlanFilters, *, actor: Actor, today: dt.date) -> Plan:
    """Return the plan with its rows grouped, filtered and counted; counts are of the whole plan."""
    editor = may("roadmaps.change_plan", actor, roadmap)
    rows = [row_of(measure, actor, today, editor=editor) for measure in measures_with_all([roadmap])]
    tests = list(_tests(filters, actor, today))
    shown = [row for row in rows if all(test(row) for test in tests)]
    sections = tuple(roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk"))
    real = [row for row in rows if not row.is_heading and counts(row.state)]
    return Plan(
        roadmap=roadmap,
        groups=_groups(sections, rows, shown, filters),
        sections=sections,
        filters=filters,
        people=_people(rows),
        kinds=tuple(sorted({code for row in rows for code in row.kinds})),
        total=len(rows),
        shown=len(shown),
        done=sum(is_done(row.state) for row in real),
        late=sum(row.state == "late" for row in real),
        soon=sum(row.state in URGENT - {"late"} for row in real),
        dues=sum(len(row.dues) for row in rows),
    )


def standing_keys(roadmap: Roadmap) -> QuerySet[Measure, int]:
    """The ids of the measures that stand in a roadmap."""
    return Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True).values_list("pk", flat=True)


def chosen_measures(roadmap: Roadmap, keys: Collection[str]) -> list[Measure]:
    """The measures of a roadmap with these ids, with their dues, in the plan's order."""
    return list(measures_with_all([roadmap]).filter(pk__in=keys).prefetch_related("dues"))


def _tests(filters: PlanFilters, actor: Actor, today: dt.date) -> Iterable[Callable[[MeasureRow], bool]]:
    """Return the conditions that the filters set."""
    tests: tuple[tuple[object, Callable[[MeasureRow], bool]], ...] = (
        (filters.when, lambda row: WHEN[filters.when](row, today)),
        (filters.mine, lambda row: is_mine(row.people, actor)),
        (filters.responsible, lambda row: _answers(row, filters.responsible)),
        (filters.stage, lambda row: row.stage == filters.stage),
        (filters.sections, lambda row: row.section_id in filters.sections),
        (filters.since or filters.until, lambda row: _due_between(row, filters.since, filters.until)),
        (filters.kind, lambda row: filters.kind in row.kinds),
        (filters.without_proof, lambda row: not row.proofs and not row.is_heading),
        (filters.text, lambda row: _speaks_of(row, filters.text)),
    )
    return (test for is_set, test in tests if is_set)


def _answers(row: MeasureRow, key: str) -> bool:
    return not row.people if key == "none" else any(person.key == key for person in row.people)


def _late(row: MeasureRow, today: dt.date) -> bool:
    return any(due.state == "late" for due in row.dues)


def _within(row: MeasureRow, first: dt.date, last: dt.date) -> bool:
    return any(due.is_open and due.due_on and first <= due.due_on <= last for due in row.dues)


def _due_between(row: MeasureRow, since: dt.date | None, until: dt.date | None) -> bool:
    first, last = since or dt.date.min, until or dt.date.max
    return any(due.due_on and counts(due.state) and first <= due.due_on <= last for due in row.dues)


def _this_week(row: MeasureRow, today: dt.date) -> bool:
    return _within(row, today, today + dt.timedelta(days=7))


def _this_month(row: MeasureRow, today: dt.date) -> bool:
    first = today.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    return _within(row, first, following - dt.timedelta(days=1))


def _open(row: MeasureRow, today: dt.date) -> bool:
    return any(due.is_open for due in row.dues)


def _undated(row: MeasureRow, today: dt.date) -> bool:
    return any(due.due_on is None and counts(due.state) for due in row.dues)


def _done(row: MeasureRow, today: dt.date) -> bool:
    return is_done(row.state)


WHEN: dict[str, Callable[[MeasureRow, dt.date], bool]] = {
    "late": _late,
    "week": _this_week,
    "month": _this_month,
    "open": _open,
    "done": _done,
    "undated": _undated,
}


def _speaks_of(row: MeasureRow, text: str) -> bool:
    said = " ".join(
        (row.number, row.title, *row.items, row.deadline_text, row.responsible_text, row.result, row.document)
    )
    folded = fold(said)
    return all(word in folded for word in fold(text).split())


def _groups(
    sections: Iterable[Section], rows: list[MeasureRow], shown: list[MeasureRow], filters: PlanFilters
) -> tuple[PlanGroup, ...]:
    if filters.by == "stages":
        groups = _by_stages(rows, shown, keep_empty=filters.is_empty)
    else:
        groups = _by_sections(sections, rows, shown, keep_empty=filters.is_empty)
    return _folded(groups) if filters.is_empty else groups


def _folded(groups: tuple[PlanGroup, ...]) -> tuple[PlanGroup, ...]:
    """Where the page is small: what is urgent stays open as long as it is not too much, else the first unfinished."""
    unfinished = [group for group in groups if group.rows and not group.finished]
    wanted = [group for group in unfinished if group.urgent] or unfinished[:1]
    opened, rows = [], 0
    for group in wanted:
        if rows == 0 or rows + len(group.rows) <= FOLDED_FROM:
            opened.append(group)
            rows += len(group.rows)
    return tuple(replace(group, opened=any(group is one for one in opened)) for group in groups)


def _by_sections(
    sections: Iterable[Section], rows: list[MeasureRow], shown: list[MeasureRow], *, keep_empty: bool
) -> tuple[PlanGroup, ...]:
    groups = []
    for section in sections:
        mine = tuple(row for row in shown if row.section_id == section.pk)
        total = sum(row.section_id == section.pk for row in rows)
        if mine or keep_empty:
            groups.append(PlanGroup(section.number, section.title, mine, total, section.pk, section.deadline_text))
    return tuple(groups)


def _by_stages(rows: list[MeasureRow], shown: list[MeasureRow], *, keep_empty: bool) -> tuple[PlanGroup, ...]:
    groups = []
    for number, title in [*STAGES.items(), (None, "Без этапа")]:
        mine = tuple(row for row in shown if row.stage == number)
        total = sum(row.stage == number for row in rows)
        if mine or (keep_empty and number is not None and number <= 7):
            groups.append(PlanGroup(str(number or ""), title, mine, total))
    return tuple(groups)


def _people(rows: list[MeasureRow]) -> tuple[Person, ...]:
    """Everybody who answers for something, once, by name."""
    found = {person.key: person for row in rows for person in row.people}
    return tuple(sorted(found.values(), key=lambda person: person.text.lower()))
