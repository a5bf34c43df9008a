"""The coordinator's queue: what waits for agreement, several at once, the list of agreement."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.agreement import actions, papers
from estafeta.agreement.queries import queue_of
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.views.printed import sent_file
from estafeta.workbench.pages import flash, page
from russian.plurals import counted

RIGHT = "agreement.view_agreements"


@require_GET
@ruled(RIGHT)
def queue(request: TenantRequest, organisation: str) -> HttpResponse:
    """What waits, how long, and how all the others stand."""
    found = queue_of(request.organisation, today=request.today)
    may_agree = may("roadmaps.agree_roadmap", request.actor)
    return page(request, "agreement/queue.html", queue=found, may_agree=may_agree)


@require_POST
@ruled("roadmaps.agree_roadmap")
def agree_chosen(request: TenantRequest, organisation: str) -> HttpResponse:
    """Agree the chosen plans: first the list once more, then all of them or none."""
    chosen = [int(key) for key in request.POST.getlist("selected") if key.isdigit()]
    waiting = [row for row in queue_of(request.organisation, today=request.today).waiting if row.roadmap.pk in chosen]
    if waiting and request.POST.get("sure") != "yes":
        return page(request, "agreement/agree_chosen.html", rows=waiting)
    roadmaps: list[Roadmap] = [row.roadmap for row in waiting]
    count = actions.agree_many(actor=request.actor, roadmaps=roadmaps, today=request.today)
    flash(request, f"Согласовано: {counted(count, 'карта', 'карты', 'карт')}.")
    return redirect("agreement:agreements", organisation=organisation)


@require_GET
@ruled(RIGHT)
def agreement_list(request: TenantRequest, organisation: str) -> HttpResponse:
    """The list of agreement as a Word file."""
    made = papers.list_of_agreement(actor=request.actor, today=request.today)
    return sent_file(made)
