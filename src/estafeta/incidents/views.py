"""Pages of incidents: the register, the card, what is told, whom it touched."""

from __future__ import annotations

import datetime as dt
from copy import copy
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.clock import local_now
from estafeta.core.lifecycles import possible
from estafeta.core.lists.answers import show
from estafeta.core.rights import may, ruled
from estafeta.incidents import actions, papers, queries
from estafeta.incidents.clocks import TITLES, Clock, clocks_of, moment, running
from estafeta.incidents.forms import IncidentForm, ReportForm, TellForm, TouchedForm
from estafeta.incidents.lifecycle import INCIDENT
from estafeta.incidents.lists import incidents
from estafeta.incidents.models import Incident
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.tabs import settings_tabs
from estafeta.organisations.views import noting_export
from estafeta.workbench.pages import Edit, back, flash, form_page, page, refusal_on

VIEW, LEAD = "incidents.view", "incidents.lead"


def incident_or_404(request: TenantRequest, pk: int) -> Incident:
    """An incident that the person may see."""
    return get_object_or_404(queries.visible_incidents(request.actor), pk=pk)


def zone_of(request: TenantRequest) -> ZoneInfo:
    """The clock of the organisation."""
    return ZoneInfo(request.organisation.time_zone)


@require_GET
@ruled(VIEW)
def listing(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """The register with search, filters and Excel."""
    registry = incidents(zone_of(request))
    return show(
        request,
        registry,
        queries.visible_incidents(request.actor),
        today=request.today,
        template="incidents/list.html",
        context={
            "tabs": settings_tabs(request.actor, "incidents:list"),
            "may_report": may("incidents.report", request.actor),
        },
        on_export=noting_export(request, registry.title),
    )


@require_GET
@ruled(VIEW)
def card(request: TenantRequest, organisation: str, incident: int) -> HttpResponse:
    """The card: both clocks, what is known, papers, whom it touched."""
    row, now, zone = incident_or_404(request, incident), local_now(request.organisation.time_zone), zone_of(request)
    leads = may(LEAD, request.actor, row)
    told = {"notify", "report"}
    return page(
        request,
        "incidents/card.html",
        row=row,
        clocks=[_drawn(one, now, zone) for one in clocks_of(row)],
        running=running(row),
        leads=leads,
        steps=[one for one in possible(INCIDENT, row.state) if one.name not in told],
        found=moment(row.found_at, zone),
        papers=queries.papers_of(row) if leads else (),
        prepared=papers.PREPARED,
        touched=len(queries.touched(row)) if leads and row.account_id else None,
    )


def _drawn(clock: Clock, now: dt.datetime, zone: ZoneInfo) -> tuple[Clock, str, str, str, str]:
    """A term with its end, state, distance and the moment it was met, in words."""
    met = moment(clock.met_at, zone) if clock.met_at else ""
    return clock, moment(clock.ends_at, zone), clock.state(now), clock.left(now), met


@ruled("incidents.report")
def report(request: TenantRequest, organisation: str) -> HttpResponse:
    """Open a card; the rest is written afterwards."""
    now = local_now(request.organisation.time_zone)
    form = ReportForm(request.POST or None, initial={"found_at": now})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            row = actions.report_incident(actor=request.actor, now=now, today=request.today, **form.cleaned_data)
            flash(request, "Инцидент открыт, руководители узнали. На первое уведомление — 24 часа с обнаружения.")
            return redirect(row)
    hint = "Сообщите сразу, даже если не уверены: «не подтвердился» — тоже ответ."
    return form_page(request, form, title="Сообщить об инциденте", button="Сообщить", hint=hint)


@ruled(LEAD)
def change(request: TenantRequest, organisation: str, incident: int) -> HttpResponse:
    """Write the card anew; two who do it at once see both versions."""
    found, now = incident_or_404(request, incident), local_now(request.organisation.time_zone)
    edit = Edit(request, found, lambda data, row: IncidentForm(data, instance=copy(row)))
    if edit.save(
        lambda form, version: actions.change_incident(
            actor=request.actor, incident=found, now=now, version=version, **form.cleaned_data
        )
    ):
        flash(request, "Сохранено.", edit.result)
        return redirect(found)
    return edit.page(title="Карточка инцидента", up=found)


@ruled(LEAD)
def touched(request: TenantRequest, organisation: str, incident: int) -> HttpResponse:
    """Whom the incident touched, by the journal: whose account, from when until when. Looking is written down."""
    found, now = incident_or_404(request, incident), local_now(request.organisation.time_zone)
    people = queries.accounts_here(request.organisation)
    form = TouchedForm(request.POST or None, instance=copy(found), colleagues=people)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.change_incident(actor=request.actor, incident=found, now=now, **form.cleaned_data)
            flash(request, "Сохранено.", undo)
            return redirect("incidents:touched", organisation=organisation, incident=found.pk)
    rows = queries.touched(found)
    return page(request, "incidents/touched.html", 422 if form.errors else 200, row=found, form=form, rows=rows)


@require_POST
@ruled(LEAD)
def paper(request: TenantRequest, organisation: str, incident: int, kind: str) -> HttpResponse:
    """Prepare a paper of a kind; it opens in the register of documents."""
    if kind not in papers.KINDS:
        raise Http404
    made = papers.prepare(actor=request.actor, incident=incident_or_404(request, incident), kind=kind)
    flash(request, f"Подготовлен проект: {made.title}.")
    return redirect(made)


@ruled(LEAD)
def tell(request: TenantRequest, organisation: str, incident: int, step: str) -> HttpResponse:
    """Mark a notice as sent: when, under which number."""
    if step not in TITLES:
        raise Http404
    found, now = incident_or_404(request, incident), local_now(request.organisation.time_zone)
    form = TellForm(request.POST or None, initial={"at": now})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.tell(actor=request.actor, incident=found, step=step, now=now, **form.cleaned_data)
            flash(request, f"{undo.sentence}.", undo)
            return back(request, found.get_absolute_url())
    return form_page(request, form, title=TITLES[step], up=found, button="Отметить")


@require_POST
@ruled(LEAD)
def step(request: TenantRequest, organisation: str, incident: int, step: str) -> HttpResponse:
    """Close, dismiss, open again."""
    if step not in INCIDENT or step in TITLES:
        raise Http404
    found = incident_or_404(request, incident)
    undo = actions.step_incident(actor=request.actor, incident=found, step=step)
    flash(request, f"{undo.sentence}.", undo)
    return redirect(found)
