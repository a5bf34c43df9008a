"""Changing notices, choices of channels, reminder days and calendar links."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.letters import About, Letter
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.kinds import KINDS, choices_of
from estafeta.notifications.models import FURTHEST, CalendarLink, Choice, Notice, ReminderDays
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.plurals import counted


def notify(*, users: Iterable[User], kind: str, sentence: str, url: str, organisation: Organisation) -> int:
    """Tell each user as she has chosen for the kind: in the inbox, by letter too, or not; returns how many are told.

    Needs an open tenant scope. Letters that go at once are written to the outbox here, others wait for the day's.
    """
    people = {user.pk: user for user in users}
    chosen = choices_of(people.values(), kind)
    rows, at_once = [], []
    for key, user in people.items():
        channel, pace = chosen[key]
        by_letter = channel == Choice.Channel.LETTER and bool(user.email)
        if channel == Choice.Channel.NONE:
            continue
        waits = pace if by_letter and pace != Choice.Pace.AT_ONCE else ""
        row = Notice(user=user, organisation=organisation, kind=kind, sentence=sentence, url=url, pace=waits)
        rows.append(row)
        if by_letter and not waits:
            at_once.append(row)
    Notice.objects.bulk_create(rows)
    for row in at_once:
        _send_notice(row)
    return len(rows)


def _send_notice(notice: Notice) -> None:
    """Write the letter of one notice."""
    values = {"notice": notice, "base": settings.BASE_URL}
    text = render_to_string("notifications/notice.txt", values)
    about = About(kind=notice.kind, organisation=notice.organisation_id, user=notice.user_id, is_secret=True)
    Letter(f"{notice.organisation.short_name}: новое уведомление", text, to=notice.user.email, about=about).send()


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
def choose_channels(*, user: User, choices: Mapping[str, tuple[str, str]]) -> None:
    """Keep how the person wants to hear of each kind: {code: (channel, pace)}. Kinds left out stay as they are.

    Refuses an unknown kind and a channel or pace that the kind does not have.
    """
    for code, (channel, pace) in choices.items():
        kind = KINDS.get(code)
        if kind is None or channel not in dict(kind.channels) or pace not in kind.paces:
            raise Refusal("Такого способа для этих уведомлений нет. Откройте страницу снова и выберите из списка.")
        Choice.objects.update_or_create(user=user, kind=code, defaults={"channel": channel, "pace": pace})
    sentence = f"Выбрано, как сообщать: {counted(len(choices), 'вид', 'вида', 'видов')} уведомлений"
    record(user=user, tenant="", verb="notifications.choose_channels", target=user, sentence=sentence)


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
