"""Editions of a plan: all of them, one of them, two side by side, the plan on a day."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from estafeta.agreement.difference import difference
from estafeta.agreement.editions import Edition, edition_of
from estafeta.agreement.forms import NOW, CompareForm, DayForm
from estafeta.agreement.models import Revision
from estafeta.agreement.queries import edition_on, editions_of, facts_on
from estafeta.agreement.recording import record_scan_view
from estafeta.core.files import download
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.roadmaps.models import Roadmap
from estafeta.workbench.pages import page

VIEW = "roadmaps.view_plan"


@require_GET
@ruled(VIEW)
def editions(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Every kept edition, who kept it and why."""
    found = roadmap_or_404(request, roadmap)
    return page(request, "agreement/editions.html", roadmap=found, rows=editions_of(found))


@require_GET
@ruled(VIEW)
def edition(request: TenantRequest, organisation: str, roadmap: int, edition: int) -> HttpResponse:
    """One edition as it was."""
    found = roadmap_or_404(request, roadmap)
    row = get_object_or_404(Revision, pk=edition, roadmap=found)
    return page(request, "agreement/edition.html", roadmap=found, edition=row, content=row.content)


@require_GET
@ruled(VIEW)
def compare(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Two editions side by side, only what differs; a working copy is compared with its plan."""
    found = roadmap_or_404(request, roadmap)
    rows = list(editions_of(found))
    chosen = CompareForm(request.GET).chosen()
    old_key, new_key = chosen["old"], chosen["new"]
    if found.amends is not None:
        old, new = edition_of(found.amends), edition_of(found)
    else:
        old_key = old_key or (str(rows[0].pk) if rows else NOW)
        old, new = _content(found, rows, old_key), _content(found, rows, new_key)
    return page(
        request,
        "agreement/compare.html",
        roadmap=found,
        rows=rows,
        old_key=old_key,
        new_key=new_key,
        difference=difference(old, new),
    )


def _content(roadmap: Roadmap, rows: list[Revision], key: str) -> Edition:
    """The edition with this id, or the plan as it stands now."""
    if key == NOW:
        return edition_of(roadmap)
    for row in rows:
        if str(row.pk) == key:
            return dict(row.content)
    raise Http404


@require_GET
@ruled(VIEW)
def on_day(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Plan and fact as they stood on a day."""
    found = roadmap_or_404(request, roadmap)
    form = DayForm(request.GET or None, initial={"day": request.today})
    day: dt.date = form.cleaned_data["day"] if form.is_valid() else request.today
    row = edition_on(found, day)
    content = row.content if row else edition_of(found)
    facts = facts_on(found, day)
    sections = [
        {**section, "rows": [(measure, facts.get(measure["key"], ())) for measure in section["measures"]]}
        for section in content["sections"]
    ]
    return page(request, "agreement/on_day.html", roadmap=found, form=form, day=day, edition=row, sections=sections)


@require_GET
@ruled(VIEW)
def scan(request: TenantRequest, organisation: str, roadmap: int, edition: int) -> HttpResponseBase:
    """The signed document; who looked is written down."""
    found = roadmap_or_404(request, roadmap)
    row = get_object_or_404(Revision, pk=edition, roadmap=found)
    if not row.scan:
        raise Http404
    record_scan_view(actor=request.actor, edition=row)
    return download(row.scan.open("rb"), row.scan_name)
