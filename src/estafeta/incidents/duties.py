"""Incidents on «Сегодня»: terms of law in hours, before everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone

from estafeta.core.clock import local_now
from estafeta.core.rights import may
from estafeta.incidents.clocks import moment, running
from estafeta.incidents.models import Incident
from estafeta.incidents.queries import OPEN, visible_incidents
from estafeta.organisations.actors import Actor
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source

TELL = DutyKind("incidents.tell")
CLOSE = DutyKind("incidents.close", "Инциденты можно закрыть", "Закрыть")


@duty_source("incidents")
def duties_of_incidents(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield the running clock of every open incident, and those whose results are sent and that nobody has closed."""
    if not may("incidents.lead", actor):
        return
    zone = ZoneInfo(actor.organisation.time_zone)
    now = local_now(actor.organisation.time_zone)
    for row in visible_incidents(actor).filter(state__in=[*OPEN, Incident.State.REPORTED]).order_by("found_at"):
        clock = running(row)
        url = row.get_absolute_url()
        if clock is None:
            yield Duty(CLOSE, f"incident:{row.pk}", str(row), "Закрыть", url, why="Результаты отправлены")
            continue
        tell = reverse("incidents:tell", args=[actor.organisation.slug, row.pk, clock.step])
        yield Duty(
            kind=TELL,
            key=f"incident:{row.pk}",
            title=f"{clock.title}: {row}",
            verb="Открыть",
            url=url,
            why=f"До {moment(clock.ends_at, zone)}, {clock.left(now)}",
            due=timezone.localtime(clock.ends_at, zone).date(),
            state=clock.state(now),
            lawful=True,
            answers=(Answer("Отправлено", tell, main=True, asks=True),),
        )
