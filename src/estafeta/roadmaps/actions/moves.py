"""Moving a due: asked with a reason, decided by the director or a coordinator, kept as history."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, HEADS
from estafeta.roadmaps.actions.guards import demand_free_term
from estafeta.roadmaps.lifecycle import MOVE
from estafeta.roadmaps.models import Due, DueMove
from estafeta.roadmaps.queries.people import users_with_role
from estafeta.roadmaps.sentences import long_day, named
from estafeta.workbench.writing import Changes, create, journal, locked, take_step


@transaction.atomic
def ask_move(*, actor: Actor, due: Due, new_date: dt.date, reason: str) -> DueMove:
    """Ask to move a due.

    Refuses a closed due, the same day, a day before its start, a missing reason, a second request.
    """
    demand("roadmaps.ask_move", actor, due)
    move = create_move(actor=actor, due=due, new_date=new_date, reason=reason)
    words = f"Запрошен перенос срока: {long_day(move.old_date)} → {long_day(new_date)}. Причина: {move.reason}"
    journal(
        actor, "roadmaps.ask_move", due.measure, words, before={"due_on": move.old_date}, after={"due_on": new_date}
    )
    announce(
        users=_deciders(actor, due),
        but=actor.user,
        kind="roadmaps.move_asked",
        sentence=f"Просят перенести срок на {long_day(new_date)}: {named(due.measure)}",
        url=due.measure.get_absolute_url(),
        organisation=actor.organisation,
    )
    return move


def _deciders(actor: Actor, due: Due) -> list[User]:
    """Whom a request goes to: the controller named in the roadmap, else the director."""
    controller = due.measure.section.roadmap.controller
    return [controller] if controller else list(users_with_role(actor.organisation, HEADS))


def create_move(*, actor: Actor, due: Due, new_date: dt.date, reason: str) -> DueMove:
    """Insert a request as part of a larger act, which writes the journal."""
    reason = need(reason, "Напишите, почему срок нужно перенести.")
    row = locked(due)
    if not row.is_open:
        raise Refusal("Этот срок уже закрыт, переносить его не нужно.")
    if row.due_on == new_date:
        raise Refusal("Срок и так стоит на этот день.")
    if row.starts and new_date < row.starts:
        raise Refusal(f"Новый срок раньше начала работы ({long_day(row.starts)}).")
    return create(DueMove(due=row, asked_by=actor.user, old_date=row.due_on, new_date=new_date, reason=reason))


@transaction.atomic
def agree_move(*, actor: Actor, move: DueMove, note: str = "") -> None:
    """Agree: the due gets its new date. Refuses a decided request and a due closed meanwhile."""
    settle_agreed(actor=actor, move=move, note=note, changes=Changes(actor))
    words = f"Перенос срока согласован: {long_day(move.old_date)} → {long_day(move.new_date)}." + _tail(note)
    _told(actor, move, "agree_move", words)


def settle_agreed(*, actor: Actor, move: DueMove, note: str, changes: Changes) -> None:
    """Write an agreed decision and the new date as part of a larger act, which writes the journal."""
    row = _decide(actor, move, "agree", note, changes)
    due = locked(row.due)
    if not due.is_open:
        raise Refusal("Этот срок уже закрыт, переносить его не нужно.")
    if not actor.is_over(COORDINATORS):
        demand_free_term(due.measure)
    changes.save(due, due_on=row.new_date)
    move.refresh_from_db()


@transaction.atomic
def refuse_move(*, actor: Actor, move: DueMove, note: str) -> None:
    """Refuse with an explanation; the due stays where it is."""
    demand(MOVE["refuse"].right, actor, move)
    note = need(note, "Напишите, почему срок остаётся прежним.")
    _decide(actor, move, "refuse", note, Changes(actor))
    _told(actor, move, "refuse_move", f"Перенос срока на {long_day(move.new_date)} отклонён." + _tail(note))


@transaction.atomic
def withdraw_move(*, actor: Actor, move: DueMove) -> None:
    """Take one's own request back; refuses a decided one."""
    row = take_step(move, MOVE, "withdraw", actor=actor)
    journal(
        actor,
        "roadmaps.withdraw_move",
        row.due.measure,
        f"Отозвана просьба перенести срок на {long_day(row.new_date)}.",
    )


def _decide(actor: Actor, move: DueMove, step: str, note: str, changes: Changes) -> DueMove:
    values = {"decided_by": actor.user, "decided_at": timezone.now(), "decision_note": note.strip()}
    return take_step(move, MOVE, step, actor=actor, changes=changes, values=values)


def _told(actor: Actor, move: DueMove, verb: str, words: str) -> None:
    measure = move.due.measure
    journal(
        actor, f"roadmaps.{verb}", measure, words, before={"due_on": move.old_date}, after={"due_on": move.due.due_on}
    )
    announce(
        users=[move.asked_by],
        but=actor.user,
        kind="roadmaps.move_decided",
        sentence=f"{words} {named(measure)}",
        url=measure.get_absolute_url(),
        organisation=actor.organisation,
    )


def _tail(note: str) -> str:
    return f" {note.strip()}" if note.strip() else ""
