"""A mentoring centre: an organisation of this kind stands in the tree."""

from __future__ import annotations

from django.urls import reverse

from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import MISSING, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure

CODE = "mentoring_centre"


def ask(measure: Measure, facts: Facts) -> Evidence:
    """The organisation itself and those below it, or beside it, are asked for their kind."""
    found = facts.centres
    if not found:
        return Evidence(CODE, MISSING, "Наставнического центра среди организаций пока нет.", 0, 1)
    seen = tuple(
        Seen(row.short_name, reverse("organisation_home", args=[row.slug]), f"centre:{row.pk}") for row in found
    )
    return Evidence(CODE, PROVEN, f"Центр создан: {', '.join(row.short_name for row in found)}.", len(found), 1, seen)


KIND = Kind(CODE, "организация вида «наставнический центр» в системе", ask)
