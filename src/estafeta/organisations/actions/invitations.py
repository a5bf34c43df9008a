"""A link that makes its opener a member: sent, sent again, revoked, accepted once by the one it was sent to."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from estafeta.accounts.actions import create_user
from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import create, journal
from estafeta.organisations.actions.guards import demand_grant
from estafeta.organisations.actors import Actor
from estafeta.organisations.mail import send_invitation
from estafeta.organisations.models import Invitation, Membership
from estafeta.organisations.queries import actor_for, in_force, still_open
from estafeta.organisations.roles import Role
from estafeta.organisations.scope import tenant_scope
from estafeta.organisations.tokens import hashes_of, new_nonce

INVITATION_LASTS = dt.timedelta(days=14)
CLOSED = "Это приглашение уже принято или отозвано."


@transaction.atomic
def invite_colleague(
    *, actor: Actor, email: str, role: str, post: str = "", now: dt.datetime, today: dt.date
) -> Invitation:
    """Send a link that makes its opener a member; it works for two weeks.

    Refuses a role that this kind does not have or that the actor may not give, a second open invitation and someone who
    has the role.
    """
    organisation = actor.organisation
    demand_grant(actor, organisation, role, today=today)
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
        invited_by=actor.user,
        expires_at=now + INVITATION_LASTS,
        **hashes_of(nonce),
    )
    words = f"Отправлено приглашение: {email}, {Role(role).label.lower()}"
    after = {"email": email, "role": role, "post": post}
    journal(actor, "organisations.invite_colleague", invitation, words, after=after)
    send_invitation(invitation, lives=INVITATION_LASTS)
    return invitation


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation: Invitation, now: dt.datetime, today: dt.date) -> Invitation:
    """Send a new link for two weeks more; the old one stops working. Refuses an accepted or revoked invitation."""
    demand_grant(actor, invitation.organisation, invitation.role, today=today)
    nonce = new_nonce()
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        nonce=nonce, expires_at=now + INVITATION_LASTS, updated_at=now, **hashes_of(nonce)
    )
    if not changed:
        raise Refusal(CLOSED)
    invitation.refresh_from_db()
    _note(actor, invitation, "resend_invitation", "Приглашение отправлено ещё раз")
    send_invitation(invitation, lives=INVITATION_LASTS)
    return invitation


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation, now: dt.datetime, today: dt.date) -> Invitation:
    """Kill the link. Refuses an accepted or revoked invitation."""
    demand_grant(actor, invitation.organisation, invitation.role, today=today)
    changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
        revoked_at=now, updated_at=now
    )
    if not changed:
        raise Refusal(CLOSED)
    invitation.refresh_from_db()
    _note(actor, invitation, "revoke_invitation", "Приглашение отозвано")
    return invitation


@transaction.atomic
def accept_invitation(*, actor: Actor, invitation: Invitation, now: dt.datetime, today: dt.date) -> Membership:
    """Make the actor, who holds no role here yet, a member; of two who open the link at once one is made.

    Forbidden to anyone but the owner of the address it was sent to. Refuses a link that was used, revoked or is too
    old. Someone who has the role already keeps it as it is.
    """
    demand("organisations.accept_invitation", actor, invitation)
    return _accept(actor, invitation, now, today)


@transaction.atomic
def accept_as_new_user(
    *,
    invitation: Invitation,
    by_letter: bool,
    last_name: str,
    first_name: str,
    patronymic: str,
    password: str,
    now: dt.datetime,
    today: dt.date,
) -> User:
    """Make a user with the address of the invitation and accept it for her. Refuses what the two actions refuse.

    `by_letter`: the link came by the letter, so the address is hers; a link that was copied from the page proves
    nothing, and the address waits to be confirmed.
    """
    user = create_user(
        by=None,
        email=invitation.email,
        last_name=last_name,
        first_name=first_name,
        patronymic=patronymic,
        password=password,
        verified=by_letter,
    )
    _accept(actor_for(user, invitation.organisation, today=today), invitation, now, today)
    return user


def _accept(actor: Actor, invitation: Invitation, now: dt.datetime, today: dt.date) -> Membership:
    with tenant_scope(invitation.organisation):
        changed = Invitation.objects.filter(still_open(now), pk=invitation.pk).update(
            accepted_at=now, accepted_by=actor.user, updated_at=now
        )
        if not changed:
            raise Refusal("Ссылка больше не действует. Попросите прислать приглашение ещё раз.")
        of_role = Membership.objects.filter(organisation=invitation.organisation, role=invitation.role)
        row = of_role.filter(in_force(today), user=actor.user).first()
        if row is None:
            what = {"role": invitation.role, "post": invitation.post, "starts": today}
            row = create(Membership(user=actor.user, organisation=invitation.organisation, **what), actor)
        _note(actor, invitation, "accept_invitation", f"Приглашение принято, {actor.user.full_name} в организации")
        return row


def _note(actor: Actor, invitation: Invitation, verb: str, words: str) -> None:
    sentence = f"{words}: {invitation.email}, {invitation.get_role_display().lower()}"
    journal(actor, f"organisations.{verb}", invitation, sentence, subjects=[actor.user])
