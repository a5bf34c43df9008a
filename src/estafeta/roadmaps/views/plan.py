"""The plan: as a document, on a time line, in a calendar; the list of roadmaps; a new one."""

from __future__ import annotations

import datetime as dt
from copy import copy
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.components.parts import Link
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps import actions, menus
from estafeta.roadmaps.forms.plan import FilterForm, HeadForm, MonthForm, SpanForm
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.calendar import month_page
from estafeta.roadmaps.queries.plan import current_roadmap, plan_of, roadmaps_of
from estafeta.roadmaps.queries.timeline import span_label, spans_of, timeline
from estafeta.roadmaps.strips import strips_of
from estafeta.roadmaps.understanding import catalogue
from estafeta.roadmaps.views.addresses import beginnings, chips, tabs
from estafeta.workbench.pages import Edit, flash, page
from russian.months import MONTHS


@require_GET
@ruled("roadmaps.view_plan")
def current(request: TenantRequest, organisation: str) -> HttpResponse:
    """Lead to the roadmap of today; say how to begin when there is none."""
    found = current_roadmap(request.organisation, today=request.today)
    if found is None:
        return page(request, "roadmaps/none.html", **beginnings(request))
    address = redirect(found)
    if request.GET:
        address["Location"] += f"?{request.GET.urlencode()}"
    return address


@require_GET
@ruled("roadmaps.view_plan")
def plan(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """The plan as a document one recognises, alive."""
    found = roadmap_or_404(request, roadmap)
    form = FilterForm(request.GET)
    filters = form.filters()
    if filters.kind not in catalogue():
        filters = replace(filters, kind="")
    shown = plan_of(found, filters, actor=request.actor, today=request.today)
    known = catalogue()
    return page(
        request,
        "roadmaps/plan.html" if not request.htmx else "roadmaps/plan.html#rows",
        plan=shown,
        roadmap=found,
        filters=filters,
        stages=STAGES,
        tabs=tabs(request, found, "plan"),
        chips=chips(request, filters),
        kinds=[(code, known[code].name) for code in shown.kinds if code in known],
        may_change=may("roadmaps.change_plan", request.actor, found) and found.state in WRITABLE,
        may_edit=may("roadmaps.change_plan", request.actor, found),
        menu=() if request.htmx else menus.PLAN.entries(found, request.actor),
        strips=() if request.htmx else strips_of(found, request.actor, request.today),
        layouts=Roadmap.Layout.choices,
        others=roadmaps_of(request.organisation).exclude(pk=found.pk),
    )


@require_GET
@ruled("roadmaps.view_plan")
def timeline_page(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Months across, measures down; one school year at a time, or all of them."""
    found = roadmap_or_404(request, roadmap)
    spans = spans_of(found, request.today)
    running = [key for key, (first, last) in spans.items() if first <= request.today <= last]
    key = SpanForm(request.GET).chosen()["span"]
    key = key if key in spans else next(iter([*running, *spans]))
    links = [Link(span_label(name), f"?span={name}", current=name == key) for name in spans] if len(spans) > 1 else []
    picture = timeline(found, *spans[key], actor=request.actor, today=request.today)
    return page(
        request,
        "roadmaps/timeline.html",
        roadmap=found,
        picture=picture,
        spans=links,
        heading=span_label(key),
        tabs=tabs(request, found, "timeline"),
    )


@require_GET
@ruled("roadmaps.view_plan")
def calendar_page(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """A month of dues."""
    found = roadmap_or_404(request, roadmap)
    month = _month(MonthForm(request.GET).chosen()["month"], request.today)
    shown = month_page(request.organisation, month, today=request.today, roadmap=found)
    return page(
        request,
        "roadmaps/calendar.html",
        roadmap=found,
        month=shown,
        name=f"{MONTHS[month.month - 1].capitalize()} {month.year}",
        tabs=tabs(request, found, "calendar"),
    )


def _month(text: str, today: dt.date) -> dt.date:
    """The first day of «2026-11»; of today's month when it says anything else or is beyond all plans."""
    try:
        month = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if 2000 <= month.year <= 2100 else today.replace(day=1)


@require_GET
@ruled("roadmaps.view_plan")
def listing(request: TenantRequest, organisation: str) -> HttpResponse:
    """All roadmaps of the organisation, those in the archive too."""
    rows = roadmaps_of(request.organisation)
    return page(request, "roadmaps/list.html", rows=rows, **beginnings(request))


@ruled("roadmaps.change_plan")
def edit(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Change the head of a roadmap."""
    found = roadmap_or_404(request, roadmap)
    edit = Edit(request, found, lambda data, row: HeadForm(data, instance=copy(row)))
    if edit.save(
        lambda form, version: actions.change_roadmap(
            actor=request.actor, roadmap=found, version=version, **form.cleaned_data
        )
    ):
        flash(request, "Сведения о карте сохранены.")
        return redirect(found)
    return edit.page(title="Сведения о карте", up=found)


@require_POST
@ruled("roadmaps.change_plan")
def turn(request: TenantRequest, organisation: str, roadmap: int, step: str) -> HttpResponse:
    """Put a roadmap into the archive or take it out."""
    found = roadmap_or_404(request, roadmap)
    act = actions.archive_roadmap if step == "archive" else actions.restore_roadmap
    act(actor=request.actor, roadmap=found)
    flash(request, "Карта в архиве." if step == "archive" else "Карта снова действует.")
    return redirect("roadmaps:roadmaps", organisation=organisation)


@require_POST
@ruled("roadmaps.change_plan")
def renumber(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Number sections and measures in order."""
    found = roadmap_or_404(request, roadmap)
    undo = actions.renumber(actor=request.actor, roadmap=found)
    flash(request, "Номера идут по порядку.", undo)
    return redirect(found)
