"""Letters of this room. A letter that cannot be sent never stops the act: the link can be copied instead."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from estafeta.organisations.models import Invitation
from estafeta.organisations.tokens import token_of

log = logging.getLogger("estafeta.organisations")


def link_of(invitation: Invitation) -> str:
    """The address that accepts the invitation, for a letter or to be copied."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('organisations:accept', args=[token_of(invitation.nonce)])}"


def send_invitation(invitation: Invitation) -> bool:
    """Send the link; False when the mail server could not be reached or refused."""
    values = {"invitation": invitation, "link": link_of(invitation)}
    text = render_to_string("organisations/mail/invitation.txt", values)
    subject = f"Приглашение в «Эстафету»: {invitation.organisation}"
    try:
        send_mail(subject, text, None, [invitation.email])
    except (SMTPException, OSError):
        log.exception("Invitation %s could not be sent", invitation.pk)
        return False
    return True
