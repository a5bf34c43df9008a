"""Background work of sites."""

from __future__ import annotations

from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.core.jobs import task
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.websites import actions


@task()
def check_sites_below(organisation: int, user: int) -> None:
    """Open the sites of those below, for the person who asked."""
    place, person = Organisation.objects.get(pk=organisation), User.objects.get(pk=user)
    with tenant_scope(place):
        actions.check_below(actor=actor_for(person, place, today=local_today(place.time_zone)))
