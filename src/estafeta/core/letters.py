"""A letter as every room writes it: with Django's own messages, and a word on whose it is.

Django's mail backend of this house is an outbox: `send` inside an action writes the letter down in its transaction and
waits for nobody; jobs bring the letters to the mail server.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage


@dataclass(frozen=True, slots=True)
class About:
    """What the outbox should know of a letter.

    `kind` «app.what»; `organisation` is the id of the one whose staff see the letter (None: nobody's, as a new
    password); `user` the id of the reader; `is_secret`: its text opens a door and is shown to nobody but the reader;
    `lives`: how long it is worth sending; `number` is its Message-ID where the letter may be written twice; `mailing`
    the id of the letter to many that it is part of.
    """

    kind: str = ""
    organisation: int | None = None
    user: int | None = None
    is_secret: bool = False
    lives: dt.timedelta | None = None
    number: str = ""
    mailing: int | None = None


class Letter(EmailMessage):
    """A message that says whose it is."""

    def __init__(self, subject: str, text: str, *, to: str, about: About) -> None:
        super().__init__(" ".join(subject.split()), text, to=[to])
        self.about = about


def mail_is_configured() -> bool:
    """True when letters leave this installation: somebody has named a mail server."""
    return bool(settings.MAIL_TRANSPORT)
