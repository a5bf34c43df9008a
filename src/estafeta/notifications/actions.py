"""Changing notices, reminder days and calendar links, and sending the daily letter."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.jobs import message_id
from estafeta.core.journal import record
from estafeta.core.rights import demand
from estafeta.notifications.models import CalendarLink, DigestSent, Notice, Preference, ReminderDays
from estafeta.notifications.queries import digest_for, wants_digest
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation


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
def change_reminders(*, actor: Actor, before: list[int], on_the_day: bool, after: list[int], hour: int) -> ReminderDays:
    """Set the reminder days of the organisation (1…60 days, hour 0…23); Forbidden without the right."""
    demand("notifications.change_reminders", actor)
    row, _ = ReminderDays.objects.get_or_create(organisation=actor.organisation)
    was = {"before": row.before, "on_the_day": row.on_the_day, "after": row.after, "hour": row.hour}
    row.before, row.after = sorted(set(before), reverse=True), sorted(set(after))
    row.on_the_day, row.hour = on_the_day, hour
    row.full_clean()
    row.save()
    now = {"before": row.before, "on_the_day": row.on_the_day, "after": row.after, "hour": row.hour}
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb="notifications.change_reminders",
        target=row,
        sentence="Изменены дни напоминаний",
        before=was,
        after=now,
    )
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
