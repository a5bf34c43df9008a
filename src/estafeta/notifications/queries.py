"""Asking about the inbox, reminder days, digests and calendars."""

from __future__ import annotations

import datetime as dt

from django.core import signing
from django.db.models import QuerySet

from estafeta.notifications.models import CalendarLink, Letter, Mailing, Notice, ReminderDays
from estafeta.notifications.sources import CALENDAR, CalendarEvent, ReminderPlan
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import outside_scope, tenant_scope

SALT = "calendar"


def inbox(actor: Actor) -> QuerySet[Notice]:
    """The person's notices in the organisation and below it, newest first."""
    return Notice.objects.filter(user=actor.user).select_related("organisation")


def unread_count(actor: Actor) -> int:
    """How many of them are unread."""
    return Notice.objects.filter(user=actor.user, read_at__isnull=True).count()


def reminder_days(organisation: Organisation) -> ReminderDays:
    """The organisation's own reminder days, else the defaults (not saved)."""
    row = ReminderDays.objects.filter(organisation=organisation).first()
    return row or ReminderDays(organisation=organisation, version=0)


def plan_of(days: ReminderDays) -> ReminderPlan:
    """Turn reminder days into distances from the due day: −3 is three days before, 0 the day itself."""
    offsets = {-day for day in days.before} | set(days.after) | ({0} if days.on_the_day else set())
    return ReminderPlan(frozenset(offsets))


def calendar_token(link: CalendarLink) -> str:
    """The secret part of a private calendar address."""
    return signing.dumps([link.pk, link.nonce], salt=SALT, compress=False)


def calendar_link(token: str) -> CalendarLink | None:
    """The link behind a token; None when it is forged, replaced or its owner has left."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    with outside_scope("the token of a private calendar address names its own organisation"):
        rows = CalendarLink.objects.filter(pk=pk, nonce=nonce, user__is_active=True)
        return rows.select_related("user", "organisation").first()


def events_of(link: CalendarLink, *, today: dt.date) -> list[CalendarEvent]:
    """All events of the calendar behind a link; none when its owner no longer belongs to the organisation."""
    actor = actor_for(link.user, link.organisation, today=today)
    if not actor.belongs:
        return []
    with tenant_scope(link.organisation):
        return [event for source in CALENDAR.values() for event in source(actor, today)]


def letters_of(organisation: Organisation) -> QuerySet[Letter]:
    """The letters that left, or should have left, in the name of the organisation itself, newest first."""
    return Letter.objects.filter(organisation=organisation).select_related("organisation", "mailing")


def unsent_letters(organisation: Organisation) -> QuerySet[Letter]:
    """Those that somebody must see to: they have not gone and will not go by themselves."""
    return letters_of(organisation).filter(state__in=[Letter.State.FAILED, Letter.State.HELD])


def mailings_of(organisation: Organisation) -> QuerySet[Mailing]:
    """The letters to many of the organisation itself, newest first."""
    return Mailing.objects.filter(organisation=organisation).select_related("organisation", "made_by")
