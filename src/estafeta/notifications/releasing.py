"""The moment a letter to many leaves: every reader gets a job, or a notice, of her own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.core.jobs import progress
from estafeta.core.writing import take_step, write
from estafeta.notifications.actions import notify
from estafeta.notifications.kinds import MAILING
from estafeta.notifications.lifecycle import LETTER
from estafeta.notifications.models import Letter, Mailing
from estafeta.notifications.outbox import bring
from estafeta.organisations.scope import outside_scope, tenant_scope

TOGETHER = 100


def release(number: int, now: dt.datetime) -> None:
    """Let the letters of a mailing go, some at a time. May run twice; one that was taken back is no more."""
    with outside_scope("a background job knows only the number of its mailing"):
        mailing = Mailing.objects.select_related("organisation").filter(pk=number).first()
    if mailing is None:
        return
    with tenant_scope(mailing.organisation):
        _release(mailing, now)


def _release(mailing: Mailing, now: dt.datetime) -> None:
    with transaction.atomic():
        held = Mailing.objects.select_for_update().filter(pk=mailing.pk).first()
        if held is None:
            return
        if held.released_at is None:
            write(held, {"released_at": now}, None)
    waiting = Letter.objects.filter(mailing=mailing, state=Letter.State.WAITING, next_at=mailing.leaves_at)
    total, done = waiting.count(), 0
    while rows := list(waiting.order_by("pk").select_related("user")[:TOGETHER]):
        with transaction.atomic():
            for row in rows:
                _let_go(mailing, row, now)
        done += len(rows)
        progress.report(done, total, mailing.subject)
        progress.check()


def _let_go(mailing: Mailing, row: Letter, now: dt.datetime) -> None:
    if mailing.channel == Mailing.Channel.LETTER:
        write(row, {"next_at": None}, None)
        bring([row])
        return
    if row.user is not None:
        sentence = f"{mailing.organisation.short_name}: {row.subject}. {' '.join(row.text.split())}"
        notify(users=[row.user], kind=MAILING.code, sentence=sentence, url="", organisation=mailing.organisation)
    done = {"sent_at": timezone.now(), "next_at": None, "tried_at": now, "text": ""}
    take_step(row, LETTER, "send", actor=None, values=done)
