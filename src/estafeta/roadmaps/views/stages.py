"""What a ring of the ribbon opens."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.navigation import verbs_of_stage
from estafeta.roadmaps.queries.stages import RIBBON, stage_card
from estafeta.workbench.pages import page


@require_GET
@ruled("roadmaps.view_plan")
def stage(request: TenantRequest, organisation: str, number: int) -> HttpResponse:
    """One stage: what is done, what is lacking, one verb into the room where it is done."""
    if number not in RIBBON:
        raise Http404
    plan = f"{reverse('roadmaps:roadmap', args=[organisation])}?stage={number}"
    verb, address = next(verbs_of_stage(request.actor, number), ("Открыть в карте", plan))
    template = "roadmaps/stage.html#card" if request.htmx else "roadmaps/stage.html"
    card = stage_card(request.organisation, request.today, number)
    return page(request, template, card=card, verb=verb, verb_url=address, plan_url=plan)
