"""What a person does at any page: take back what she has just done, keep the filters under a name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.forms import ViewForm
from estafeta.workbench.models import SavedView, Undo
from estafeta.workbench.pages import back, flash, next_of
from estafeta.workbench.saved_views import forget_view, save_view
from estafeta.workbench.undoing import take_back


@require_POST
@ruled("organisations.enter")
def undo(request: TenantRequest, organisation: str, undo: int) -> HttpResponse:
    """«Отменить»: only what one has done oneself."""
    found = get_object_or_404(Undo, pk=undo, user=request.actor.user, organisation=request.organisation)
    take_back(actor=request.actor, undo=found)
    flash(request, "Отменено.")
    return back(request, request.META.get("HTTP_REFERER") or request.organisation.get_absolute_url())


@require_POST
@ruled("organisations.enter")
def keep_view(request: TenantRequest, organisation: str) -> HttpResponse:
    """Keep the filters of a page under a name."""
    form = ViewForm(request.POST)
    if not form.is_valid():
        raise Refusal("Назовите вид: до ста букв.")
    view = save_view(actor=request.actor, **form.cleaned_data)
    flash(request, f"Вид «{view.name}» сохранён.")
    return redirect(next_of(request) or request.organisation.get_absolute_url())


@require_POST
@ruled("organisations.enter")
def drop_view(request: TenantRequest, organisation: str, view: int) -> HttpResponse:
    """Forget a view of one's own."""
    mine = SavedView.objects.filter(user=request.actor.user, organisation=request.organisation)
    forget_view(actor=request.actor, view=get_object_or_404(mine, pk=view))
    flash(request, "Вид убран.")
    return redirect(next_of(request) or request.organisation.get_absolute_url())
