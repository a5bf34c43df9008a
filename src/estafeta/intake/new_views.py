"""A plan that begins without a file: from a template or from a clean sheet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from estafeta.core.rights import ruled
from estafeta.intake.actions import create_from_template
from estafeta.intake.new_forms import EmptyForm, TemplateForm, WayForm
from estafeta.intake.plan_templates import templates_for
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.actions import create_roadmap
from estafeta.roadmaps.views.addresses import beginnings
from estafeta.workbench.pages import flash, page


@ruled("roadmaps.change_plan")
def new(request: TenantRequest, organisation: str) -> HttpResponse:
    """Start from a template or from a clean sheet; what else there is to start from stands above."""
    way = WayForm(request.POST).chosen()["way"]
    packs = templates_for(request.organisation)
    named = TemplateForm(request.POST if way == "template" else None, templates=packs, today=request.today)
    empty = EmptyForm(request.POST if way == "empty" else None)
    made = None
    if named.is_valid():
        made = create_from_template(actor=request.actor, **named.cleaned_data)
    elif empty.is_valid():
        made = create_roadmap(actor=request.actor, **empty.cleaned_data)
    if made is not None:
        flash(request, f"Создана дорожная карта «{made.title}».")
        return redirect(made)
    context = {"template_form": named, "empty_form": empty, "packs": packs, **beginnings(request)}
    return page(request, "intake/new.html", 422 if way else 200, **context)
