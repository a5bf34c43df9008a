"""«Обзор»: organisations down, stages, sections or months across."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from estafeta.core.components.parts import Link
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.queries.overview import AXES
from estafeta.roadmaps.queries.overview import overview as matrix


@require_GET
@ruled("roadmaps.view_overview")
def overview(request: TenantRequest, organisation: str) -> HttpResponse:
    """The matrix; a cell leads to the plan narrowed to what it counts."""
    axis = request.GET.get("by", "")
    axis = axis if axis in AXES else "stages"
    here = reverse("roadmaps:overview", args=[organisation])
    tabs = [Link(label, f"{here}?by={key}", key == axis) for key, label in AXES.items()]
    view = matrix(request.actor, request.today, axis=axis)
    return render(request, "roadmaps/overview.html", {"view": view, "tabs": tabs})
