"""What the facts say of measures, what may be closed by them, what has disappeared since, what waits to be accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from estafeta.core.rights import may
from estafeta.evidence import registry
from estafeta.evidence.answers import State
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Due, EvidenceSnapshot, Measure, Proof, Roadmap
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.proofs.answers import Answer
from estafeta.roadmaps.proofs.asking import Inquiry, asked, due_to_ask, with_what_is_asked
from estafeta.roadmaps.queries.live import live, live_dues
from estafeta.roadmaps.understanding import catalogue

OPEN = ("planned", "in_progress")


@dataclass(frozen=True, slots=True)
class Closable:
    """A due that the facts have proven already, with how each kind stands."""

    due: Due
    answers: tuple[Answer, ...]

    @property
    def measure(self) -> Measure:
        """The measure of the due."""
        return self.due.measure

    @property
    def sentence(self) -> str:
        """What proves it, in words."""
        return " ".join(row.evidence.sentence for row in self.answers)


def proves_due(answers: Iterable[Answer]) -> bool:
    """True when nothing is wanted of any kind and at least one is proven or accepted, not all waived."""
    states = {row.state for row in answers if row.closes}
    return all(row.closes for row in answers) and bool(states & {State.PROVEN, State.ACCEPTED})


def closable(actor: Actor, today: dt.date, roadmap: Roadmap | None = None) -> tuple[Closable, ...]:
    """Return the open dues that are proven and that the person may close, by day; of one plan where it is given."""
    provable = Q(measure__kinds__code__in=registry.codes())
    accepted = Q(measure__proofs__state=Proof.State.ACCEPTED, measure__proofs__removed_at__isnull=True)
    rows = live_dues(actor.organisation).filter(provable | accepted, state__in=OPEN)
    if roadmap is not None:
        rows = rows.filter(measure__section__roadmap=roadmap)
    rows = rows.select_related("measure__section__roadmap__organisation__parent").distinct()
    found, inquiry = [], Inquiry(actor.organisation, today)
    for due in rows.prefetch_related(*asked("measure__"), "measure__responsibles"):
        answers = inquiry.about(due.measure, due)
        if proves_due(answers) and may("roadmaps.close_due", actor, due):
            found.append(Closable(due, answers))
    return tuple(found)


def broken(organisation: Organisation, roadmap: Roadmap | None = None) -> list[EvidenceSnapshot]:
    """The snapshots whose fact has disappeared and about which nobody has decided yet."""
    rows = EvidenceSnapshot.objects.filter(
        measure__section__roadmap__organisation=organisation, broken_at__isnull=False, settled_at__isnull=True
    )
    if roadmap is not None:
        rows = rows.filter(measure__section__roadmap=roadmap)
    return list(rows.select_related("measure__section__roadmap__organisation", "due"))


def claims_to_accept(organisation: Organisation) -> QuerySet[Proof]:
    """What people have attached to measures of active plans and nobody has looked at, the oldest first."""
    rows = Proof.objects.filter(
        live("measure__"),
        measure__section__roadmap__organisation=organisation,
        state=Proof.State.CLAIMED,
        removed_at__isnull=True,
    )
    return rows.select_related("measure__section__roadmap__organisation", "added_by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with how its kinds stand for the due that a page speaks of."""

    measure: Measure
    answers: tuple[Answer, ...]


def lines_of(roadmap: Roadmap, today: dt.date) -> tuple[Line, ...]:
    """Return every measure of a plan with its evidence."""
    rows = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True, section__removed_at__isnull=True)
    inquiry = Inquiry(roadmap.organisation, today)
    ordered = with_what_is_asked(rows).order_by("section__position", "position", "pk")
    return tuple(Line(row, inquiry.about(row, due_to_ask(row))) for row in ordered)


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of measure in words: what proves it, what the system looks at (empty: a person attaches it)."""

    name: str
    proof: str
    looks_at: str


def kinds_by_stage() -> tuple[tuple[str, tuple[KindLine, ...]], ...]:
    """Every kind of the catalogue under the name of its stage; those of no stage come last."""
    found: dict[int, list[KindLine]] = {}
    for code, kind in catalogue().items():
        looks_at = "; ".join(part.proof for part in registry.parts_of(code))
        line = KindLine(kind.name, kind.proof or "файл, ссылка или запись", looks_at)
        found.setdefault(kind.stage or len(STAGES) + 1, []).append(line)
    return tuple(
        (f"Этап {stage}. {STAGES[stage]}" if stage in STAGES else "На всех этапах", tuple(lines))
        for stage, lines in sorted(found.items())
    )


@dataclass(frozen=True, slots=True)
class Proofs:
    """What stands in the block «Что докажет» of a measure's card."""

    due: Due | None
    answers: tuple[Answer, ...]
    asked_below: str
    closable: Due | None
    may_accept: bool


def proofs_of(measure: Measure, actor: Actor, today: dt.date) -> Proofs:
    """Return how a measure stands for the due that its card speaks of; `closable` when the person may close it."""
    full = with_what_is_asked(Measure.objects.all()).get(pk=measure.pk)
    due = due_to_ask(full)
    inquiry = Inquiry(full.section.roadmap.organisation, today)
    answers = inquiry.about(full, due) if due else ()
    ready = due is not None and due.is_open and proves_due(answers) and may("roadmaps.close_due", actor, due)
    return Proofs(
        due=due,
        answers=answers,
        asked_below=inquiry.asked_below(full) if full.concerns == Measure.Concerns.BELOW else "",
        closable=due if ready else None,
        may_accept=may("roadmaps.accept_proof", actor, full),
    )
