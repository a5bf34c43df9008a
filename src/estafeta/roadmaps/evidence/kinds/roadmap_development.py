"""The roadmap itself: it stands in the system and has been approved."""

from __future__ import annotations

from django.urls import reverse

from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import MISSING, PARTLY, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure

CODE = "roadmap_development"
APPROVED = frozenset({"approved", "in_force", "amended", "closed"})


def ask(measure: Measure, facts: Facts) -> Evidence:
    """The plan in which the measure stands is asked for its state."""
    plan = measure.section.roadmap
    link = reverse("agreement:agreement", args=[plan.organisation.slug, plan.pk])
    if plan.state in APPROVED:
        act = f"приказом № {plan.order_number}" if plan.order_number else "приказом"
        return Evidence(
            CODE, PROVEN, f"Карта утверждена {act}.", objects=(Seen(plan.title, link, f"roadmap:{plan.pk}"),)
        )
    state = PARTLY if plan.state == "agreed" else MISSING
    return Evidence(
        CODE, state, f"Карта ещё не утверждена: {plan.get_state_display().lower()}.", action=("К согласованию", link)
    )


KIND = Kind(CODE, "карта в системе утверждена приказом", ask)
