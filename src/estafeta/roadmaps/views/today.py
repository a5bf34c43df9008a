"""«Сегодня» of an organisation and «Обзор» of a municipality."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.components.parts import Link
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.queries.overview import AXES, overview
from estafeta.roadmaps.queries.today import following_words, today_by_people, today_for
from estafeta.roadmaps.views.finding import page
from estafeta.roadmaps.waiting import more_waiting


@require_GET
@ruled("roadmaps.view_plan")
def today(request: TenantRequest, organisation: str) -> HttpResponse:
    """What is late, what is due within a week, what waits, what comes next; for heads the same over people."""
    found = today_for(request.actor, request.today)
    found = replace(found, waiting=(*more_waiting(request.actor, request.today), *found.waiting))
    people = today_by_people(request.actor, request.today) if may("roadmaps.view_people", request.actor) else ()
    return page(
        request,
        "roadmaps/today.html",
        found=found,
        people=people,
        following=following_words(found.following, request.today),
        may_start=may("roadmaps.manage_loads", request.actor),
    )


@require_GET
@ruled("roadmaps.view_overview")
def overview_page(request: TenantRequest, organisation: str) -> HttpResponse:
    """Organisations down, stages, sections or months across."""
    axis = request.GET.get("axis", "stages")
    axis = axis if axis in AXES else "stages"
    tabs = [Link(label, f"?axis={key}", current=key == axis) for key, label in AXES.items()]
    matrix = overview(request.actor, request.today, axis=axis)
    return page(request, "roadmaps/overview.html", matrix=matrix, tabs=tabs)
