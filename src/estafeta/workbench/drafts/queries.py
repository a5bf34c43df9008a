"""Asking about one's own drafts."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Draft


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """What the person has begun in this very organisation, the last touched first."""
    return Draft.objects.filter(owner=actor.user, organisation=actor.organisation).select_related("organisation")
