"""Pages of the cascade: above — to whom and who has taken it; below — what is offered."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.cascade import addressing, answering, queries
from estafeta.cascade.forms import AcceptForm, AddressForm, DeclineForm, OffersForm
from estafeta.cascade.models import Offer
from estafeta.cascade.planning import addressees, institutions, pending_steps
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.lookups import measure_or_404, roadmap_or_404
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.workbench.forms import TickedForm
from estafeta.workbench.pages import flash, page
from russian.plurals import counted

ABOVE = "cascade.address_measures"
BELOW = "cascade.answer_offer"


def upper_or_404(request: TenantRequest, pk: int) -> Roadmap:
    """A roadmap of this organisation, which stands over others."""
    if not request.organisation.is_above:
        raise Http404
    return roadmap_or_404(request, pk)


@ruled(ABOVE)
def cascade(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Choose measures and to whom they go; first the list of those whom it reaches, then it is done."""
    found = upper_or_404(request, roadmap)
    below = institutions(request.organisation)
    form = AddressForm(request.POST or None, institutions=below)
    measures = list(queries.measures_to_offer(found))
    ticked = TickedForm(request.POST, keys=[row.pk for row in measures])
    if not ticked.is_valid():
        raise Refusal("Одного из отмеченных мероприятий в карте уже нет. Откройте страницу снова и отметьте нужные.")
    chosen = [row for row in measures if str(row.pk) in ticked.cleaned_data["selected"]]
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if not ticked.cleaned_data["sure"]:
            return _preview(request, found, form, chosen, below)
        undo = addressing.address_measures(actor=request.actor, measures=chosen, today=request.today, **values)
        flash(request, undo.sentence, undo)
        return redirect("cascade:cascade", organisation=organisation, roadmap=found.pk)
    taken_by = queries.taken_by(measures, request.today)
    counts = {key: queries.count_taken(taken) for key, taken in taken_by.items()}
    rows = [(row, counts.get(row.pk), row in chosen) for row in measures]
    status = 422 if form.errors else 200
    pending = pending_steps(found)
    return page(request, "cascade/cascade.html", status, roadmap=found, rows=rows, form=form, pending=pending)


def _preview(
    request: TenantRequest, roadmap: Roadmap, form: AddressForm, chosen: list[Measure], below: list[Organisation]
) -> HttpResponse:
    values = form.values()
    reached = addressees(below, values["mode"], values["kinds"], [row.pk for row in values["organisations"]])
    return page(request, "cascade/address.html", roadmap=roadmap, form=form, measures=chosen, reached=reached)


@require_POST
@ruled(ABOVE)
def send_changes(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Offer below what has changed above."""
    found = upper_or_404(request, roadmap)
    undo = addressing.offer_changes(actor=request.actor, roadmap=found, today=request.today)
    flash(request, undo.sentence, undo)
    return redirect("cascade:cascade", organisation=organisation, roadmap=found.pk)


@require_GET
@ruled("roadmaps.view_overview")
def taken(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Who has taken a measure, who has not and why, who has done it and with what proof; a region sees numbers."""
    found = measure_or_404(request, measure, removed=True)
    rows = queries.taken_rows(found, request.today)
    numbers_only = request.organisation.kind == Organisation.Kind.MINISTRY
    shown, count = () if numbers_only else rows, queries.count_taken(rows)
    return page(request, "cascade/taken.html", measure=found, rows=shown, count=count)


def _accept_form(request: TenantRequest) -> AcceptForm:
    sections = queries.writable_sections(request.organisation)
    people = list(colleagues(request.organisation, today=request.today))
    return AcceptForm(request.POST or None, sections=sections, people=people)


@require_GET
@ruled("roadmaps.view_plan")
def offers(request: TenantRequest, organisation: str) -> HttpResponse:
    """What is offered from above and waits, and what was answered before."""
    return _offers(request, _accept_form(request), DeclineForm())


def _offers(request: TenantRequest, form: AcceptForm, decline_form: DeclineForm, status: int = 200) -> HttpResponse:
    return page(
        request,
        "cascade/offers.html",
        status,
        lines=queries.offer_lines(request.organisation),
        answered=queries.offers_of(request.organisation, waiting=False)[:50],
        form=form,
        decline_form=decline_form,
        writable=queries.writable_roadmap(request.organisation),
        may_answer=may(BELOW, request.actor),
    )


def _chosen(request: TenantRequest) -> list[Offer]:
    waiting = queries.offers_of(request.organisation)
    form = OffersForm(request.POST, keys=waiting.values_list("pk", flat=True))
    if not form.is_valid():
        raise Refusal("На одно из отмеченных предложений уже ответили. Откройте страницу снова и отметьте нужные.")
    return list(waiting if form.cleaned_data["all"] else waiting.filter(pk__in=form.cleaned_data["selected"]))


@require_POST
@ruled(BELOW)
def accept(request: TenantRequest, organisation: str) -> HttpResponse:
    """Accept the chosen offers, or all of them."""
    form = _accept_form(request)
    if not form.is_valid():
        return _offers(request, form, DeclineForm(), 422)
    chosen = _chosen(request)
    undo = answering.accept_offers(actor=request.actor, offers=chosen, today=request.today, **form.values())
    flash(request, f"Принято: {counted(len(chosen), *answering.OFFERS)}.", undo)
    return redirect("cascade:offers", organisation=organisation)


@require_POST
@ruled(BELOW)
def decline(request: TenantRequest, organisation: str) -> HttpResponse:
    """Decline the chosen offers with a reason."""
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _offers(request, _accept_form(request), form, 422)
    chosen = _chosen(request)
    reason = form.cleaned_data["reason"]
    undo = answering.decline_offers(actor=request.actor, offers=chosen, reason=reason, today=request.today)
    flash(request, f"Отклонено: {counted(len(chosen), *answering.OFFERS)}. Об этом сообщено тем, кто предложил.", undo)
    return redirect("cascade:offers", organisation=organisation)
