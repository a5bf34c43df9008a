"""Pages of evidence: the whole plan, an address to check, closing by the facts, a proof that was lost."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.evidence import actions
from estafeta.roadmaps.evidence.forms import SiteForm
from estafeta.roadmaps.evidence.queries import broken, closable, kinds_by_stage, lines_of
from estafeta.roadmaps.lookups import due_or_404, measure_or_404, roadmap_or_404
from estafeta.roadmaps.models import EvidenceSnapshot
from estafeta.workbench.pages import back, flash, form_page, page

VIEW = "roadmaps.view_plan"


@require_GET
@ruled(VIEW)
def evidence(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Every measure of the plan with what proves it, what may be closed, what was lost."""
    found = roadmap_or_404(request, roadmap)
    return page(
        request,
        "roadmaps/evidence/plan.html",
        roadmap=found,
        lines=lines_of(found, request.today),
        closable=[row for row in closable(request.actor, request.today) if row.measure.section.roadmap_id == found.pk],
        lost=[row for row in broken(request.organisation) if row.measure.section.roadmap_id == found.pk],
    )


@require_POST
@ruled(VIEW)
def close(request: TenantRequest, organisation: str, due: int) -> HttpResponse:
    """Close a due by the facts."""
    found = due_or_404(request, due)
    undo = actions.close_by_evidence(actor=request.actor, due=found, today=request.today)
    flash(request, "Выполнено: доказано данными системы.", undo)
    return back(request, found.measure.get_absolute_url())


@require_POST
@ruled("roadmaps.close_due")
def close_all(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Close everything that the facts prove."""
    found = roadmap_or_404(request, roadmap)
    undo = actions.close_all_by_evidence(actor=request.actor, roadmap=found, today=request.today)
    flash(request, f"{undo.sentence}.", undo)
    return redirect("roadmaps:evidence", organisation=request.organisation.slug, roadmap=found.pk)


@require_GET
@ruled(VIEW)
def kinds(request: TenantRequest, organisation: str) -> HttpResponse:
    """What proves which kind of measure, in words."""
    return page(request, "roadmaps/evidence/kinds.html", stages=kinds_by_stage())


@ruled("roadmaps.add_proof")
def check_site(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Check an address on the site of the organisation."""
    found = measure_or_404(request, measure)
    form = SiteForm(request.POST or None, initial={"url": request.organisation.site})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.check_site(actor=request.actor, measure=found, url=form.cleaned_data["url"])
        except ValidationError as error:
            form.add_error("url", error)
        else:
            flash(request, made.sentence)
            return redirect(found)
    hint = "Система один раз откроет страницу и запишет, открылась ли она."
    return form_page(request, form, title="Проверить адрес страницы", up=found, button="Проверить", hint=hint)


@require_POST
@ruled(VIEW)
def settle(request: TenantRequest, organisation: str, snapshot: int) -> HttpResponse:
    """Decide about a lost proof."""
    rows = EvidenceSnapshot.objects.select_related("measure__section__roadmap__organisation", "due")
    found = get_object_or_404(rows, pk=snapshot, measure__section__roadmap__organisation=request.organisation)
    reopen = request.POST.get("decision") == "reopen"
    actions.settle_lost(actor=request.actor, snapshot=found, reopen=reopen, note=request.POST.get("note", ""))
    flash(request, "Срок возвращён в работу." if reopen else "Оставлено выполненным.")
    return back(request, found.measure.get_absolute_url())
