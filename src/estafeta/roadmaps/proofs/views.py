"""Pages of proofs: the whole plan, closing by the facts, claims to accept, kinds to waive, a proof that was lost."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import demand, may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.actions import set_concerns
from estafeta.roadmaps.lookups import due_or_404, measure_or_404, proof_or_404, roadmap_or_404
from estafeta.roadmaps.models import EvidenceSnapshot, Waiver
from estafeta.roadmaps.proofs import claims, closing, losing
from estafeta.roadmaps.proofs.asking import due_to_ask
from estafeta.roadmaps.proofs.forms import AcceptForm, ConcernsForm, ReturnForm, SettleForm, WaiveForm
from estafeta.roadmaps.proofs.queries import broken, claims_to_accept, closable, kinds_by_stage, lines_of
from estafeta.roadmaps.queries.kinds import kinds_of
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.pages import back, flash, form_page, page
from russian.phrases import clip

VIEW, ACCEPT = "roadmaps.view_plan", "roadmaps.accept_proof"


@require_GET
@ruled(VIEW)
def evidence(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Every measure of the plan with what proves it, what may be closed, what was lost, what waits to be accepted."""
    found = roadmap_or_404(request, roadmap)
    may_accept = may(ACCEPT, request.actor, found)
    waiting = claims_to_accept(request.organisation).filter(measure__section__roadmap=found) if may_accept else ()
    return page(
        request,
        "roadmaps/proofs/plan.html",
        roadmap=found,
        lines=lines_of(found, request.today),
        closable=closable(request.actor, request.today, found),
        lost=broken(request.organisation, found),
        claims=waiting,
        may_accept=may_accept,
    )


@require_POST
@ruled(VIEW)
def close(request: TenantRequest, organisation: str, due: int) -> HttpResponse:
    """Close a due by the facts."""
    found = due_or_404(request, due)
    undo = closing.close_by_evidence(actor=request.actor, due=found, today=request.today)
    found.refresh_from_db()
    how = "доказано данными системы" if found.closed_by_facts else "подтверждение принято"
    flash(request, f"Выполнено: {how}.", undo)
    return back(request, found.measure.get_absolute_url())


@require_POST
@ruled("roadmaps.close_due")
def close_all(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Close everything that the facts prove."""
    found = roadmap_or_404(request, roadmap)
    undo = closing.close_all_by_evidence(actor=request.actor, roadmap=found, today=request.today)
    flash(request, f"{undo.sentence}.", undo)
    return redirect("roadmaps:evidence", organisation=request.organisation.slug, roadmap=found.pk)


@require_GET
@ruled(VIEW)
def kinds(request: TenantRequest, organisation: str) -> HttpResponse:
    """What proves which kind of measure, in words."""
    return page(request, "roadmaps/proofs/kinds.html", stages=kinds_by_stage())


@ruled(ACCEPT)
def accept(request: TenantRequest, organisation: str, proof: int) -> HttpResponse:
    """Accept a claim: at once where there is nothing to choose, else for chosen kinds and a due."""
    found = proof_or_404(request, proof)
    demand(ACCEPT, request.actor, found)
    form = AcceptForm(request.POST if request.method == "POST" else None, proof=found)
    if form.is_settled:
        undo = claims.accept_proof(actor=request.actor, proof=found, today=request.today, **form.chosen())
        flash(request, f"Принято: {clip(str(found))}.", undo)
        return back(request, found.measure.get_absolute_url())
    form = form if form.errors else AcceptForm(proof=found)
    return form_page(request, form, title=f"Принять: {clip(str(found))}", up=found.measure, button="Принять")


@ruled(ACCEPT)
def give_back(request: TenantRequest, organisation: str, proof: int) -> HttpResponse:
    """Return a claim with what is to be mended."""
    found = proof_or_404(request, proof)
    demand(ACCEPT, request.actor, found)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        undo = claims.return_proof(actor=request.actor, proof=found, today=request.today, **form.cleaned_data)
        flash(request, f"Возвращено: {clip(str(found))}.", undo)
        return back(request, found.measure.get_absolute_url())
    return form_page(request, form, title=f"Вернуть: {clip(str(found))}", up=found.measure, button="Вернуть")


@ruled(ACCEPT)
def waive(request: TenantRequest, organisation: str, measure: int, kind: str) -> HttpResponse:
    """Say that a kind needs no proof for the due that the card speaks of."""
    found = measure_or_404(request, measure)
    demand(ACCEPT, request.actor, found)
    if kind not in {row.code for row in kinds_of(found)}:
        raise Http404
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        due = due_to_ask(found)
        undo = claims.waive_kind(
            actor=request.actor, measure=found, kind=kind, today=request.today, due=due, **form.cleaned_data
        )
        flash(request, "Отмечено: подтверждение не требуется.", undo)
        return back(request, found.get_absolute_url())
    name = catalogue()[kind].name if kind in catalogue() else kind
    return form_page(request, form, title=f"Не требуется: {name}", up=found, button="Не требуется")


@require_POST
@ruled(ACCEPT)
def unwaive(request: TenantRequest, organisation: str, waiver: int) -> HttpResponse:
    """Ask for the proof again."""
    rows = Waiver.objects.select_related("measure__section__roadmap__organisation")
    found = get_object_or_404(rows, pk=waiver, measure__section__roadmap__organisation=request.organisation)
    undo = claims.withdraw_waiver(actor=request.actor, waiver=found)
    flash(request, "Подтверждение снова требуется.", undo)
    return back(request, found.measure.get_absolute_url())


@ruled("roadmaps.change_plan")
def concerns(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Say whom the measure is asked of."""
    found = measure_or_404(request, measure)
    form = ConcernsForm(request.POST or None, initial={"concerns": found.concerns})
    if request.method == "POST" and form.is_valid():
        undo = set_concerns(actor=request.actor, measure=found, **form.cleaned_data)
        flash(request, "Сохранено, о ком мероприятие.", undo)
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="О ком мероприятие", up=found)


@require_POST
@ruled(VIEW)
def settle(request: TenantRequest, organisation: str, snapshot: int) -> HttpResponse:
    """Decide about a lost proof."""
    rows = EvidenceSnapshot.objects.select_related("measure__section__roadmap__organisation", "due")
    found = get_object_or_404(rows, pk=snapshot, measure__section__roadmap__organisation=request.organisation)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return form_page(request, form, title="Доказательство исчезло", up=found.measure, hint=found.broken_sentence)
    reopen = form.cleaned_data["decision"] == "reopen"
    losing.settle_lost(actor=request.actor, snapshot=found, reopen=reopen, note=form.cleaned_data["note"])
    flash(request, "Срок возвращён в работу." if reopen else "Оставлено выполненным.")
    return back(request, found.measure.get_absolute_url())
