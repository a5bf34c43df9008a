"""What a person does at any page: take back what she has just done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.models import Undo
from estafeta.workbench.pages import back, flash
from estafeta.workbench.undoing import take_back


@require_POST
@ruled("organisations.enter")
def undo(request: TenantRequest, organisation: str, undo: int) -> HttpResponse:
    """«Отменить»: only what one has done oneself."""
    found = get_object_or_404(Undo, pk=undo, user=request.actor.user, organisation=request.organisation)
    take_back(actor=request.actor, undo=found)
    flash(request, "Отменено.")
    return back(request, request.META.get("HTTP_REFERER") or request.organisation.get_absolute_url())
