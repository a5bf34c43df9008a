"""A letter to many: the text with fields, what each reader gets, how it is delivered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from estafeta.core.letters import mail_is_configured
from estafeta.core.refusals import Refusal
from estafeta.notifications.models import Letter, Mailing
from estafeta.notifications.outbox import NO_MAIL
from estafeta.notifications.readers import Reader, ReaderList
from russian.phrases import listed

FIELD = re.compile(r"\{([^{}\n]{1,60})\}")
NO_ADDRESS = "Нет адреса электронной почты."
NOT_HERE = "Этого человека нет среди пользователей."
MOST = 2_000
"""Readers of one letter."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What one reader gets; `problem` says why it will not reach her by itself."""

    reader: Reader
    subject: str
    text: str
    problem: str


def check_fields(text: str, source: ReaderList) -> None:
    """Refuse a field that the list does not fill, naming those that it does."""
    unknown = [name for name in FIELD.findall(text) if name.strip() not in source.known]
    if unknown:
        known = listed(["{" + name + "}" for name in source.known])
        raise Refusal("В тексте есть поле {" + unknown[0] + "}, которого здесь нет. Можно: " + known + ".")


def previews(source: ReaderList, readers: Iterable[Reader], channel: str, subject: str, text: str) -> list[Preview]:
    """What each reader would get. Refuses unknown fields."""
    check_fields(f"{subject}\n{text}", source)
    return [
        Preview(one, " ".join(filled(subject, one).split()), filled(text, one), problem_of(one, channel))
        for one in readers
    ]


def filled(text: str, reader: Reader) -> str:
    """The text as the reader gets it: what is not known of her is left empty."""
    user = reader.user
    named = {
        "имя": f"{user.first_name} {user.patronymic}".strip() if user else reader.name,
        "фио": reader.name,
        "организация": reader.organisation,
        **reader.values,
    }
    return FIELD.sub(lambda match: named.get(match[1].strip(), ""), text)


def problem_of(reader: Reader, channel: str) -> str:
    """Why the letter will not reach the reader by itself; empty when it will."""
    if channel == Mailing.Channel.INBOX:
        return "" if reader.user else NOT_HERE
    if not mail_is_configured():
        return NO_MAIL
    return "" if reader.address else NO_ADDRESS


@dataclass(frozen=True, slots=True)
class Delivery:
    """How many letters of a mailing stand where."""

    total: int
    sent: int
    waiting: int
    unsent: int
    handed: int


def delivery_of(mailing: Mailing) -> Delivery:
    """Count the letters of a mailing by their states; one query."""
    states = Counter(Letter.objects.filter(mailing=mailing).order_by().values_list("state", flat=True))
    unsent = states[Letter.State.FAILED] + states[Letter.State.HELD]
    waiting, handed = states[Letter.State.WAITING], states[Letter.State.HANDED]
    return Delivery(sum(states.values()), states[Letter.State.SENT], waiting, unsent, handed)
