"""What the pages of every draft do the same way, and the list of what one has begun."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.drafts.actions import discard_draft
from estafeta.workbench.drafts.queries import drafts_of
from estafeta.workbench.drafts.registry import KINDS, address_of
from estafeta.workbench.models import Draft
from estafeta.workbench.pages import back, flash, page


def draft_or_404(request: TenantRequest, pk: int, kind: str) -> Draft:
    """A draft of the kind that the person has begun here herself; others' drafts do not exist for her."""
    return get_object_or_404(drafts_of(request.actor), pk=pk, kind=kind)


@require_GET
@ruled("organisations.enter")
def every(request: TenantRequest, organisation: str) -> HttpResponse:
    """What I have begun."""
    rows = [(draft, address_of(draft)) for draft in drafts_of(request.actor).filter(kind__in=KINDS).defer("data")]
    return page(request, "workbench/drafts.html", rows=rows)


@require_POST
@ruled("organisations.enter")
def discard(request: TenantRequest, organisation: str, draft: int) -> HttpResponse:
    """Throw it away."""
    discard_draft(actor=request.actor, draft=get_object_or_404(drafts_of(request.actor), pk=draft))
    flash(request, "Убрано. Ничего не внесено.")
    return back(request, reverse("workbench:drafts", args=[organisation]))
