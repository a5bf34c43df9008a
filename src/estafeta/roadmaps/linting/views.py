"""The page of remarks on a plan."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.linting import actions
from estafeta.roadmaps.linting.queries import finding_by, remarks_of
from estafeta.roadmaps.views.finding import page, roadmap_or_404, told


@require_GET
@ruled("roadmaps.view_plan")
def remarks(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Every remark with its place, its reason and its mend."""
    found = roadmap_or_404(request, roadmap)
    may_dismiss = may("roadmaps.change_plan", request.actor, found)
    return page(
        request,
        "roadmaps/linting/remarks.html",
        roadmap=found,
        remarks=remarks_of(found, request.today),
        may_dismiss=may_dismiss,
        may_mend=may_dismiss and found.state in WRITABLE,
    )


@require_POST
@ruled("roadmaps.change_plan")
def settle(request: TenantRequest, organisation: str, roadmap: int, step: str) -> HttpResponse:
    """Mend a remark, put it aside or take it back; what is not found any more has been mended already."""
    found = roadmap_or_404(request, roadmap)
    finding = finding_by(found, request.POST.get("remark", ""), request.today)
    if finding is None:
        told(request, "Этого замечания уже нет.")
    elif step == "mend":
        actions.mend(actor=request.actor, roadmap=found, finding=finding)
        told(request, "Исправлено.")
    elif step == "dismiss":
        actions.dismiss(actor=request.actor, roadmap=found, finding=finding, note=request.POST.get("note", ""))
        told(request, "Замечание снято.")
    elif step == "recall":
        actions.recall_dismissal(actor=request.actor, roadmap=found, finding=finding)
        told(request, "Замечание снова показывается.")
    else:
        raise Http404
    return redirect("roadmaps:remarks", organisation=organisation, roadmap=found.pk)
