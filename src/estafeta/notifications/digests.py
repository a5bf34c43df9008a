"""The letter of the day: by the time and hour of each organisation, one for all whose hour has come together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.template.loader import render_to_string

from estafeta.accounts.models import User
from estafeta.core.jobs import message_id
from estafeta.core.letters import About, Letter
from estafeta.notifications.kinds import DUES, Channel, Pace, choices_of
from estafeta.notifications.models import DigestSent, Notice, ReminderDays
from estafeta.notifications.queries import plan_of, reminder_days
from estafeta.notifications.sources import DIGEST, DigestLine, ReminderPlan
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import actor_for, in_force
from estafeta.organisations.scope import outside_scope, tenant_scope

NEWS = "Новое"
USUAL_HOUR = ReminderDays._meta.get_field("hour").get_default()
LIVES = dt.timedelta(hours=20)
"""Yesterday's letter of the day is worth nothing."""


@dataclass(frozen=True, slots=True)
class DigestPart:
    """The lines of one organisation in a person's letter of its day `day`; `news` are the notices among them."""

    organisation: Organisation
    day: dt.date
    lines: tuple[DigestLine, ...]
    news: tuple[int, ...] = ()


def due_now(now: dt.datetime) -> dict[int, list[tuple[int, dt.date]]]:
    """Whose letter is to be written: {user id: [(organisation id, the day there)]}, hours and days taken locally.

    A query for each time zone in use.
    """
    found: dict[int, list[tuple[int, dt.date]]] = {}
    with outside_scope("the hour comes to every organisation"):
        for zone in Organisation.objects.order_by().values_list("time_zone", flat=True).distinct():
            local = now.astimezone(ZoneInfo(zone))
            rows = _unwritten(zone, local.date(), local.hour)
            for user, organisation in rows.order_by("user_id", "organisation_id").values_list("user", "organisation"):
                pairs = found.setdefault(user, [])
                if (organisation, local.date()) not in pairs:
                    pairs.append((organisation, local.date()))
    return found


def _unwritten(zone: str, day: dt.date, hour: int) -> QuerySet[Membership]:
    rules = ReminderDays.objects.filter(organisation=OuterRef("organisation"))
    come = Q(Exists(rules.filter(hour__lte=hour)))
    if hour >= USUAL_HOUR:
        come |= ~Q(Exists(rules))
    written = DigestSent.objects.filter(user=OuterRef("user"), organisation=OuterRef("organisation"), day=day)
    rows = Membership.objects.filter(in_force(day), come, ~Exists(written), organisation__time_zone=zone)
    return rows.filter(user__is_active=True).exclude(user__email="")


@transaction.atomic
def write_digest(*, user: User, places: Iterable[tuple[int, dt.date]]) -> bool:
    """Write the person's letter about these organisations and their days down, each once; True when there is one.

    Nobody is waited for: the outbox sends it.
    """
    parts = []
    for key, day in places:
        organisation = Organisation.objects.get(pk=key)
        with tenant_scope(organisation):
            if DigestSent.objects.get_or_create(user=user, organisation=organisation, day=day)[1]:
                parts.append(part_of(user, organisation, day))
    parts = [part for part in parts if part.lines]
    if parts:
        _send(user, parts)
    return bool(parts)


def part_of(user: User, organisation: Organisation, day: dt.date) -> DigestPart:
    """What the letter says of one organisation on its day: dues by its reminder days, news that wait for a letter."""
    actor = actor_for(user, organisation, today=day)
    channel, pace = choices_of([user], DUES.code)[user.pk]
    lines: tuple[DigestLine, ...] = ()
    if channel == Channel.LETTER and (pace == Pace.DAILY or is_weekly(day)):
        plan = plan_of(reminder_days(organisation))
        plan = weekly(plan) if pace == Pace.WEEKLY else plan
        lines = tuple(line for source in DIGEST.values() for line in source(actor, day, plan))
    paces = [Pace.DAILY, Pace.WEEKLY] if is_weekly(day) else [Pace.DAILY]
    news = Notice.objects.filter(user=user, organisation=organisation, pace__in=paces).order_by("pk")
    told = tuple(DigestLine(NEWS, row.sentence, row.url) for row in news)
    return DigestPart(organisation, day, (*told, *lines), tuple(row.pk for row in news))


def is_weekly(day: dt.date) -> bool:
    """The letter of the week goes on Mondays."""
    return day.weekday() == 0


def weekly(plan: ReminderPlan) -> ReminderPlan:
    """A plan that names on Monday whatever the daily letters of this week would name."""
    return ReminderPlan(frozenset(offset - day for offset in plan.offsets for day in range(7)))


def _send(user: User, parts: list[DigestPart]) -> None:
    first = parts[0]
    text = render_to_string("notifications/digest.txt", {"parts": parts, "base": settings.BASE_URL, "user": user})
    number = message_id("digest", user.pk, *((part.organisation.pk, part.day) for part in parts), of_job=False)
    about = About(
        kind=DUES.code, organisation=first.organisation.pk, user=user.pk, is_secret=True, lives=LIVES, number=number
    )
    Letter(f"Наставничество: дела на {first.day:%d.%m.%Y}", text, to=user.email, about=about).send()
    for part in parts:
        with tenant_scope(part.organisation):
            Notice.objects.filter(pk__in=part.news).update(pace="")
