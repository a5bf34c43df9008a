"""What loading hands up to «Сегодня»: files that were read and are no plan yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.intake.models import Load
from estafeta.organisations.actors import Actor
from estafeta.workbench.duties import Duty, DutyKind, duty_source

LOAD = DutyKind("intake.load", "Загрузки не доведены до карты")


@duty_source("intake")
def duties_of_loads(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield the loads that wait for their check."""
    if not may("intake.manage_loads", actor):
        return
    for load in Load.objects.filter(organisation=actor.organisation, state=Load.State.READ).order_by("pk"):
        yield Duty(
            kind=LOAD,
            key=f"load:{load.pk}",
            title=f"Загрузка «{load.file_name}»",
            verb="Проверить",
            url=reverse("intake:load", args=[actor.organisation.slug, load.pk]),
            why="Файл прочитан, но карта не создана",
        )
