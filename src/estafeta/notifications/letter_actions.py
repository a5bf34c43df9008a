"""What staff do with letters that have not gone: send again, hand over, give up."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from estafeta.core.letters import mail_is_configured
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.lifecycle import LETTER, RIGHT
from estafeta.notifications.models import Letter
from estafeta.notifications.outbox import bring
from estafeta.notifications.queries import unsent_letters
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import journal, take_step
from russian.plurals import counted

FORGOTTEN = "Текста этого письма уже нет. Пошлите новое с той страницы, откуда оно ушло."
NO_MAIL = "Почта не настроена, письмо не уйдёт. Распечатайте его или передайте текст лично."
FRESH: dict[str, Any] = {"attempts": 0, "next_at": None, "problem": "", "by_server": False}


@transaction.atomic
def send_again(*, actor: Actor, letter: Letter) -> Letter:
    """Let a letter that has not gone try again, under its own number. Refuses without mail and without its text."""
    row = _again(actor, letter)
    journal(actor, "notifications.send_again", row, f"Письмо отправляется снова: «{row.subject}»")
    return row


@transaction.atomic
def send_all_again(*, actor: Actor) -> int:
    """Let all that have not gone try again; returns how many. Those whose text is forgotten stay."""
    demand(RIGHT, actor)
    rows = list(unsent_letters(actor.organisation).exclude(text=""))
    if not rows:
        raise Refusal("Неушедших писем, текст которых ещё цел, нет.")
    for row in rows:
        _again(actor, row)
    words = f"Отправляются снова: {counted(len(rows), 'письмо', 'письма', 'писем')}"
    journal(actor, "notifications.send_all_again", actor.organisation, words)
    return len(rows)


def _again(actor: Actor, letter: Letter) -> Letter:
    if not mail_is_configured():
        raise Refusal(NO_MAIL)
    if not letter.text:
        raise Refusal(FORGOTTEN)
    row = take_step(letter, LETTER, "again", actor=actor, values=FRESH)
    _bring(row)
    return row


def _bring(row: Letter) -> None:
    """A new round of attempts has new keys: those of the last one may still be in the queue."""
    bring([row], row.updated_at)


@transaction.atomic
def step_letter(*, actor: Actor, letter: Letter, step: str) -> Letter:
    """Mark a letter as handed over («hand»), not yet («take_back»), or not to be sent («drop»)."""
    label = LETTER[step].label
    row = take_step(letter, LETTER, step, actor=actor, values={"text": ""} if step == "drop" else {})
    journal(actor, f"notifications.{step}_letter", row, f"{label}: письмо «{row.subject}»")
    return row
