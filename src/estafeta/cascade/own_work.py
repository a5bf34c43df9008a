"""Measures offered from above: the answer stays with the role that gives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.cascade.queries import offers_of
from estafeta.core.rights import may
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.workbench.open_work import OpenWork, WorkSource, work_source


def offers(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """What the person answers by her role."""
    if not may("cascade.answer_offer", actor_for(person, organisation, today=today)):
        return
    url = reverse("cascade:offers", args=[organisation.slug])
    for row in offers_of(organisation):
        yield OpenWork(row.pk, str(row.content.get("title", "")), url, row)


work_source(
    WorkSource(
        "cascade_offers",
        "Предложения сверху",
        ("предложение", "предложения", "предложений"),
        offers,
        why="Ответит любой, кто ведёт карту этой организации.",
        order=62,
    )
)
