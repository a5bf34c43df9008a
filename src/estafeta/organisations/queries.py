"""Asking about organisations and who is what in them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import COORDINATORS, MANAGERS, REACHING, Role
from estafeta.organisations.scope import outside_scope


def in_force(today: dt.date) -> Q:
    """The condition «in force on the day» for memberships."""
    return Q(starts__lte=today, stopped_at__isnull=True) & (Q(ends__isnull=True) | Q(ends__gte=today))


def memberships_of(user: User, *, today: dt.date) -> list[Membership]:
    """All memberships of the user in force today, with their organisations, from the root down."""
    with outside_scope("a user's own memberships decide which scope to open"):
        rows = Membership.objects.filter(in_force(today), user=user).select_related("organisation")
        return list(rows.order_by("organisation__path", "id"))


def actor_for(user: User, organisation: Organisation, *, today: dt.date) -> Actor:
    """The user as an acting person in the organisation; without a role that reaches it `belongs` is False."""
    rows = [row for row in memberships_of(user, today=today) if row.organisation.holds(organisation)]
    here = frozenset(Role(row.role) for row in rows if row.organisation_id == organisation.pk)
    above = frozenset(Role(row.role) for row in rows if row.organisation_id != organisation.pk) & REACHING
    return Actor(user=user, organisation=organisation, here=here, above=above)


def organisations_of(user: User, *, today: dt.date) -> QuerySet[Organisation]:
    """Every organisation that a role of the user reaches, from the root down."""
    reach = Q(pk__in=[])
    for row in memberships_of(user, today=today):
        reach |= Q(path__startswith=row.organisation.path) if row.role in REACHING else Q(pk=row.organisation_id)
    return Organisation.objects.filter(reach).order_by("path")


def below(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisations below this one, without itself."""
    return Organisation.objects.filter(path__startswith=organisation.path).exclude(pk=organisation.pk).order_by("path")


def colleagues(organisation: Organisation, *, today: dt.date) -> QuerySet[User]:
    """The users who have a role in the organisation itself today, by surname."""
    members = Membership.objects.filter(in_force(today), organisation=organisation)
    users = User.objects.filter(pk__in=members.values("user"), is_active=True)
    return users.order_by("last_name", "first_name", "pk")


def above(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisations above this one, from the root down."""
    codes = organisation.path.rstrip("/").split("/")[:-1]
    paths = ["/".join(codes[: depth + 1]) + "/" for depth in range(len(codes))]
    return Organisation.objects.filter(path__in=paths).order_by("path")


def manager_remains(membership: Membership, *, today: dt.date, becoming: str = "") -> bool:
    """Say whether somebody can still manage the organisation's members once this role is gone or `becoming` another."""
    if membership.role not in MANAGERS or becoming in MANAGERS:
        return True
    with outside_scope("coordinators above the organisation keep it managed"):
        others = Membership.objects.filter(in_force(today), user__is_active=True, ends__isnull=True)
        others = others.exclude(pk=membership.pk)
        here = Q(organisation=membership.organisation_id, role__in=MANAGERS)
        over = Q(organisation__in=above(membership.organisation), role__in=COORDINATORS)
        return others.filter(here | over).exists()
