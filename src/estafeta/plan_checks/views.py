"""The page of remarks on a plan."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import may, ruled
from estafeta.intake.models import Load
from estafeta.organisations.http import TenantRequest
from estafeta.plan_checks import actions
from estafeta.plan_checks.drafts import draft_remarks
from estafeta.plan_checks.forms import SettleForm
from estafeta.plan_checks.queries import finding_by, remarks_of
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.workbench.pages import flash, page


@require_GET
@ruled("roadmaps.view_plan")
def remarks(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Every remark with its place, its reason and its mend."""
    found = roadmap_or_404(request, roadmap)
    may_dismiss = may("roadmaps.change_plan", request.actor, found)
    return page(
        request,
        "plan_checks/remarks.html",
        roadmap=found,
        remarks=remarks_of(found, request.today),
        may_dismiss=may_dismiss,
        may_mend=may_dismiss and found.state in WRITABLE,
    )


@require_GET
@ruled("roadmaps.view_plan")
def count(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """How many remarks stand, as the button that leads to them; the plan asks for it after it has been shown."""
    found = roadmap_or_404(request, roadmap)
    standing = remarks_of(found, request.today).standing
    return page(request, "plan_checks/count.html", roadmap=found, standing=standing)


@require_GET
@ruled("intake.manage_loads")
def load_remarks(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """The remarks on a draft before it becomes a plan: the gravest beside the draft, all of them on a page."""
    rows = Load.objects.select_related("organisation").filter(organisation=request.organisation)
    found = get_object_or_404(rows, pk=load, state=Load.State.READ)
    template = "plan_checks/draft.html" + ("#panel" if request.htmx else "")
    return page(request, template, load=found, remarks=draft_remarks(found, request.today))


@require_POST
@ruled("roadmaps.change_plan")
def settle(request: TenantRequest, organisation: str, roadmap: int, step: str) -> HttpResponse:
    """Mend a remark, put it aside or take it back; what is not found any more has been mended already."""
    found = roadmap_or_404(request, roadmap)
    said = SettleForm(request.POST).chosen()
    finding = finding_by(found, said["remark"], request.today)
    if finding is None:
        flash(request, "Этого замечания уже нет.")
    elif step == "mend":
        actions.mend(actor=request.actor, roadmap=found, finding=finding)
        flash(request, "Исправлено.")
    elif step == "dismiss":
        actions.dismiss(actor=request.actor, roadmap=found, finding=finding, note=said["note"])
        flash(request, "Замечание снято.")
    elif step == "recall":
        actions.recall_dismissal(actor=request.actor, roadmap=found, finding=finding)
        flash(request, "Замечание снова показывается.")
    else:
        raise Http404
    return redirect("plan_checks:remarks", organisation=organisation, roadmap=found.pk)
