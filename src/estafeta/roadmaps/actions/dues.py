"""What happens to a due: started, closed with a proof or a reason, reopened, cancelled, not needed, off control."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.guards import (
    NOT_CANCELLED,
    NOT_OFF_CONTROL,
    demand_free_term,
    demand_free_to_drop,
    demand_writable,
)
from estafeta.roadmaps.actions.proofs import ProofInput, accept_own, create_proof, worded
from estafeta.roadmaps.lifecycle import DUE, MOVE
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof
from estafeta.roadmaps.sentences import due_named, long_day, named
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, take_step

WORKING_COPY = "Это рабочая копия для изменения карты. Выполнение отмечают в действующей карте."
WANTS_PROOF = "Приложите подтверждение или напишите, почему его нет."


@transaction.atomic
def add_due(*, actor: Actor, measure: Measure, due_on: dt.date, starts: dt.date | None = None) -> Due:
    """Give a measure one more due; refuses a day that the measure already has."""
    demand_writable(actor, measure)
    demand_free_term(measure)
    if measure.dues.filter(due_on=due_on).exists():
        raise Refusal(f"Срок {long_day(due_on)} у этого мероприятия уже есть.")
    due = create(Due(measure=measure, due_on=due_on, starts=starts, position=measure.dues.count()))
    journal(
        actor, "roadmaps.add_due", measure, f"Добавлен {due_named(due)}.", after={"due_on": due_on, "starts": starts}
    )
    return due


@transaction.atomic
def start_due(*, actor: Actor, due: Due) -> Undo:
    """Mark that work has begun; refuses a due that is not planned."""
    return _step(actor, due, "start", f"Начата работа, {due_named(due)}.")


@transaction.atomic
def close_due(
    *, actor: Actor, due: Due, fact_on: dt.date, today: dt.date, reason: str = "", proof: ProofInput | None = None
) -> Undo:
    """Mark a due done on a day. Refuses without a proof of the measure or due, unless a reason says why there is none,
    and refuses a day that has not come yet.
    """
    demand(DUE["close"].right, actor, due)
    check_close(due=due, fact_on=fact_on, today=today, reason=reason, has_new_proof=proof is not None)
    words = f"Отмечено выполненным {long_day(fact_on)} ({due_named(due)})."
    changes = Changes(actor)
    if proof is not None:
        row = create_proof(actor=actor, measure=due.measure, due=due, proof=proof)
        own = accept_own(actor=actor, proof=row, today=today)
        changes.made(row, "removed_at", "state")
        words += f" {'Принято своё подтверждение' if own else 'Подтверждение'}: {worded(row)}."
    elif reason.strip():
        words += f" Без подтверждения: {reason.strip()}"
    forget_snapshots(due)
    values = {"fact_on": fact_on, "closed_by": actor.user, "closed_by_facts": False, "closed_reason": reason.strip()}
    return _step(actor, due, "close", words, changes=changes, **values)


def forget_snapshots(due: Due) -> None:
    """What the facts said at an earlier closing is no longer watched: a person answers for this one."""
    due.snapshots.filter(settled_at__isnull=True).update(settled_at=timezone.now())


def close_proven_due(*, actor: Actor, due: Due, today: dt.date, words: str, by_facts: bool, changes: Changes) -> Undo:
    """Mark a due done today because it is proven; `by_facts` says that the system saw it, not only people.

    Part of a larger act, which has made sure that it is proven and hands over the rows it has made.
    """
    values = {"fact_on": today, "closed_by": actor.user, "closed_by_facts": by_facts, "closed_reason": words}
    line = f"Отмечено выполненным {long_day(today)} ({due_named(due)}). {words}"
    return _step(actor, due, "close", line, changes=changes, **values)


def check_close(*, due: Due, fact_on: dt.date, today: dt.date, reason: str, has_new_proof: bool) -> None:
    """Refuse a closing that lacks a proof or a reason or lies in the future."""
    if fact_on > today:
        raise Refusal("Дата выполнения ещё не наступила.")
    if not has_new_proof and not reason.strip() and not has_proof(due):
        raise Refusal(WANTS_PROOF)


def has_proof(due: Due) -> bool:
    """True when something is attached to the due or its whole measure and was not returned."""
    mine = Q(due=due) | Q(due__isnull=True)
    standing = due.measure.proofs.filter(mine, removed_at__isnull=True).exclude(state=Proof.State.RETURNED)
    return standing.exists()


@transaction.atomic
def cancel_due(*, actor: Actor, due: Due, reason: str) -> Undo:
    """Cancel a due; refuses without a reason, and where the term is set above."""
    demand(DUE["cancel"].right, actor, due)
    demand_free_to_drop(actor, due.measure, NOT_CANCELLED)
    reason = need(reason, "Напишите, почему это отменяется.")
    words = f"Отменён {due_named(due)}: {reason}"
    return _step(actor, due, "cancel", words, closed_by=actor.user, closed_reason=reason)


@transaction.atomic
def mark_not_needed(*, actor: Actor, due: Due, reason: str) -> Undo:
    """Mark that a conditional measure was not needed this time; refuses others and refuses without a reason."""
    if not due.measure.conditional:
        raise Refusal("«Не понадобилось» бывает только у мероприятий «при необходимости». Это можно отменить.")
    reason = need(reason, "Напишите, почему это не понадобилось.")
    words = f"Не понадобилось ({due_named(due)}): {reason}"
    return _step(actor, due, "skip", words, closed_by=actor.user, closed_reason=reason)


@transaction.atomic
def take_off_control(*, actor: Actor, due: Due, reason: str) -> Undo:
    """Watch a due no longer; refuses without a reason, where the term is set above, and whoever may not decide."""
    demand(DUE["off_control"].right, actor, due)
    demand_free_to_drop(actor, due.measure, NOT_OFF_CONTROL)
    reason = need(reason, "Напишите, почему срок снимается с контроля.")
    words = f"Снят с контроля {due_named(due)}: {reason}"
    return _step(actor, due, "off_control", words, closed_by=actor.user, closed_reason=reason)


@transaction.atomic
def reopen_due(*, actor: Actor, due: Due, reason: str = "") -> Undo:
    """Put a closed due back to work; its proofs stay."""
    words = f"Возвращён в работу {due_named(due)}." + (f" Причина: {reason.strip()}" if reason.strip() else "")
    forget_snapshots(due)
    return _step(actor, due, "reopen", words, fact_on=None, closed_by=None, closed_by_facts=False, closed_reason="")


def drop_requests(due: Due, changes: Changes) -> None:
    """Nobody decides about moving a closed due: open requests fall away with it, as part of a larger act."""
    for move in due.moves.filter(state=DueMove.State.ASKED):
        take_step(move, MOVE, "drop", actor=None, changes=changes)


def _step(actor: Actor, due: Due, name: str, words: str, *, changes: Changes | None = None, **values: object) -> Undo:
    """Take one step of the life cycle: right, state, write, withdraw an open request to move, journal, undo."""
    demand(DUE[name].right, actor, due)
    if due.measure.section.roadmap.amends_id is not None:
        raise Refusal(WORKING_COPY)
    changes = changes or Changes(actor)
    row = take_step(due, DUE, name, actor=actor, changes=changes, values=values)
    if not row.is_open:
        drop_requests(row, changes)
    journal(actor, f"roadmaps.{name}_due", row.measure, words, **changes.sides())
    return changes.undo(actor, f"{named(row.measure)}: {words}")
