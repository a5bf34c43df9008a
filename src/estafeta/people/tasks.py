"""Background work of people: cards that may be one person."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.jobs import enqueue, task
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.people.alike import look_through

AFTER_A_LOAD = dt.timedelta(seconds=45)


@task(every=dt.timedelta(hours=24))
def find_alike_everywhere() -> None:
    """By night, organisation by organisation."""
    for organisation in Organisation.objects.order_by("path"):
        _look(organisation)


@task()
def find_alike(organisation: int) -> None:
    """In one organisation, once a load has settled."""
    found = Organisation.objects.filter(pk=organisation).first()
    if found is not None:
        _look(found)


def _look(organisation: Organisation) -> None:
    with tenant_scope(organisation):
        look_through(organisation, today=local_today(organisation.time_zone))


def look_soon(organisation: Organisation) -> None:
    """Have an organisation looked through a little later; many asks within that time are one look."""
    values = {"organisation": organisation.pk}
    later = timezone.now() + AFTER_A_LOAD
    transaction.on_commit(
        lambda: enqueue("people.find_alike", values, key=f"alike-{organisation.pk}", run_after=later) and None
    )
