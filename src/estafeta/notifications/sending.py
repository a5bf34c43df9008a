"""Bringing letters to the mail server, one by one: what is refused stops nobody, what is silent is asked again.

The server is spoken to outside any transaction; what came of it is written afterwards. Killed in between, a letter goes
once more under its own number.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from estafeta.core.letters import mail_is_configured
from estafeta.core.writing import take_step, write
from estafeta.notifications.lifecycle import LETTER
from estafeta.notifications.models import DigestSent, Letter
from estafeta.notifications.outbox import NO_MAIL, bring
from estafeta.organisations.scope import outside_scope

log = logging.getLogger("estafeta.notifications")

MINUTE = dt.timedelta(minutes=1)
PAUSES = tuple(MINUTE * minutes for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""After each attempt that nobody answered; two days and a half in all."""
REST = MINUTE
"""How long a server that did not answer is left alone: the other letters of that minute do not wait for it in turn."""
SILENT = "Почтовый сервер не отвечает. Попробуем ещё раз."
GAVE_UP = "Почтовый сервер не отвечал два дня. Отправьте снова или передайте текст лично."
LATE = "Письмо не успело уйти, пока имело смысл."
KEPT_TEXT = dt.timedelta(days=30)
KEPT_ROW = dt.timedelta(days=90)


class Undelivered(Exception):
    """The server has answered and will never take this letter; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def send(number: int, now: dt.datetime) -> None:
    """Send the letter with this id unless it no longer waits. May run twice, beside itself too."""
    with outside_scope("a background job knows only the number of its letter"):
        letter = Letter.objects.filter(pk=number, state=Letter.State.WAITING).first()
        if letter is None:
            return
        if letter.expires_at is not None and letter.expires_at <= now:
            end(letter, "drop", now, problem=LATE)
        elif not mail_is_configured():
            end(letter, "hold", now, problem=NO_MAIL)
        elif (until := resting_until(now)) is not None:
            put_off(letter, until)
        else:
            _try(letter, now)


def _try(letter: Letter, now: dt.datetime) -> None:
    try:
        deliver(letter)
    except Undelivered as refused:
        end(letter, "fail", now, problem=refused.sentence)
    except (SMTPException, OSError) as error:
        log.warning("Letter %s was not taken: %s", letter.pk, type(error).__name__)
        _try_later(letter, now)
    else:
        end(letter, "send", now, sent_at=timezone.now())


def deliver(letter: Letter) -> None:
    """Hand the letter to the mail server. Raises Undelivered for good, SMTPException or OSError for now."""
    message = EmailMessage(letter.subject, letter.text, to=[letter.address], headers={"Message-ID": letter.number})
    message.connection = get_connection(settings.MAIL_TRANSPORT)
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        code, answer = next(iter(refused.recipients.values()))
        if code >= 500:
            raise Undelivered(f"Почтовый сервер не принял адрес: {code} {words(answer)}") from refused
        raise
    except (SMTPSenderRefused, SMTPDataError) as refused:
        if refused.smtp_code >= 500:
            raise Undelivered(f"Почтовый сервер не принял письмо: {_said(refused)}") from refused
        raise


def _said(refused: SMTPResponseException) -> str:
    return f"{refused.smtp_code} {words(refused.smtp_error)}"


def words(answer: bytes | str) -> str:
    """What the server said, on one line and not too long."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:200]


@transaction.atomic
def end(letter: Letter, step: str, now: dt.datetime, *, problem: str = "", sent_at: dt.datetime | None = None) -> None:
    """Write down how it went, unless somebody has written it meanwhile. What has gone, or is late, keeps no text."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk, state__in=LETTER[step].sources).first()
    if found is None:
        return
    over = step in ("send", "drop") or (found.is_secret and step == "hold")
    values = {"tried_at": now, "attempts": found.attempts + 1, "problem": problem, "next_at": None}
    values |= {"by_server": False, "sent_at": sent_at, "text": "" if over else found.text}
    take_step(found, LETTER, step, actor=None, values=values)


@transaction.atomic
def _try_later(letter: Letter, now: dt.datetime) -> None:
    found = Letter.objects.select_for_update().filter(pk=letter.pk, state=Letter.State.WAITING).first()
    if found is None or found.attempts != letter.attempts:
        return
    if found.attempts >= len(PAUSES):
        end(found, "fail", now, problem=GAVE_UP)
        return
    after = timezone.now() + PAUSES[found.attempts]
    values = {"attempts": found.attempts + 1, "next_at": after, "problem": SILENT, "by_server": True}
    write(found, values | {"tried_at": timezone.now()}, None)
    bring([found], after)


def resting_until(now: dt.datetime) -> dt.datetime | None:
    """Until when the mail server is left alone because it did not answer a moment ago; None when it may be asked."""
    last = Letter.objects.filter(tried_at__gt=now - REST).order_by("-tried_at", "-pk").first()
    if last is None or not last.by_server or last.tried_at is None:
        return None
    return last.tried_at + REST


@transaction.atomic
def put_off(letter: Letter, until: dt.datetime) -> None:
    """Let the letter wait with the others; it has not been tried."""
    write(letter, {"next_at": until}, None)
    bring([letter], until)


def forget(now: dt.datetime) -> None:
    """Forget what has served: texts and readers of letters after a month, everything after three.

    A text that has gone is emptied at once; this is for those that never went. Marks of days go with them.
    """
    with outside_scope("old letters are forgotten everywhere"):
        old = Letter.objects.filter(created_at__lt=now - KEPT_TEXT)
        old.exclude(text="", address="", name="").update(text="", address="", name="", user=None)
        Letter.objects.filter(expires_at__lt=now).exclude(text="").update(text="")
        Letter.objects.filter(created_at__lt=now - KEPT_ROW).delete()
        DigestSent.objects.filter(day__lt=(now - KEPT_TEXT).date()).delete()


def waiting_long(now: dt.datetime) -> int:
    """How many letters of the installation wait although the server was asked; for those who look after it."""
    with outside_scope("the health of the mail server is nobody's tenant"):
        return Letter.objects.filter(
            state=Letter.State.WAITING, by_server=True, created_at__lt=now - 15 * MINUTE
        ).count()
