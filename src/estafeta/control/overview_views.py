"""«Обзор» of a municipality."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from estafeta.control.overview import overview
from estafeta.core.components.parts import Link
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.queries.axes import AXES
from estafeta.workbench.pages import page


@require_GET
@ruled("roadmaps.view_overview")
def overview_page(request: TenantRequest, organisation: str) -> HttpResponse:
    """Organisations down, stages, sections or months across."""
    axis = request.GET.get("axis", "stages")
    axis = axis if axis in AXES else "stages"
    tabs = [Link(label, f"?axis={key}", current=key == axis) for key, label in AXES.items()]
    matrix = overview(request.actor, request.today, axis=axis)
    return page(request, "control/overview.html", matrix=matrix, tabs=tabs)
