"""Asking about the inbox, reminder days, digests and calendars."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db.models import QuerySet

from estafeta.accounts.models import User
from estafeta.notifications.models import CalendarLink, DigestSent, Notice, Preference, ReminderDays
from estafeta.notifications.sources import CALENDAR, DIGEST, CalendarEvent, DigestLine, ReminderPlan
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for, memberships_of
from estafeta.organisations.scope import outside_scope, tenant_scope

SALT = "calendar"


@dataclass(frozen=True, slots=True)
class DigestPart:
    """The lines of one organisation in a person's letter."""

    organisation: Organisation
    lines: tuple[DigestLine, ...]


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


def wants_digest(user: User) -> bool:
    """True when the person has an address and has not switched the letter off."""
    off = Preference.objects.filter(user=user, digest_by_mail=False).exists()
    return bool(user.email) and user.is_active and not off


def digest_for(user: User, *, today: dt.date, hour: int | None = None) -> list[DigestPart]:
    """What the person's letter of the day says, by organisation; organisations with nothing to say are left out.

    With `hour`, organisations whose hour of sending has not come yet are left out.
    """
    parts = []
    for organisation in {row.organisation: None for row in memberships_of(user, today=today)}:
        actor = actor_for(user, organisation, today=today)
        with tenant_scope(organisation):
            days = reminder_days(organisation)
            if hour is not None and hour < days.hour:
                continue
            plan = plan_of(days)
            lines = tuple(line for source in DIGEST.values() for line in source(actor, today, plan))
        if lines:
            parts.append(DigestPart(organisation, lines))
    return parts


def unsent_today(*, today: dt.date) -> QuerySet[User]:
    """Active users with an address whose letter of the day has not gone out."""
    sent = DigestSent.objects.filter(day=today).values("user")
    return User.objects.filter(is_active=True).exclude(email="").exclude(pk__in=sent).order_by("pk")


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
