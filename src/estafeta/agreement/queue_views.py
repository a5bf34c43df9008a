"""The coordinator's queue: what waits for agreement, several at once, the list of agreement."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.agreement import actions, papers
from estafeta.agreement.forms import QueuePagesForm
from estafeta.agreement.queue import queue_of, waiting_for
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.views.printed import sent_file
from estafeta.workbench.forms import TickedForm
from estafeta.workbench.pages import flash, page
from russian.plurals import counted

RIGHT = "agreement.view_agreements"


@require_GET
@ruled(RIGHT)
def queue(request: TenantRequest, organisation: str) -> HttpResponse:
    """What waits, how long, and how all the others stand."""
    pages = QueuePagesForm(request.GET).chosen()
    found = queue_of(request.organisation, (pages["page"], pages["others"]), today=request.today)
    may_agree = may("roadmaps.agree_roadmap", request.actor)
    return page(request, "agreement/queue.html", queue=found, may_agree=may_agree)


@require_POST
@ruled("roadmaps.agree_roadmap")
def agree_chosen(request: TenantRequest, organisation: str) -> HttpResponse:
    """Agree the chosen plans: first the list once more, then all of them or none."""
    waiting = waiting_for(request.organisation)
    form = TickedForm(request.POST, keys=waiting.values_list("roadmap_id", flat=True))
    if not form.is_valid():
        raise Refusal("Одна из отмеченных карт уже не ждёт ответа. Откройте список снова и отметьте нужные.")
    chosen = list(waiting.filter(roadmap_id__in=form.cleaned_data["selected"]))
    if chosen and not form.cleaned_data["sure"]:
        return page(request, "agreement/agree_chosen.html", rows=chosen)
    roadmaps = [row.roadmap for row in chosen]
    count = actions.agree_many(actor=request.actor, roadmaps=roadmaps, today=request.today)
    flash(request, f"Согласовано: {counted(count, 'карта', 'карты', 'карт')}.")
    return redirect("agreement:agreements", organisation=organisation)


@require_GET
@ruled(RIGHT)
def agreement_list(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """The list of agreement as a Word file."""
    made = papers.list_of_agreement(actor=request.actor, today=request.today)
    return sent_file(made)
