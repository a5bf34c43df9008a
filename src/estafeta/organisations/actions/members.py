"""Who is what in an organisation: roles are given, changed and ended, never erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from estafeta.accounts.lockout import open_door
from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.core.writing import Changes, create, journal, locked
from estafeta.organisations.actions.guards import MANAGE, check_open, demand_grant, demand_here
from estafeta.organisations.actors import Actor
from estafeta.organisations.mail import send_heads_changed, send_role_ended, send_role_given
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import head_remains, holders, in_force, manager_remains
from estafeta.organisations.roles import COORDINATORS, HEADS, Role

LAST = "Это последний, кто управляет организацией. Сначала назначьте куратора или директора."
LAST_HEAD = "Это единственный руководитель. Сначала назначьте другого, или пусть роль закончит вышестоящая организация."


@transaction.atomic
def add_member(
    *,
    actor: Actor | None,
    user: User,
    organisation: Organisation,
    role: str,
    starts: dt.date,
    post: str = "",
    ends: dt.date | None = None,
) -> Membership:
    """Make the user a member from a day on.

    Refuses a role that this kind does not have, one that the actor may not give, and the same role twice.
    """
    demand_grant(actor, organisation, role, today=starts)
    row = Membership(user=user, organisation=organisation, role=role, post=post, starts=starts, ends=ends)
    if Membership.objects.filter(in_force(starts), user=user, organisation=organisation, role=role).exists():
        raise Refusal(f"У пользователя {user.short_name} уже есть роль «{Role(role).label}».")
    create(row, actor)
    record(
        user=actor.user if actor else None,
        tenant=organisation.path,
        verb="organisations.add_member",
        target=row,
        sentence=f"{user.full_name} — теперь {Role(role).label.lower()}",
        after={"user": user, "role": role, "post": post, "starts": starts, "ends": ends},
        subjects=[user],
    )
    return row


@transaction.atomic
def end_membership(
    *, actor: Actor, membership: Membership, last_day: dt.date | None, now: dt.datetime, today: dt.date
) -> Membership:
    """End a role: at once when `last_day` is None, else after that day. Whoever held it is told by letter.

    Refuses a role that has ended or that the actor could not give, a last day before today, and to leave the
    organisation without anyone who manages it.
    """
    demand_grant(actor, membership.organisation, membership.role, today=today)
    row = locked(membership)
    check_open(row, today)
    if last_day is not None and last_day < max(today, row.starts):
        raise Refusal("Последний день роли не может быть в прошлом и раньше её начала.")
    if not manager_remains(row, today=today):
        raise Refusal(LAST)
    _check_head(actor, row, today)
    changes = Changes(actor)
    changes.save(row, **_end(row, last_day=last_day, now=now, today=today))
    when = f"после {row.ends:%d.%m.%Y}" if last_day else "сразу"
    words = f"{row.user.full_name}: роль «{row.get_role_display()}» закончена {when}"
    journal(actor, "organisations.end_membership", row, words, **changes.sides(), subjects=[row.user])
    if row.user_id != actor.user.pk:
        send_role_ended(row)
    if row.role in HEADS:
        _tell_heads(actor, row, words, today)
    return row


@transaction.atomic
def change_role(
    *,
    actor: Actor,
    membership: Membership,
    role: str,
    post: str,
    now: dt.datetime,
    today: dt.date,
    version: int | None = None,
) -> Membership:
    """Give another role or post from today on and return the row in force; another role is a new row, history stays.

    Refuses what `add_member` and `end_membership` refuse, and a stale `version`.
    """
    if role == membership.role:
        return change_post(actor=actor, membership=membership, post=post, today=today, version=version)
    organisation = membership.organisation
    demand_grant(actor, organisation, membership.role, today=today)
    demand_grant(actor, organisation, role, today=today)
    row = locked(membership, version)
    check_open(row, today)
    if not manager_remains(row, today=today, becoming=role):
        raise Refusal(LAST)
    _check_head(actor, row, today)
    Changes(actor).save(row, **_end(row, last_day=None, now=now, today=today))
    new = Membership(user=row.user, organisation=organisation, role=role, post=post, starts=today)
    create(new, actor)
    words = f"{row.user.full_name} — теперь {Role(role).label.lower()}, до этого {row.get_role_display().lower()}"
    sides = {"before": {"role": row.role, "post": row.post}, "after": {"role": role, "post": post}}
    journal(actor, "organisations.change_role", new, words, **sides, subjects=[row.user])
    _tell_given(actor, new)
    if {row.role, role} & HEADS:
        _tell_heads(actor, new, words, today)
    return new


@transaction.atomic
def change_post(
    *, actor: Actor, membership: Membership, post: str, today: dt.date, version: int | None = None
) -> Membership:
    """Write another post beside the same role. Refuses a role that is over and a stale `version`."""
    demand_here(MANAGE, actor, membership.organisation)
    row = locked(membership, version)
    check_open(row, today)
    if post == row.post:
        return row
    changes = Changes(actor)
    changes.save(row, post=post)
    words = f"{row.user.full_name}: изменена должность"
    journal(actor, "organisations.change_post", row, words, **changes.sides(), subjects=[row.user])
    return row


@transaction.atomic
def open_sign_in(*, actor: Actor, membership: Membership, now: dt.datetime, today: dt.date) -> None:
    """Open the door to somebody whom wrong passwords have shut out. Refuses when it is open.

    Whoever could give her the role: to open it is to allow further tries.
    """
    demand_grant(actor, membership.organisation, membership.role, today=today)
    if not open_door(membership.user, now):
        raise Refusal("Вход и так открыт.")
    words = f"Открыт вход после неудачных попыток: {membership.user.full_name}"
    journal(actor, "organisations.open_sign_in", membership, words)


def _check_head(actor: Actor, row: Membership, today: dt.date) -> None:
    """Who heads the organisation alone is released from above alone."""
    if row.role in HEADS and not actor.is_over(COORDINATORS) and not head_remains(row, today=today):
        raise Refusal(LAST_HEAD)


def _tell_given(actor: Actor, row: Membership) -> None:
    if row.user_id != actor.user.pk:
        send_role_given(row)


def _tell_heads(actor: Actor, row: Membership, words: str, today: dt.date) -> None:
    """The heads of the organisation hear of a change of heads, whoever made it."""
    for head in holders(row.organisation, [str(role) for role in HEADS], today=today):
        if head.pk not in {actor.user.pk, row.user_id}:
            send_heads_changed(row.organisation, head, words)


def _end(row: Membership, *, last_day: dt.date | None, now: dt.datetime, today: dt.date) -> dict[str, Any]:
    """The end of a role; one that is stopped at once is out of force although its last day is today."""
    return {"ends": last_day or max(today, row.starts), "stopped_at": None if last_day else now}
