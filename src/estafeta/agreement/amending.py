"""Amendments: a plan in force is changed through a working copy that is agreed and approved like a plan."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.agreement.actions import keep_edition
from estafeta.agreement.difference import difference
from estafeta.agreement.editions import edition_of
from estafeta.agreement.lifecycle import AMENDMENT
from estafeta.agreement.merging import copy_plan, merge_copy
from estafeta.agreement.models import Revision
from estafeta.agreement.queries import amendment_of
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.lifecycle import ROADMAP
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, journal, locked, take_step

OPEN = ("draft", "sent", "returned", "agreed")


@transaction.atomic
def begin_amendment(*, actor: Actor, roadmap: Roadmap, why: str) -> Roadmap:
    """Make the working copy of a plan in force; refuses a second one and an amendment without a reason."""
    demand("roadmaps.send_roadmap", actor, roadmap)
    why = need(why, "Напишите, почему карта изменяется.")
    row = locked(roadmap)
    check(ROADMAP, "amend", row.state)
    if amendment_of(row) is not None:
        raise Refusal("Изменение этой карты уже готовится. Закончите его или отмените.")
    copy = copy_plan(row, why)
    journal(actor, "agreement.begin_amendment", row, f"Начато изменение карты: {why}", after={"copy": copy})
    return copy


@transaction.atomic
def withdraw_amendment(*, actor: Actor, copy: Roadmap) -> None:
    """Throw a working copy away; the plan stays as it is. Refuses one that waits for an answer from above."""
    demand("roadmaps.send_roadmap", actor, copy)
    row = locked(copy)
    if row.amends is None or row.removed_at or row.state not in OPEN:
        raise Refusal("Это изменение уже утверждено или отменено.")
    if row.state == Roadmap.State.SENT:
        raise Refusal("Изменение ждёт согласования. Сначала отзовите его.")
    Changes(actor).save(row, removed_at=timezone.now())
    journal(actor, "agreement.withdraw_amendment", row.amends, "Изменение карты отменено, карта осталась прежней.")


@transaction.atomic
def approve_amendment(
    *,
    actor: Actor,
    copy: Roadmap,
    number: str,
    date: dt.date,
    today: dt.date,
    scan: Upload | None = None,
    reason: str = "",
) -> Revision:
    """Enter the act that approves an amendment: the copy is merged into the plan and the next edition is kept.

    From a draft a `reason` must say why it was not agreed. Refuses an amendment that changes nothing.
    """
    number = need(number, "Впишите номер приказа так, как его поставил делопроизводитель.")
    if date > today:
        raise Refusal("Дата приказа ещё не наступила. Проверьте год.")
    row = locked(copy)
    plan = row.amends
    if plan is None or row.removed_at:
        raise Refusal("Это не изменение карты.")
    demand(ROADMAP["amend"].right, actor, plan)
    step = "merge" if row.state == Roadmap.State.AGREED else "merge_without"
    if step == "merge_without":
        reason = need(reason, "Изменение не согласовано. Напишите, почему оно утверждено без согласования.")
    plan = locked(plan)
    check(ROADMAP, "amend", plan.state)
    check(AMENDMENT, step, row.state)
    if not difference(edition_of(plan), edition_of(row)):
        raise Refusal("В этом изменении ничего не изменено. Исправьте карту или отмените изменение.")
    merge_copy(actor, row)
    take_step(row, AMENDMENT, step, actor=actor)
    plan = take_step(plan, ROADMAP, "amend", actor=actor)
    why = row.amends_why + (f" Без согласования: {reason}" if reason else "")
    edition = keep_edition(
        actor=actor, roadmap=plan, sort=Revision.Sort.AMENDED, number=number, date=date, scan=scan, why=why
    )
    words = f"Карта изменена приказом от {long_day(date)} № {number}: {why}"
    journal(actor, "agreement.amend_roadmap", plan, words, after={"edition": edition.number})
    return edition
