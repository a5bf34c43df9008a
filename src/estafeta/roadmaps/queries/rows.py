"""Rows of a plan as pages show them: one measure with its standing, next due, people and proofs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Due, Measure, MeasureKind, Responsible, Roadmap
from estafeta.roadmaps.queries.states import DueState, due_state, is_done, measure_state, next_due
from estafeta.roadmaps.understanding import stage_of_kinds

DUES, KINDS, PEOPLE = "due_rows", "kind_rows", "people_rows"


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers: as printed, and as a user or role where it is known. `key` is what the filter keeps in the URL."""

    text: str
    key: str
    user_id: int | None
    role: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of a plan on a day."""

    pk: int
    number: str
    title: str
    items: tuple[str, ...]
    group: str
    url: str
    depth: int
    section_id: int
    stage: int | None
    deadline_text: str
    responsible_text: str
    result: str
    document: str
    conditional: bool
    state: str
    dues: tuple[DueState, ...]
    next: DueState | None
    people: tuple[Person, ...]
    kinds: tuple[str, ...]
    proofs: int
    remarks: int
    can_close: bool

    @property
    def done(self) -> int:
        """How many dues are done."""
        return sum(is_done(due.state) for due in self.dues)

    @property
    def is_heading(self) -> bool:
        """True for a measure that only holds its parts."""
        return not self.dues


def measures_with_all(roadmaps: Iterable[Roadmap]) -> QuerySet[Measure]:
    """The measures of roadmaps with everything a row needs, in the plan's order; six queries whatever the number.

    What hangs on a measure comes as lists: a related manager for each of 400 rows costs more than the rows.
    """
    people = Prefetch("responsibles", Responsible.objects.select_related("user"), to_attr=PEOPLE)
    dues = Prefetch("dues", Due.objects.all(), to_attr=DUES)
    kinds = Prefetch("kinds", MeasureKind.objects.all(), to_attr=KINDS)
    rows = Measure.objects.filter(
        section__roadmap__in=list(roadmaps), removed_at__isnull=True, section__removed_at__isnull=True
    )
    return (
        rows.select_related("section__roadmap__organisation", "parent")
        .prefetch_related(dues, kinds, people)
        .annotate(
            proof_count=Count("proofs", filter=Q(proofs__removed_at__isnull=True), distinct=True),
            remark_count=Count("remarks", distinct=True),
        )
        .order_by("section__roadmap", "section__position", "section_id", "position", "pk")
    )


def row_of(measure: Measure, actor: Actor, today: dt.date, *, editor: bool) -> MeasureRow:
    """Return the row of a measure fetched by `measures_with_all`; `editor` says that the actor may close any due."""
    dues = tuple(due_state(due, today, conditional=measure.conditional) for due in getattr(measure, DUES))
    people = people_of(measure)
    kinds = tuple(kind.code for kind in getattr(measure, KINDS))
    return MeasureRow(
        pk=measure.pk,
        number=measure.number,
        title=measure.title,
        items=tuple(measure.items),
        group=measure.group,
        url=measure.get_absolute_url(),
        depth=_depth(measure),
        section_id=measure.section_id,
        stage=measure.stage or measure.section.stage or stage_of_kinds(list(kinds)),
        deadline_text=measure.deadline_text,
        responsible_text=measure.responsible_text,
        result=measure.result,
        document=measure.document,
        conditional=measure.conditional,
        state=measure_state(dues),
        dues=dues,
        next=next_due(dues),
        people=people,
        kinds=kinds,
        proofs=getattr(measure, "proof_count", 0),
        remarks=getattr(measure, "remark_count", 0),
        can_close=editor or is_mine(people, actor),
    )


def people_of(measure: Measure) -> tuple[Person, ...]:
    """Return who answers for a measure that was fetched with its people as a list."""
    return tuple(person_of(row) for row in getattr(measure, PEOPLE))


def person_of(row: Responsible) -> Person:
    """Return a responsible as the page shows it; a user's present name wins over the printed one."""
    key = f"u{row.user_id}" if row.user_id else f"r:{row.role}" if row.role else f"t:{row.text.lower()}"
    text = row.user.short_name if row.user else row.text or row.get_role_display()
    return Person(text, key, row.user_id, row.role)


def is_mine(people: Iterable[Person], actor: Actor) -> bool:
    """True when one of the people is the actor or a role she holds here."""
    return any(row.user_id in actor.people or (row.role and row.role in actor.here) for row in people)


def _depth(measure: Measure) -> int:
    """How deep the row stands under others; deeper than two looks the same."""
    if measure.parent is None:
        return 0
    return 1 if measure.parent.parent_id is None else 2
