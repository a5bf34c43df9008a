"""A roadmap without a file: from a template, from last year's, from a blank sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps import actions
from estafeta.roadmaps.forms.plan import EmptyForm, PreviousForm, TemplateForm
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.plan import roadmaps_of
from estafeta.roadmaps.templates_pack import templates_for
from estafeta.roadmaps.views.finding import roadmap_or_404


@ruled("roadmaps.change_plan")
def new(request: TenantRequest, organisation: str) -> HttpResponse:
    """Three ways to start; the one that was sent is answered."""
    way = request.POST.get("way", "")
    data = {name: request.POST if way == name else None for name in ("template", "previous", "empty")}
    templates = templates_for(request.organisation)
    choices = [(one.code, one.title) for one in templates]
    earlier = list(roadmaps_of(request.organisation))
    forms = {
        "template": TemplateForm(data["template"], templates=choices, today=request.today, prefix="template"),
        "previous": PreviousForm(data["previous"], roadmaps=earlier, prefix="previous"),
        "empty": EmptyForm(data["empty"], prefix="empty"),
    }
    if way in forms and forms[way].is_valid():
        return redirect(create(request, way, forms[way].cleaned_data))
    context = {"forms": forms, "templates": templates, "earlier": earlier, "way": way}
    return render(request, "roadmaps/new.html", context, status=422 if way else 200)


def create(request: TenantRequest, way: str, data: dict[str, object]) -> Roadmap:
    """Make the roadmap in the chosen way."""
    if way == "template":
        return actions.create_from_template(actor=request.actor, **data)  # type: ignore[arg-type]
    if way == "previous":
        old = roadmap_or_404(request, data["roadmap"])  # type: ignore[arg-type]
        return actions.create_from_previous(actor=request.actor, roadmap=old, starts=data["starts"])  # type: ignore[arg-type]
    return actions.create_roadmap(actor=request.actor, **data)  # type: ignore[arg-type]
