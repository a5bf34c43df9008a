"""Letters of this room. A letter that cannot be sent never stops the act: the link can be copied instead."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from estafeta.organisations.models import Invitation, Membership
from estafeta.organisations.tokens import token_of

log = logging.getLogger("estafeta.organisations")


def link_of(invitation: Invitation, *, shown: bool = False) -> str:
    """The address that accepts the invitation: for the letter or, `shown`, to be copied from the page."""
    token = token_of(invitation.nonce, shown=shown)
    return f"{settings.BASE_URL.rstrip('/')}{reverse('organisations:accept', args=[token])}"


def send_invitation(invitation: Invitation) -> bool:
    """Send the link; False when the mail server could not be reached or refused."""
    values = {"invitation": invitation, "link": link_of(invitation)}
    text = render_to_string("organisations/mail/invitation.txt", values)
    subject = f"Приглашение в «Эстафету»: {invitation.organisation}"
    return _send(subject, text, invitation.email)


def send_role_ended(membership: Membership) -> bool:
    """Tell somebody that her role is over, and until when she has it; False when it could not be sent."""
    if not membership.user.email:
        return False
    text = render_to_string("organisations/mail/role_ended.txt", {"membership": membership})
    subject = f"Роль «{membership.get_role_display()}» закончена: {membership.organisation}"
    return _send(subject, text, membership.user.email)


def _send(subject: str, text: str, email: str) -> bool:
    try:
        send_mail(subject, text, None, [email])
    except (SMTPException, OSError):
        log.exception("«%s» could not be sent", subject)
        return False
    return True
