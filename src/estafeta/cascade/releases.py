"""What the cascade tells the plan: a measure set above is no longer required."""

from __future__ import annotations

from estafeta.cascade.models import Offer
from estafeta.roadmaps.actions.guards import releases_term
from estafeta.roadmaps.models import Measure


@releases_term
def withdrawn_above(measure: Measure) -> bool:
    """True when the last word from above is that the measure is no longer required, answered or not."""
    offers = Offer.objects.filter(upper=measure.upper_id, organisation=measure.section.roadmap.organisation_id)
    last = offers.exclude(state=Offer.State.REPLACED).order_by("-id").values_list("sort", flat=True).first()
    return last == Offer.Sort.WITHDRAWAL
