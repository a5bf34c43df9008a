"""Plans that wait for an answer: they stay with the role that agrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.agreement.queue import waiting_for
from estafeta.core.rights import may
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.workbench.open_work import OpenWork, WorkSource, work_source
from russian.dates import distance_words


def queue(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """What the person agrees by her role."""
    if not may("roadmaps.agree_roadmap", actor_for(person, organisation, today=today)):
        return
    for row in waiting_for(organisation):
        plan = row.roadmap
        url = reverse("agreement:agreement", args=[plan.organisation.slug, plan.pk])
        title = f"{plan.organisation.short_name}: {plan.title}"
        yield OpenWork(row.pk, title, url, row, waits=distance_words(row.sent_at.date(), today))


work_source(
    WorkSource(
        "agreement_queue",
        "Карты на согласовании",
        ("карта", "карты", "карт"),
        queue,
        why="Ответит любой, кто согласует карты в этой организации.",
        order=61,
    )
)
