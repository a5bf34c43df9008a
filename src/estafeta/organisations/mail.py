"""Letters of this room: written into the act's own transaction, sent by the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.core.letters import About, Letter
from estafeta.organisations.entrusting import ACTS
from estafeta.organisations.models import Entrusting, Invitation, Membership, Organisation
from estafeta.organisations.tokens import token_of


def link_of(invitation: Invitation, *, shown: bool = False) -> str:
    """The address that accepts the invitation: for the letter or, `shown`, to be copied from the page."""
    token = token_of(invitation.nonce, shown=shown)
    return f"{settings.BASE_URL.rstrip('/')}{reverse('organisations:accept', args=[token])}"


def send_invitation(invitation: Invitation, *, lives: dt.timedelta) -> None:
    """Write the letter with the link; it is worth sending as long as the link `lives`, and only its reader sees it."""
    values = {"invitation": invitation, "link": link_of(invitation)}
    text = render_to_string("organisations/mail/invitation.txt", values)
    subject = f"Приглашение в «Эстафету»: {invitation.organisation}"
    about = About("organisations.invitation", invitation.organisation_id, is_secret=True, lives=lives)
    Letter(subject, text, to=invitation.email, about=about).send()


def send_role_ended(membership: Membership) -> None:
    """Tell somebody who has an address that her role is over, and until when she has it."""
    if not membership.user.email:
        return
    text = render_to_string("organisations/mail/role_ended.txt", {"membership": membership})
    subject = f"Роль «{membership.get_role_display()}» закончена: {membership.organisation}"
    about = About("organisations.role_ended", membership.organisation_id, user=membership.user_id)
    Letter(subject, text, to=membership.user.email, about=about).send()


def send_role_given(membership: Membership) -> None:
    """Tell somebody who has an address that she has a role now."""
    if not membership.user.email:
        return
    text = render_to_string("organisations/mail/role_given.txt", {"membership": membership})
    subject = f"Ваша роль — {membership.get_role_display().lower()}: {membership.organisation}"
    about = About("organisations.role_given", membership.organisation_id, user=membership.user_id)
    Letter(subject, text, to=membership.user.email, about=about).send()


def send_heads_changed(organisation: Organisation, head: User, words: str) -> None:
    """Tell a head that the heads of her organisation have changed."""
    if not head.email:
        return
    text = render_to_string("organisations/mail/heads_changed.txt", {"organisation": organisation, "words": words})
    about = About("organisations.heads_changed", organisation.pk, user=head.pk)
    Letter(f"Изменились руководители: {organisation}", text, to=head.email, about=about).send()


def send_entrusted(entrusting: Entrusting, people: Iterable[User]) -> None:
    """Tell those who do what is entrusted: what it is now, until when, or that it is withdrawn."""
    acts = [words for act, words in ACTS.items() if act in entrusting.acts]
    text = render_to_string("organisations/mail/entrusted.txt", {"entrusting": entrusting, "acts": acts})
    done = "отозвано" if entrusting.withdrawn_at else f"приказ № {entrusting.order_number}"
    subject = f"Поручение, {done}: {entrusting.giver}"
    for user in people:
        if user.email:
            about = About("organisations.entrusted", entrusting.holder_id, user=user.pk)
            Letter(subject, text, to=user.email, about=about).send()
