"""Django's mail backend of this house: a message that is sent is written down, its letters go by jobs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from estafeta.accounts.models import User
from estafeta.core.jobs import enqueue, message_id
from estafeta.core.letters import About, mail_is_configured
from estafeta.notifications.models import Letter
from estafeta.organisations.scope import outside_scope

NO_MAIL = "Почта не настроена."


class Outbox(BaseEmailBackend):
    """Writes letters into the transaction of whoever sends them; takes plain text to single addresses."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write every message down, one letter an address; returns how many messages. Raises ValueError on files."""
        with transaction.atomic():
            for message in email_messages:
                if message.attachments:
                    raise ValueError("a letter carries no files: link to the page that gives them")
                for address in message.recipients():
                    write_letter(str(message.subject), str(message.body), address, getattr(message, "about", About()))
        return len(email_messages)


def write_letter(
    subject: str, text: str, address: str, about: About, *, name: str = "", after: dt.datetime | None = None
) -> Letter | None:
    """Write one letter down and have it sent, not before `after`; a letter of the same number stays as it is.

    Where no mail is configured the letter is held to be handed over; one with a secret is not written at all.
    """
    if about.is_secret and not mail_is_configured():
        return None
    number = about.number or message_id(get_random_string(32), of_job=False)
    works = mail_is_configured()
    values = {
        "organisation_id": about.organisation,
        "user_id": about.user,
        "mailing_id": about.mailing,
        "kind": about.kind,
        "name": name or name_of(about.user),
        "address": address,
        "subject": subject[:300],
        "text": text,
        "is_secret": about.is_secret,
        "state": Letter.State.WAITING if works else Letter.State.HELD,
        "problem": "" if works else NO_MAIL,
        "next_at": after,
        "expires_at": timezone.now() + about.lives if about.lives else None,
    }
    with outside_scope("a letter is written wherever it belongs"):
        letter, is_new = Letter.objects.get_or_create(number=number, defaults=values)
    if is_new and works:
        bring([letter], after)
    return letter


def name_of(user: int | None) -> str:
    """The reader's name; empty for an address that is nobody's yet."""
    found = User.objects.filter(pk=user).first() if user else None
    return found.full_name if found else ""


def bring(letters: Iterable[Letter], after: dt.datetime | None = None) -> None:
    """Put one job a letter into the queue; every attempt has its own key, so that none is taken for the one before."""
    for letter in letters:
        key = f"letter-{letter.pk}-{letter.attempts}-{int(after.timestamp()) if after else 0}"
        enqueue("notifications.send_letter", {"letter": letter.pk}, key=key, run_after=after)
