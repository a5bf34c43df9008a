"""What is alive: dues and measures of living roadmaps, without what has been removed and without working copies."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from estafeta.organisations.models import Organisation
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Due, Measure, Roadmap


def live(prefix: str = "") -> Q:
    """The condition «stands in an active roadmap» for rows that reach their measure by `prefix`."""
    return Q(**{f"{prefix}removed_at__isnull": True}) & live_sections(f"{prefix}section__")


def live_sections(prefix: str = "") -> Q:
    """The same for rows that reach their section by `prefix`."""
    return Q(
        **{
            f"{prefix}removed_at__isnull": True,
            f"{prefix}roadmap__removed_at__isnull": True,
            f"{prefix}roadmap__state__in": LIVING,
            f"{prefix}roadmap__amends__isnull": True,
        }
    )


def live_measures(organisation: Organisation) -> QuerySet[Measure]:
    """The measures of the organisation's active roadmaps."""
    return Measure.objects.filter(live(), section__roadmap__organisation=organisation)


def live_dues(organisation: Organisation, roadmap: Roadmap | None = None) -> QuerySet[Due]:
    """The dues of the organisation's active roadmaps, or of one roadmap whatever its state, by day."""
    rows = Due.objects.select_related("measure__section__roadmap__organisation")
    if roadmap is None:
        return rows.filter(live("measure__"), measure__section__roadmap__organisation=organisation)
    return rows.filter(
        measure__section__roadmap=roadmap, measure__removed_at__isnull=True, measure__section__removed_at__isnull=True
    )
