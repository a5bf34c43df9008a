"""The card of a measure: beside the list or as a page of its own; what people add to it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import download
from estafeta.core.rights import demand, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps import actions, menus
from estafeta.roadmaps.forms.measure import AssignForm, DueForm, KindsForm, OfForm, ProofForm, RemarkForm
from estafeta.roadmaps.lookups import measure_or_404, proof_or_404
from estafeta.roadmaps.models import Responsible
from estafeta.roadmaps.proofs.queries import proofs_of
from estafeta.roadmaps.queries.card import measure_card
from estafeta.workbench.pages import back, flash, form_page, page


@require_GET
@ruled("roadmaps.view_plan")
def measure(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Everything about a measure."""
    found = measure_or_404(request, measure)
    card = measure_card(found, actor=request.actor, today=request.today)
    template = "roadmaps/measure.html#card" if request.htmx else "roadmaps/measure.html"
    return page(
        request,
        template,
        card=card,
        proving=proofs_of(found, request.actor, request.today),
        menu=menus.MEASURE.entries(card.measure, request.actor) if card.may_change else (),
        proof_form=ProofForm(),
        remark_form=RemarkForm(),
    )


@ruled("roadmaps.add_proof")
def add_proof(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Add a file, a link or a note."""
    found = measure_or_404(request, measure)
    demand("roadmaps.add_proof", request.actor, found)
    form = ProofForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        proof = form.proof()
        if proof is not None:
            actions.add_proof(actor=request.actor, measure=found, proof=proof)
        flash(request, "Подтверждение добавлено.")
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="Подтверждение", up=found)


@require_GET
@ruled("roadmaps.view_plan")
def proof_file(request: TenantRequest, organisation: str, proof: int) -> HttpResponseBase:
    """Hand over a private file; the journal keeps who opened it."""
    found = proof_or_404(request, proof)
    actions.record_view(actor=request.actor, proof=found)
    return download(found.file.open("rb"), found.original_name)


@require_POST
@ruled("roadmaps.add_proof")
def remove_proof(request: TenantRequest, organisation: str, proof: int) -> HttpResponse:
    """Take a proof away, with «Отменить»."""
    found = proof_or_404(request, proof)
    undo = actions.remove_proof(actor=request.actor, proof=found)
    flash(request, "Подтверждение убрано.", undo)
    return back(request, found.measure.get_absolute_url())


@require_POST
@ruled("roadmaps.remark")
def remark(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Say something."""
    found = measure_or_404(request, measure)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return page(request, "core/form.html", 422, form=form, title="Обсуждение", up=found)
    actions.add_remark(actor=request.actor, measure=found, **form.cleaned_data)
    flash(request, "Написано.")
    return back(request, f"{found.get_absolute_url()}#conversation")


@ruled("roadmaps.change_plan")
def assign(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Make somebody answer for the measure; `of` says whom of the printed ones that is."""
    found = measure_or_404(request, measure)
    of = OfForm(request.GET, request.POST).chosen()["of"]
    printed = found.responsibles.filter(pk=of).first()
    form = AssignForm(request.POST or None, colleagues=colleagues(request.organisation, today=request.today))
    if request.method == "POST" and form.is_valid():
        actions.assign_responsible(
            actor=request.actor, measure=found, today=request.today, responsible=printed, **form.chosen()
        )
        flash(request, "Ответственный назначен.")
        return back(request, found.get_absolute_url())
    title = f"Кто это: {printed.text}" if printed else "Назначить ответственного"
    return form_page(request, form, title=title, up=found)


@require_POST
@ruled("roadmaps.change_plan")
def unassign(request: TenantRequest, organisation: str, measure: int, responsible: int) -> HttpResponse:
    """Somebody no longer answers."""
    found = measure_or_404(request, measure)
    row = Responsible.objects.filter(pk=responsible, measure=found).first()
    if row is not None:
        actions.remove_responsible(actor=request.actor, responsible=row)
        flash(request, "Ответственный убран.")
    return redirect(found)


@ruled("roadmaps.change_plan")
def kinds(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Say of what kinds the measure is."""
    found = measure_or_404(request, measure)
    chosen = list(found.kinds.values_list("code", flat=True))
    form = KindsForm(request.POST or None, initial={"kinds": chosen})
    if request.method == "POST" and form.is_valid():
        ordered = sorted(form.cleaned_data["kinds"], key=lambda code: chosen.index(code) if code in chosen else 99)
        actions.set_kinds(actor=request.actor, measure=found, codes=ordered)
        flash(request, "Виды мероприятия сохранены.")
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="Виды мероприятия", up=found)


@ruled("roadmaps.change_plan")
def add_due(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """One more due."""
    found = measure_or_404(request, measure)
    form = DueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_due(actor=request.actor, measure=found, **form.cleaned_data)
        flash(request, "Срок добавлен.")
        return back(request, found.get_absolute_url())
    return form_page(request, form, title="Новый срок", up=found)
