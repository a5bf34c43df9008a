"""What a plan above offers to organisations below: entries of its menus."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.menus import MEASURE, PLAN, Entry
from estafeta.roadmaps.models import Measure, Roadmap


@PLAN.entry
def offer(plan: Roadmap, actor: Actor) -> Entry | None:
    """«Предложить организациям»."""
    if not may("cascade.address_measures", actor, plan):
        return None
    address = reverse("cascade:cascade", args=[plan.organisation.slug, plan.pk])
    return Entry("Предложить организациям", address, "network")


@MEASURE.entry
def taken(measure: Measure, actor: Actor) -> Entry | None:
    """«Кто принял»."""
    organisation = measure.section.roadmap.organisation
    if not organisation.is_above:
        return None
    return Entry("Кто принял", reverse("cascade:taken", args=[organisation.slug, measure.pk]), "network")
