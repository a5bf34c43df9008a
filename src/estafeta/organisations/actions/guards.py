"""What may not be done with roles as they stand, and the sentence that says so."""

from __future__ import annotations

import datetime as dt

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import REASONS, demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.queries import has_head
from estafeta.organisations.roles import HEADS, Role, roles_of_kind

MANAGE, GRANT = "organisations.manage_members", "organisations.grant_role"


def demand_here(right: str, actor: Actor | None, organisation: Organisation | None) -> None:
    """Ask a right in the actor's own organisation; whoever installs the product needs none."""
    if actor is None:
        return
    demand(right, actor)
    if organisation is None or organisation.pk != actor.organisation.pk:
        raise Forbidden(REASONS[right])


def demand_grant(actor: Actor | None, organisation: Organisation, role: str, *, today: dt.date) -> None:
    """Ask the right to give or end a role here; refuses a role that this kind of organisation does not have.

    Where nobody stands above and there is no head yet, whoever manages the organisation names the first one.
    """
    if Role(role) not in roles_of_kind(organisation.kind):
        kind = organisation.get_kind_display().lower()
        raise Refusal(f"Роли «{Role(role).label}» нет у организаций вида «{kind}».")
    demand_here(MANAGE, actor, organisation)
    if role in HEADS and organisation.parent_id is None and not has_head(organisation, today=today):
        return
    if actor is not None:
        demand(GRANT, actor, role)


def check_open(membership: Membership, today: dt.date) -> None:
    """Refuse a role that is over."""
    if membership.stopped_at or (membership.ends and membership.ends < today):
        raise Refusal("Эта роль уже закончена.")
