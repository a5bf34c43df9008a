"""Changing notices, reminder days and calendar links, and sending the daily letter."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.jobs import message_id
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.models import FURTHEST, CalendarLink, DigestSent, Notice, Preference, ReminderDays
from estafeta.notifications.queries import digest_for, wants_digest
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.workbench.writing import Changes, create, journal, locked


def notify(*, users: Iterable[User], kind: str, sentence: str, url: str, organisation: Organisation) -> int:
    """Put one notice into the inbox of each user; returns how many. Needs an open tenant scope."""
    rows = [
        Notice(user=user, organisation=organisation, kind=kind, sentence=sentence, url=url)
        for user in {user.pk: user for user in users}.values()
    ]
    Notice.objects.bulk_create(rows)
    return len(rows)


def mark_read(*, actor: Actor, notices: Iterable[int] | None = None) -> int:
    """Mark the person's own notices as read, all of them when none are named; returns how many changed."""
    rows = Notice.objects.filter(user=actor.user, read_at__isnull=True)
    if notices is not None:
        rows = rows.filter(pk__in=list(notices))
    return rows.update(read_at=timezone.now())


@transaction.atomic
def change_reminders(
    *, actor: Actor, before: list[int], on_the_day: bool, after: list[int], hour: int, version: int | None = None
) -> ReminderDays:
    """Set the reminder days of the organisation (1…60 days, hour 0…23). Refuses other days and a stale `version`."""
    demand("notifications.change_reminders", actor)
    if any(not 1 <= day <= FURTHEST for day in [*before, *after]):
        raise Refusal(f"Дни — целые числа от 1 до {FURTHEST}.")
    values: dict[str, Any] = {
        "before": sorted(set(before), reverse=True),
        "on_the_day": on_the_day,
        "after": sorted(set(after)),
        "hour": hour,
    }
    locked(actor.organisation)  # two who set the first days at once wait for each other
    row = ReminderDays.objects.filter(organisation=actor.organisation).first()
    changes = Changes(actor)
    row = create(ReminderDays(organisation=actor.organisation), actor) if row is None else locked(row, version)
    changes.save(row, **values)
    journal(actor, "notifications.change_reminders", row, "Изменены дни напоминаний", **changes.sides())
    return row


@transaction.atomic
def choose_digest(*, user: User, by_mail: bool) -> Preference:
    """Switch the person's own daily letter on or off."""
    row, _ = Preference.objects.get_or_create(user=user)
    row.digest_by_mail = by_mail
    row.save()
    sentence = "Включена ежедневная сводка на почту" if by_mail else "Выключена ежедневная сводка на почту"
    record(user=user, tenant="", verb="notifications.choose_digest", target=row, sentence=sentence)
    return row


@transaction.atomic
def renew_calendar_link(*, actor: Actor) -> CalendarLink:
    """Give the person a new private calendar address; the old one stops working."""
    demand("notifications.read_own", actor)
    row, _ = CalendarLink.objects.update_or_create(
        user=actor.user, organisation=actor.organisation, defaults={"nonce": secrets.token_hex(8)}
    )
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb="notifications.renew_calendar_link",
        target=row,
        sentence="Создана новая личная ссылка на календарь",
    )
    return row


def send_digest(*, user: User, now: dt.datetime) -> bool:
    """Send the person's letter of the day unless it has gone out, is switched off or has nothing to say.

    True when a letter went out. May be called any number of times a day. The letter goes out before it is written down
    that it has, and nothing of the database is held meanwhile: killed in between, it goes out again under its number.
    """
    local = timezone.localtime(now)
    sent = DigestSent.objects.filter(user=user, day=local.date())
    parts = digest_for(user, today=local.date(), hour=local.hour)
    if not parts or not wants_digest(user) or sent.exists():
        return False
    body = render_to_string("notifications/digest.txt", {"parts": parts, "base": settings.BASE_URL, "user": user})
    subject = f"Наставничество: дела на {local:%d.%m.%Y}"
    number = message_id("digest", user.pk, local.date(), of_job=False)
    EmailMessage(subject, body, to=[user.email], headers={"Message-ID": number}).send()
    DigestSent.objects.get_or_create(user=user, day=local.date())
    return True
