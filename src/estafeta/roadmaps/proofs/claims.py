"""People decide about what was brought: a claim is accepted by name or returned, a kind is waived by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.proofs import worded
from estafeta.roadmaps.lifecycle import CLAIM
from estafeta.roadmaps.models import Due, Measure, Proof, Waiver
from estafeta.roadmaps.proofs.asking import due_to_ask
from estafeta.roadmaps.queries.kinds import kinds_of
from estafeta.roadmaps.sentences import due_named, named
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from russian.phrases import clip, listed

RIGHT = "roadmaps.accept_proof"
FOREIGN_DUE = "Этот срок принадлежит другому мероприятию."


@transaction.atomic
def accept_proof(
    *, actor: Actor, proof: Proof, today: dt.date, kinds: Sequence[str] = (), due: Due | None = None
) -> Undo:
    """Say by name that a claim proves kinds of its measure (all of them where none is named) for a due.

    Where none is named it is the due of the claim, else the first open one. Refuses kinds and dues of another
    measure, and a claim that was taken away.
    """
    demand_standing(proof)
    measure = proof.measure
    own = [kind.code for kind in kinds_of(measure)]
    chosen = list(dict.fromkeys(kinds)) or proof.kinds or own
    if not set(chosen) <= set(own):
        raise Refusal("Подтвердить можно только то, о чём это мероприятие.")
    due = due or proof.due or due_to_ask(measure)
    if due is not None and due.measure_id != measure.pk:
        raise Refusal(FOREIGN_DUE)
    changes = Changes(actor)
    values = {"kinds": chosen, "due": due, **_decided(actor, today)}
    row = take_step(proof, CLAIM, "accept", actor=actor, changes=changes, values=values)
    whose = "своё подтверждение" if row.added_by_id == actor.user.pk else "подтверждение"
    words = f"Принято {whose}: {clip(str(row))} ({_names(chosen)}{f', {due_named(due)}' if due else ''})."
    journal(actor, "roadmaps.accept_proof", measure, words, **changes.sides())
    return changes.undo(actor, f"{named(measure)}: {words}")


@transaction.atomic
def return_proof(*, actor: Actor, proof: Proof, note: str, today: dt.date) -> Undo:
    """Say by name what is wrong with a claim; whoever brought it is told. Refuses without a note."""
    demand_standing(proof)
    note = need(note, "Напишите, что исправить в подтверждении.")
    changes = Changes(actor)
    row = take_step(proof, CLAIM, "return", actor=actor, changes=changes, values=_decided(actor, today, note))
    words = f"Возвращено подтверждение: {worded(row)}. {note}"
    journal(actor, "roadmaps.return_proof", row.measure, words, **changes.sides())
    announce(
        users=[row.added_by],
        but=actor.user,
        kind="roadmaps.proof_returned",
        sentence=f"Возвращено подтверждение к мероприятию {named(row.measure)}: {clip(note)}",
        url=row.measure.get_absolute_url(),
        organisation=actor.organisation,
    )
    return changes.undo(actor, f"{named(row.measure)}: {words}")


def demand_standing(proof: Proof) -> None:
    """Refuse to decide about a claim that has been taken away."""
    if proof.removed_at:
        raise Refusal("Этого подтверждения больше нет: его убрали.")


def _decided(actor: Actor, today: dt.date, note: str = "") -> dict[str, object]:
    return {"decided_by": actor.user, "decided_on": today, "decision_note": note}


@transaction.atomic
def waive_kind(
    *, actor: Actor, measure: Measure, kind: str, reason: str, today: dt.date, due: Due | None = None
) -> Undo:
    """Say by name that a kind of the measure needs no proof, for one due or for all; refuses without a reason."""
    demand(RIGHT, actor, measure)
    reason = need(reason, "Напишите, почему подтверждение не требуется.")
    if kind not in {row.code for row in kinds_of(measure)}:
        raise Refusal("Подтверждение этого типа у мероприятия не спрашивают.")
    if due is not None and due.measure_id != measure.pk:
        raise Refusal(FOREIGN_DUE)
    row = create(Waiver(measure=measure, due=due, kind=kind, reason=reason, made_by=actor.user, made_on=today))
    changes = Changes(actor)
    changes.made(row, "removed_at")
    words = f"Подтверждение не требуется ({_names([kind])}{f', {due_named(due)}' if due else ''}): {reason}"
    journal(actor, "roadmaps.waive_kind", measure, words, after={"waiver": row})
    return changes.undo(actor, f"{named(measure)}: {words}")


@transaction.atomic
def withdraw_waiver(*, actor: Actor, waiver: Waiver) -> Undo:
    """Ask for the proof again; refuses a decision that was taken back already."""
    row = locked(waiver)
    demand(RIGHT, actor, row)
    if row.removed_at:
        raise Refusal("Это решение уже снято.")
    changes = Changes(actor)
    changes.save(row, removed_at=timezone.now())
    words = f"Подтверждение снова требуется ({_names([row.kind])})."
    journal(actor, "roadmaps.withdraw_waiver", row.measure, words, **changes.sides())
    return changes.undo(actor, f"{named(row.measure)}: {words}")


def _names(codes: Sequence[str]) -> str:
    known = catalogue()
    return listed([known[code].name if code in known else code for code in codes])
