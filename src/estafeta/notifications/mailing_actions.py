"""Sending a letter to many, taking it back before it leaves, handing over what is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from estafeta.core.jobs import enqueue, message_id
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.lifecycle import LETTER
from estafeta.notifications.mailings import MOST, Preview, previews
from estafeta.notifications.models import Letter, Mailing
from estafeta.notifications.readers import Reader, ReaderList
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from russian.plurals import counted

SEE = "notifications.see_mailing"
GRACE = dt.timedelta(minutes=2)
"""How long a letter to many can be taken back."""
READERS = ("получатель", "получателя", "получателей")


@transaction.atomic
def send_mailing(
    *, actor: Actor, source: ReaderList, readers: Sequence[Reader], channel: str, subject: str, text: str
) -> tuple[Mailing, Undo]:
    """Write a letter to each reader down; they leave after `GRACE`, until then all of it can be taken back.

    Refuses nobody, too many, an empty subject or text, and fields that the list does not fill.
    """
    demand(source.right, actor)
    subject, text = need(subject, "Напишите тему."), need(text, "Напишите текст.")
    if not readers:
        raise Refusal("Отметьте в списке хотя бы одного получателя.")
    if len(readers) > MOST:
        raise Refusal(f"За один раз — не больше {MOST} получателей. Сузьте список отбором.")
    leaves = timezone.now() + GRACE
    mailing = Mailing(organisation=actor.organisation, made_by=actor.user, about=source.label, channel=channel)
    mailing.subject, mailing.text, mailing.leaves_at = subject, text, leaves
    create(mailing)
    letters = [_letter(mailing, one) for one in previews(source, readers, channel, subject, text)]
    Letter.objects.bulk_create(letters, batch_size=500)
    enqueue("notifications.release_mailing", {"mailing": mailing.pk}, key=f"mailing-{mailing.pk}", run_after=leaves)
    changes = Changes(actor)
    changes.made(mailing, "released_at")
    words = f"Рассылка «{subject}»: {counted(len(readers), *READERS)}"
    after = {"about": source.label, "to": len(readers)}
    journal(actor, "notifications.send_mailing", mailing, f"{words}.", after=after)
    return mailing, changes.undo(actor, words)


def _letter(mailing: Mailing, one: Preview) -> Letter:
    reader = one.reader
    return Letter(
        organisation=mailing.organisation,
        mailing=mailing,
        user=reader.user,
        kind="notifications.mailing",
        name=reader.name,
        address=reader.address,
        subject=one.subject[:300],
        text=one.text,
        number=message_id(get_random_string(32), of_job=False),
        state=Letter.State.HELD if one.problem else Letter.State.WAITING,
        problem=one.problem,
        next_at=None if one.problem else mailing.leaves_at,
    )


@transaction.atomic
def cancel_mailing(*, actor: Actor, mailing: Mailing) -> None:
    """Take the whole letter back. Refuses once it has left."""
    demand(SEE, actor, mailing)
    row = locked(mailing)
    if row.released_at is not None:
        raise Refusal("Письма уже ушли, отменить их нельзя.")
    words = f"Рассылка отменена, никто ничего не получил: «{row.subject}»"
    journal(actor, "notifications.cancel_mailing", actor.organisation, words)
    row.delete()


@transaction.atomic
def hand_over_sheets(*, actor: Actor, mailing: Mailing) -> int:
    """Mark all that did not go by itself as handed over on paper; returns how many."""
    demand(SEE, actor, mailing)
    rows = list(Letter.objects.filter(mailing=mailing, state__in=LETTER["hand"].sources))
    if not rows:
        raise Refusal("Всё уже ушло или передано.")
    for row in rows:
        take_step(row, LETTER, "hand", actor=None)
    words = f"Передано лично: {counted(len(rows), 'письмо', 'письма', 'писем')} рассылки «{mailing.subject}»"
    journal(actor, "notifications.hand_over_sheets", mailing, words)
    return len(rows)
