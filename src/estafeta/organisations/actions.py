"""Changing organisations and who is what in them. Callers open the tenant scope; the journal keeps every act.

An actor acts in its own organisation. No actor (None) stands for whoever installs the product: the command line.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import transaction

from estafeta.accounts.actions import create_user
from estafeta.accounts.latin import first_free, latin
from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import REASONS, demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.mail import send_invitation
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.queries import in_force, manager_remains, still_open
from estafeta.organisations.roles import Role, roles_of_kind
from estafeta.organisations.scope import tenant_scope
from estafeta.organisations.tokens import hash_of, new_nonce, token_of

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
SLUG_LENGTH = 60
MANAGE = "organisations.manage_members"
INVITATION_LASTS = dt.timedelta(days=14)
CARD = (
    "full_name", "short_name", "kind", "founder", "head_post", "head_name", "place", "time_zone", "email", "site",
    "demands_second_factor",
)  # fmt: skip


@transaction.atomic
def create_organisation(
    *, actor: Actor | None, parent: Organisation | None, kind: str, short_name: str, full_name: str = "", **card: Any
) -> Organisation:
    """Add a node to the tree with an address made of its short name; `card` takes the other fields of the card.

    Refuses a node below an institution: only ministries and education departments have organisations below them.
    """
    _demand("organisations.add_below", actor, parent)
    if parent is not None and not parent.is_above:
        raise Refusal(f"Под организацией «{parent}» не может быть других: она не министерство и не управление.")
    organisation = Organisation.objects.create(
        parent=parent,
        path=f"{parent.path if parent else ''}{_new_code()}/",
        slug=_free_slug(short_name),
        kind=kind,
        short_name=short_name,
        full_name=full_name or short_name,
        **card,
    )
    record(
        user=actor.user if actor else None,
        tenant=organisation.path,
        verb="organisations.create_organisation",
        target=organisation,
        sentence=f"Добавлена организация: {organisation}",
        after={"kind": kind, "short_name": short_name, "slug": organisation.slug},
    )
    return organisation


@transaction.atomic
def change_card(*, actor: Actor, **card: Any) -> Organisation:
    """Change fields of the card; the address and the place in the tree stay.

    Refuses to turn a node that has others below it into an institution. Raises TypeError for an unknown field.
    """
    unknown = set(card) - set(CARD)
    if unknown:
        raise TypeError(f"not on the card: {sorted(unknown)}")
    demand("organisations.change_card", actor)
    organisation = actor.organisation
    stored = Organisation.objects.get(pk=organisation.pk)
    before = {name: getattr(stored, name) for name in card if getattr(stored, name) != card[name]}
    if not before:
        return organisation
    above = card.get("kind", stored.kind) in Organisation.ABOVE
    if not above and Organisation.objects.filter(parent=stored).exists():
        raise Refusal("Вид изменить нельзя: у организации есть подведомственные.")
    for name in before:
        setattr(organisation, name, card[name])
    organisation.save(update_fields=[*before, "updated_at"])
    record(
        user=actor.user,
        tenant=organisation.path,
        verb="organisations.change_card",
        target=organisation,
        sentence="Изменена карточка организации",
        before=before,
        after={name: card[name] for name in before},
    )
    return organisation


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
    """Make the user a member from a day on. Refuses a role that this kind does not have and the same role twice."""
    _demand(MANAGE, actor, organisation)
    row = Membership(user=user, organisation=organisation, role=role, post=post, starts=starts, ends=ends)
    return _add(row, by=actor.user if actor else None)


def _add(row: Membership, *, by: User | None) -> Membership:
    """Save a membership of whoever was let in: by a manager, or by the link of an invitation."""
    _check_role(row.organisation, row.role)
    of_role = Membership.objects.filter(user=row.user, organisation=row.organisation, role=row.role)
    if of_role.filter(in_force(row.starts)).exists():
        raise Refusal(f"У пользователя {row.user.short_name} уже есть роль «{Role(row.role).label}».")
    if row.ends is not None and row.ends < row.starts:
        raise Refusal("Роль не может закончиться раньше, чем началась.")
    row.save()
    record(
        user=by,
        tenant=row.organisation.path,
        verb="organisations.add_member",
        target=row,
        sentence=f"{row.user.full_name} — теперь {Role(row.role).label.lower()}",
        after={"user": row.user, "role": row.role, "post": row.post, "starts": row.starts, "ends": row.ends},
    )
    return row


@transaction.atomic
def end_membership(
    *, actor: Actor, membership: Membership, last_day: dt.date | None, now: dt.datetime, today: dt.date
) -> Membership:
    """End a role: at once when `last_day` is None, else after that day.

    Refuses a role that has ended, a last day before today and to leave the organisation without anyone who manages it.
    """
    _demand(MANAGE, actor, membership.organisation)
    _check_open(membership, today)
    if last_day is not None and last_day < max(today, membership.starts):
        raise Refusal("Последний день роли не может быть в прошлом и раньше её начала.")
    if not manager_remains(membership, today=today):
        raise Refusal("Это последний, кто управляет организацией. Сначала назначьте куратора или директора.")
    before = {"ends": membership.ends}
    _stop(membership, last_day=last_day, now=now, today=today)
    when = f"после {membership.ends:%d.%m.%Y}" if last_day else "сразу"
    record(
        user=actor.user,
        tenant=membership.organisation.path,
        verb="organisations.end_membership",
        target=membership,
        sentence=f"{membership.user.full_name}: роль «{membership.get_role_display()}» закончена {when}",
        before=before,
        after={"ends": membership.ends},
    )
    return membership


@transaction.atomic
def change_role(
    *, actor: Actor, membership: Membership, role: str, post: str, now: dt.datetime, today: dt.date
) -> Membership:
    """Give another role or post from today on and return the row in force; another role is a new row, history stays.

    Refuses what `add_member` and `end_membership` refuse.
    """
    _demand(MANAGE, actor, membership.organisation)
    _check_open(membership, today)
    if role == membership.role:
        return change_post(actor=actor, membership=membership, post=post)
    _check_role(membership.organisation, role)
    if not manager_remains(membership, today=today, becoming=role):
        raise Refusal("Это последний, кто управляет организацией. Сначала назначьте куратора или директора.")
    _stop(membership, last_day=None, now=now, today=today)
    return add_member(
        actor=actor,
        user=membership.user,
        organisation=membership.organisation,
        role=role,
        post=post,
        starts=today,
    )


@transaction.atomic
def change_post(*, actor: Actor, membership: Membership, post: str) -> Membership:
    """Write another post beside the same role."""
    _demand(MANAGE, actor, membership.organisation)
    before = membership.post
    if post == before:
        return membership
    membership.post = post
    membership.save(update_fields=["post", "updated_at"])
    record(
        user=actor.user,
        tenant=membership.organisation.path,
        verb="organisations.change_post",
        target=membership,
        sentence=f"{membership.user.full_name}: изменена должность",
        before={"post": before},
        after={"post": post},
    )
    return membership


@transaction.atomic
def invite_colleague(*, actor: Actor, email: str, role: str, post: str = "", now: dt.datetime) -> Invitation:
    """Send a link that makes its opener a member; it works for two weeks.

    Refuses a role that this kind of organisation does not have, a second open invitation and someone who has the role.
    """
    demand(MANAGE, actor)
    organisation = actor.organisation
    _check_role(organisation, role)
    email = email.lower()
    if Invitation.objects.filter(still_open(now), organisation=organisation, email=email, role=role).exists():
        raise Refusal(f"Приглашение для {email} уже отправлено. Его можно отправить ещё раз или отозвать.")
    held = Membership.objects.filter(organisation=organisation, role=role, user__email__iexact=email, ends__isnull=True)
    if held.exists():
        raise Refusal(f"{email}: эта роль уже есть.")
    nonce = new_nonce()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        post=post,
        nonce=nonce,
        token_hash=hash_of(token_of(nonce)),
        invited_by=actor.user,
        expires_at=now + INVITATION_LASTS,
    )
    record(
        user=actor.user,
        tenant=organisation.path,
        verb="organisations.invite_colleague",
        target=invitation,
        sentence=f"Отправлено приглашение: {email}, {Role(role).label.lower()}",
        after={"email": email, "role": role, "post": post},
    )
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation: Invitation, now: dt.datetime) -> Invitation:
    """Send a new link for two weeks more; the old one stops working. Refuses an accepted or revoked invitation."""
    _demand(MANAGE, actor, invitation.organisation)
    nonce = new_nonce()
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        nonce=nonce, token_hash=hash_of(token_of(nonce)), expires_at=now + INVITATION_LASTS, updated_at=now
    )
    if not changed:
        raise Refusal("Это приглашение уже принято или отозвано.")
    invitation.refresh_from_db()
    _note_invitation(actor.user, invitation, "resend_invitation", "Приглашение отправлено ещё раз")
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation, now: dt.datetime) -> Invitation:
    """Kill the link. Refuses an accepted or revoked invitation."""
    _demand(MANAGE, actor, invitation.organisation)
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=now, updated_at=now
    )
    if not changed:
        raise Refusal("Это приглашение уже принято или отозвано.")
    invitation.refresh_from_db()
    _note_invitation(actor.user, invitation, "revoke_invitation", "Приглашение отозвано")
    return invitation


@transaction.atomic
def accept_invitation(*, by: User, invitation: Invitation, now: dt.datetime, today: dt.date) -> Membership:
    """Make the opener of the link a member; two who open it at once cannot both be made.

    Refuses a link that was used, revoked or is too old. Someone who has the role already keeps it as it is.
    """
    with tenant_scope(invitation.organisation):
        changed = Invitation.objects.filter(still_open(now), pk=invitation.pk).update(
            accepted_at=now, accepted_by=by, updated_at=now
        )
        if not changed:
            raise Refusal("Ссылка больше не действует. Попросите прислать приглашение ещё раз.")
        _note_invitation(by, invitation, "accept_invitation", "Приглашение принято")
        of_role = Membership.objects.filter(organisation=invitation.organisation, role=invitation.role)
        held = of_role.filter(in_force(today), user=by).first()
        return held or _add(
            Membership(
                user=by,
                organisation=invitation.organisation,
                role=invitation.role,
                post=invitation.post,
                starts=today,
            ),
            by=by,
        )


@transaction.atomic
def accept_as_new_user(
    *,
    invitation: Invitation,
    last_name: str,
    first_name: str,
    patronymic: str,
    password: str,
    now: dt.datetime,
    today: dt.date,
) -> User:
    """Make a user with the address of the invitation and accept it for her. Refuses what the two actions refuse."""
    user = create_user(
        by=None,
        email=invitation.email,
        last_name=last_name,
        first_name=first_name,
        patronymic=patronymic,
        password=password,
    )
    accept_invitation(by=user, invitation=invitation, now=now, today=today)
    return user


def note_export(*, actor: Actor, title: str, rows: int) -> None:
    """Write down that a list has left the system as a file."""
    demand("organisations.enter", actor)
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb="organisations.note_export",
        target=actor.organisation,
        sentence=f"Выгружен список «{title}»",
        after={"rows": rows},
    )


def _demand(right: str, actor: Actor | None, organisation: Organisation | None) -> None:
    """Ask the right of an actor, who acts in its own organisation only."""
    if actor is None:
        return
    demand(right, actor)
    if organisation != actor.organisation:
        raise Forbidden(REASONS[right])


def _note_invitation(by: User, invitation: Invitation, verb: str, words: str) -> None:
    """Write a line about an invitation."""
    record(
        user=by,
        tenant=invitation.organisation.path,
        verb=f"organisations.{verb}",
        target=invitation,
        sentence=f"{words}: {invitation.email}, {invitation.get_role_display().lower()}",
    )


def _check_role(organisation: Organisation, role: str) -> None:
    """Refuse a role that this kind of organisation does not have."""
    if Role(role) not in roles_of_kind(organisation.kind):
        kind = organisation.get_kind_display().lower()
        raise Refusal(f"Роли «{Role(role).label}» нет у организаций вида «{kind}».")


def _check_open(membership: Membership, today: dt.date) -> None:
    """Refuse a role that is over."""
    if membership.stopped_at or (membership.ends and membership.ends < today):
        raise Refusal("Эта роль уже закончена.")


def _stop(membership: Membership, *, last_day: dt.date | None, now: dt.datetime, today: dt.date) -> None:
    """Write the end of a role; a role stopped at once is out of force although its last day is today."""
    membership.ends = last_day or max(today, membership.starts)
    membership.stopped_at = None if last_day else now
    membership.save(update_fields=["ends", "stopped_at", "updated_at"])


def _new_code() -> str:
    """Return a random code of a node: lower case, as SQLite's LIKE does not tell cases apart."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _free_slug(short_name: str) -> str:
    """Return an address made of the short name that no organisation has."""
    name = latin(short_name, limit=SLUG_LENGTH) or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return first_free(name, taken, limit=SLUG_LENGTH)
