"""One measure with everything about it, and its history in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from estafeta.core.lifecycles import Step, possible
from estafeta.core.models import JournalLine
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.lifecycle import DUE
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Remark, Reporting, Roadmap
from estafeta.roadmaps.queries.rows import MeasureRow, measures_with_all, row_of
from estafeta.roadmaps.queries.states import DueState, due_state
from estafeta.roadmaps.understanding import catalogue


@dataclass(frozen=True, slots=True)
class DueCard:
    """A due with its standing, its proofs, its moves and the steps that may be taken now."""

    due: Due
    state: DueState
    proofs: tuple[Proof, ...]
    moves: tuple[DueMove, ...]
    steps: tuple[Step, ...]
    asked: DueMove | None
    may_ask: bool
    may_decide: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind by name, with what proves it."""

    code: str
    name: str
    proof: str
    confidence: float
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """Everything about one measure on a day."""

    measure: Measure
    row: MeasureRow
    roadmap: Roadmap
    dues: tuple[DueCard, ...]
    proofs: tuple[Proof, ...]
    reportings: tuple[Reporting, ...]
    remarks: tuple[Remark, ...]
    history: tuple[JournalLine, ...]
    kinds: tuple[KindWords, ...]
    may_change: bool
    may_close: bool
    may_remark: bool

    @property
    def wanted_proof(self) -> str:
        """What would prove the measure, by its likeliest kind; empty when the catalogue does not say."""
        return next((kind.proof for kind in self.kinds if kind.proof), "")


def measure_card(measure: Measure, *, actor: Actor, today: dt.date) -> MeasureCard:
    """Return the card of a measure; the number of queries does not depend on how much hangs on it."""
    roadmap = measure.section.roadmap
    may_change = may("roadmaps.change_plan", actor, roadmap)
    full = measures_with_all([roadmap]).prefetch_related("kinds", "responsibles__user").get(pk=measure.pk)
    row = row_of(full, actor, today, editor=may_change)
    moves = DueMove.objects.select_related("asked_by", "decided_by")
    dues = full.dues.select_related("closed_by").prefetch_related(Prefetch("moves", moves))
    proofs = tuple(full.proofs.filter(removed_at__isnull=True).select_related("added_by", "decided_by"))
    cards = tuple(_due_card(due, full, proofs, actor=actor, today=today) for due in dues)
    return MeasureCard(
        measure=full,
        row=row,
        roadmap=roadmap,
        dues=cards,
        proofs=proofs,
        reportings=tuple(full.reportings.all()),
        remarks=tuple(full.remarks.select_related("author")),
        history=history_of(full),
        kinds=_kinds(full),
        may_change=may_change,
        may_close=row.can_close,
        may_remark=may("roadmaps.remark", actor, roadmap),
    )


def _due_card(due: Due, measure: Measure, proofs: tuple[Proof, ...], *, actor: Actor, today: dt.date) -> DueCard:
    due.measure = measure
    moves = tuple(due.moves.all())
    for move in moves:
        move.due = due
    asked = next((move for move in moves if move.state == DueMove.State.ASKED), None)
    return DueCard(
        due=due,
        state=due_state(due, today, conditional=measure.conditional),
        proofs=tuple(proof for proof in proofs if proof.due_id == due.pk),
        moves=moves,
        steps=tuple(step for step in possible(DUE, due.state) if _offered(step, due, actor)),
        asked=asked,
        may_ask=due.is_open and asked is None and may("roadmaps.ask_move", actor, due),
        may_decide=asked is not None and may("roadmaps.decide_move", actor, asked),
        may_withdraw=asked is not None and may("roadmaps.withdraw_move", actor, asked),
    )


def _offered(step: Step, due: Due, actor: Actor) -> bool:
    """«Не понадобилось» is offered only where the measure may never be needed; each step by its right."""
    if step.name == "skip" and not due.measure.conditional:
        return False
    return may(step.right, actor, due)


def _kinds(measure: Measure) -> tuple[KindWords, ...]:
    known = catalogue()
    return tuple(
        KindWords(row.code, known[row.code].name, known[row.code].proof, row.confidence, row.confirmed_by_person)
        for row in measure.kinds.all()
        if row.code in known
    )


def history_of(measure: Measure) -> tuple[JournalLine, ...]:
    """The lines about a measure, newest first; lines of acts on many rows are found by the measures they name."""
    organisation = measure.section.roadmap.organisation
    own = Q(target_type=Measure._meta.label_lower, target_id=measure.pk)
    many = Q(target_type=organisation._meta.label_lower, target_id=organisation.pk, after__has_key="measures")
    lines = JournalLine.objects.filter(own | (many & Q(at__gte=measure.created_at))).select_related("user")
    return tuple(
        line
        for line in lines
        if line.target_type == Measure._meta.label_lower or measure.pk in line.after.get("measures", ())
    )
