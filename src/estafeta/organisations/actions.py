"""Changing organisations and who is what in them. Callers open the tenant scope; the journal keeps every act."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import transaction

from estafeta.accounts.actions import create_user
from estafeta.accounts.latin import first_free, latin
from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.organisations.mail import send_invitation
from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.queries import in_force, manager_remains, still_open
from estafeta.organisations.roles import Role, roles_of_kind
from estafeta.organisations.scope import tenant_scope
from estafeta.organisations.tokens import hash_of, new_nonce, token_of

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
SLUG_LENGTH = 60
INVITATION_LASTS = dt.timedelta(days=14)
CARD = (
    "full_name", "short_name", "kind", "founder", "head_post", "head_name", "place", "time_zone", "email", "site",
    "demands_second_factor",
)  # fmt: skip


@transaction.atomic
def create_organisation(
    *, by: User | None, parent: Organisation | None, kind: str, short_name: str, full_name: str = "", **card: Any
) -> Organisation:
    """Add a node to the tree with an address made of its short name; `card` takes the other fields of the card.

    Refuses a node below an institution: only ministries and education departments have organisations below them.
    """
    if parent is not None and not parent.is_above:
        raise Refusal(f"Под организацией «{parent}» не может быть других: она не министерство и не управление.")
    organisation = Organisation.objects.create(
        parent=parent,
        path=f"{parent.path if parent else ''}{new_code()}/",
        slug=free_slug(short_name),
        kind=kind,
        short_name=short_name,
        full_name=full_name or short_name,
        **card,
    )
    record(
        user=by,
        tenant=organisation.path,
        verb="organisations.create_organisation",
        target=organisation,
        sentence=f"Добавлена организация: {organisation}",
        after={"kind": kind, "short_name": short_name, "slug": organisation.slug},
    )
    return organisation


@transaction.atomic
def change_card(*, by: User, organisation: Organisation, **card: Any) -> Organisation:
    """Change fields of the card; the address and the place in the tree stay.

    Refuses to turn a node that has others below it into an institution. Raises TypeError for an unknown field.
    """
    unknown = set(card) - set(CARD)
    if unknown:
        raise TypeError(f"not on the card: {sorted(unknown)}")
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
        user=by,
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
    by: User | None,
    user: User,
    organisation: Organisation,
    role: str,
    starts: dt.date,
    post: str = "",
    ends: dt.date | None = None,
) -> Membership:
    """Make the user a member from a day on. Refuses a role that this kind does not have and the same role twice."""
    check_role(organisation, role)
    if Membership.objects.filter(in_force(starts), user=user, organisation=organisation, role=role).exists():
        raise Refusal(f"У пользователя {user.short_name} уже есть роль «{Role(role).label}».")
    if ends is not None and ends < starts:
        raise Refusal("Роль не может закончиться раньше, чем началась.")
    row = Membership.objects.create(
        user=user, organisation=organisation, role=role, post=post, starts=starts, ends=ends
    )
    record(
        user=by,
        tenant=organisation.path,
        verb="organisations.add_member",
        target=row,
        sentence=f"{user.full_name} — теперь {Role(role).label.lower()}",
        after={"user": user, "role": role, "post": post, "starts": starts, "ends": ends},
    )
    return row


@transaction.atomic
def end_membership(
    *, by: User, membership: Membership, last_day: dt.date | None, now: dt.datetime, today: dt.date
) -> Membership:
    """End a role: at once when `last_day` is None, else after that day.

    Refuses a role that has ended, a last day before today and to leave the organisation without anyone who manages it.
    """
    check_open(membership, today)
    if last_day is not None and last_day < max(today, membership.starts):
        raise Refusal("Последний день роли не может быть в прошлом и раньше её начала.")
    if not manager_remains(membership, today=today):
        raise Refusal("Это последний, кто управляет организацией. Сначала назначьте куратора или директора.")
    before = {"ends": membership.ends}
    stop(membership, last_day=last_day, now=now, today=today)
    when = f"после {membership.ends:%d.%m.%Y}" if last_day else "сразу"
    record(
        user=by,
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
    *, by: User, membership: Membership, role: str, post: str, now: dt.datetime, today: dt.date
) -> Membership:
    """Give another role or post from today on and return the row in force; another role is a new row, history stays.

    Refuses what `add_member` and `end_membership` refuse.
    """
    check_open(membership, today)
    if role == membership.role:
        return change_post(by=by, membership=membership, post=post)
    check_role(membership.organisation, role)
    if not manager_remains(membership, today=today, becoming=role):
        raise Refusal("Это последний, кто управляет организацией. Сначала назначьте куратора или директора.")
    stop(membership, last_day=None, now=now, today=today)
    return add_member(
        by=by,
        user=membership.user,
        organisation=membership.organisation,
        role=role,
        post=post,
        starts=today,
    )


@transaction.atomic
def change_post(*, by: User, membership: Membership, post: str) -> Membership:
    """Write another post beside the same role."""
    before = membership.post
    if post == before:
        return membership
    membership.post = post
    membership.save(update_fields=["post", "updated_at"])
    record(
        user=by,
        tenant=membership.organisation.path,
        verb="organisations.change_post",
        target=membership,
        sentence=f"{membership.user.full_name}: изменена должность",
        before={"post": before},
        after={"post": post},
    )
    return membership


@transaction.atomic
def invite_colleague(
    *, by: User, organisation: Organisation, email: str, role: str, post: str = "", now: dt.datetime
) -> Invitation:
    """Send a link that makes its opener a member; it works for two weeks.

    Refuses a role that this kind of organisation does not have, a second open invitation and someone who has the role.
    """
    check_role(organisation, role)
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
        invited_by=by,
        expires_at=now + INVITATION_LASTS,
    )
    record(
        user=by,
        tenant=organisation.path,
        verb="organisations.invite_colleague",
        target=invitation,
        sentence=f"Отправлено приглашение: {email}, {Role(role).label.lower()}",
        after={"email": email, "role": role, "post": post},
    )
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def resend_invitation(*, by: User, invitation: Invitation, now: dt.datetime) -> Invitation:
    """Send a new link for two weeks more; the old one stops working. Refuses an accepted or revoked invitation."""
    nonce = new_nonce()
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        nonce=nonce, token_hash=hash_of(token_of(nonce)), expires_at=now + INVITATION_LASTS, updated_at=now
    )
    if not changed:
        raise Refusal("Это приглашение уже принято или отозвано.")
    invitation.refresh_from_db()
    note_invitation(by, invitation, "resend_invitation", "Приглашение отправлено ещё раз")
    transaction.on_commit(lambda: send_invitation(invitation))
    return invitation


@transaction.atomic
def revoke_invitation(*, by: User, invitation: Invitation, now: dt.datetime) -> Invitation:
    """Kill the link. Refuses an accepted or revoked invitation."""
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=now, updated_at=now
    )
    if not changed:
        raise Refusal("Это приглашение уже принято или отозвано.")
    invitation.refresh_from_db()
    note_invitation(by, invitation, "revoke_invitation", "Приглашение отозвано")
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
        note_invitation(by, invitation, "accept_invitation", "Приглашение принято")
        of_role = Membership.objects.filter(organisation=invitation.organisation, role=invitation.role)
        held = of_role.filter(in_force(today), user=by).first()
        return held or add_member(
            by=by,
            user=by,
            organisation=invitation.organisation,
            role=invitation.role,
            post=invitation.post,
            starts=today,
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


def note_export(*, by: User, organisation: Organisation, title: str, rows: int) -> None:
    """Write down that a list has left the system as a file."""
    record(
        user=by,
        tenant=organisation.path,
        verb="organisations.note_export",
        target=organisation,
        sentence=f"Выгружен список «{title}»",
        after={"rows": rows},
    )


def note_invitation(by: User, invitation: Invitation, verb: str, words: str) -> None:
    """Write a line about an invitation."""
    record(
        user=by,
        tenant=invitation.organisation.path,
        verb=f"organisations.{verb}",
        target=invitation,
        sentence=f"{words}: {invitation.email}, {invitation.get_role_display().lower()}",
    )


def check_role(organisation: Organisation, role: str) -> None:
    """Refuse a role that this kind of organisation does not have."""
    if Role(role) not in roles_of_kind(organisation.kind):
        kind = organisation.get_kind_display().lower()
        raise Refusal(f"Роли «{Role(role).label}» нет у организаций вида «{kind}».")


def check_open(membership: Membership, today: dt.date) -> None:
    """Refuse a role that is over."""
    if membership.stopped_at or (membership.ends and membership.ends < today):
        raise Refusal("Эта роль уже закончена.")


def stop(membership: Membership, *, last_day: dt.date | None, now: dt.datetime, today: dt.date) -> None:
    """Write the end of a role; a role stopped at once is out of force although its last day is today."""
    membership.ends = last_day or max(today, membership.starts)
    membership.stopped_at = None if last_day else now
    membership.save(update_fields=["ends", "stopped_at", "updated_at"])


def new_code() -> str:
    """Return a random code of a node: lower case, as SQLite's LIKE does not tell cases apart."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def free_slug(short_name: str) -> str:
    """Return an address made of the short name that no organisation has."""
    name = latin(short_name, limit=SLUG_LENGTH) or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=name).values_list("slug", flat=True))
    return first_free(name, taken, limit=SLUG_LENGTH)
