"""Who is who around a measure."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.lookups import InRussian
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import Role
from estafeta.roadmaps.models import Measure


def users_with_role(
    organisation: Organisation, roles: frozenset[Role] | set[Role], *, today: dt.date | None = None
) -> QuerySet[User]:
    """The active users who hold one of the roles in the organisation itself."""
    day = today or timezone.localdate()
    rows = Membership.objects.filter(in_force(day), organisation=organisation, role__in=[str(role) for role in roles])
    return User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by(InRussian("last_name"), "pk")


def concerned_users(measure: Measure) -> list[User]:
    """Those who answer for the measure, have spoken of it, or curate the organisation; each once."""
    named = Q(pk__in=measure.responsibles.filter(user__isnull=False).values("user"))
    spoken = Q(pk__in=measure.remarks.values("author"))
    curators = users_with_role(measure.section.roadmap.organisation, {Role.CURATOR})
    return list(User.objects.filter(named | spoken | Q(pk__in=curators.values("pk")), is_active=True).order_by("pk"))
