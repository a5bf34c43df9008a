"""Acts on many rows at once: one transaction, one journal line that names every measure, one «Отменить»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, may
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import Role
from estafeta.roadmaps.actions.dues import check_close, drop_requests, forget_snapshots
from estafeta.roadmaps.actions.moves import create_move, settle_agreed
from estafeta.roadmaps.actions.people import put_responsible, tell_assigned
from estafeta.roadmaps.lifecycle import DUE
from estafeta.roadmaps.models import Due, Measure
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, journal, take_step
from russian.plurals import counted

DUES = ("срок", "срока", "сроков")
MEASURES = ("мероприятие", "мероприятия", "мероприятий")


@transaction.atomic
def bulk_close(*, actor: Actor, dues: Sequence[Due], fact_on: dt.date, today: dt.date, reason: str = "") -> Undo:
    """Mark several dues done on a day; refuses all when one of them lacks a proof and no reason is given."""
    _some(dues)
    changes = Changes(actor)
    for due in dues:
        demand(DUE["close"].right, actor, due)
        check_close(due=due, fact_on=fact_on, today=today, reason=reason, has_new_proof=False)
        forget_snapshots(due)
        values = {"fact_on": fact_on, "closed_by": actor.user, "closed_by_facts": False}
        values |= {"closed_reason": reason.strip()}
        drop_requests(take_step(due, DUE, "close", actor=actor, changes=changes, values=values), changes)
    words = f"Отмечено выполненным {long_day(fact_on)}: {counted(len(dues), *DUES)}."
    _line(actor, "bulk_close", words, [due.measure for due in dues])
    return changes.undo(actor, words)


@transaction.atomic
def bulk_assign(
    *, actor: Actor, measures: Sequence[Measure], today: dt.date, user: User | None = None, role: str = ""
) -> Undo:
    """Make a colleague or a role answer for several measures; those she already answers for stay as they are."""
    _some(measures)
    changes = Changes(actor)
    fresh: list[Measure] = []
    for measure in measures:
        demand("roadmaps.change_plan", actor, measure)
        if not measure.responsibles.filter(user=user, role=role).exists():
            put_responsible(
                actor=actor, measure=measure, today=today, user=user, role=role, responsible=None, changes=changes
            )
            fresh.append(measure)
    if not fresh:
        raise Refusal("Этот ответственный у всех выбранных мероприятий уже есть.")
    who = user.full_name if user else Role(role).label
    words = f"Ответственный {who}: {counted(len(fresh), *MEASURES)}."
    _line(actor, "bulk_assign", words, fresh)
    if user:
        tell_assigned(actor, user, fresh)
    return changes.undo(actor, words)


@transaction.atomic
def bulk_move(*, actor: Actor, dues: Sequence[Due], new_date: dt.date, reason: str) -> Undo:
    """Ask to move several dues to one day; where the acting person may decide herself, they are moved at once."""
    _some(dues)
    changes = Changes(actor)
    agreed = 0
    for due in dues:
        demand("roadmaps.ask_move", actor, due)
        move = create_move(actor=actor, due=due, new_date=new_date, reason=reason)
        changes.made(move, "due")
        if may("roadmaps.decide_move", actor, move):
            settle_agreed(actor=actor, move=move, note="", changes=changes)
            agreed += 1
    what = "Перенесено" if agreed == len(dues) else "Запрошен перенос"
    words = f"{what} на {long_day(new_date)}: {counted(len(dues), *DUES)}. Причина: {reason.strip()}"
    _line(actor, "bulk_move", words, [due.measure for due in dues])
    return changes.undo(actor, words)


def _some(rows: Sequence[object]) -> None:
    if not rows:
        raise Refusal("Ничего не выбрано. Отметьте строки слева.")


def _line(actor: Actor, verb: str, words: str, measures: Sequence[Measure]) -> None:
    """The organisation is the target; the measures' own histories find the line by `measures`."""
    journal(
        actor,
        f"roadmaps.{verb}",
        actor.organisation,
        words,
        after={"measures": sorted({measure.pk for measure in measures})},
    )
