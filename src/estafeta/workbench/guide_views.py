"""Help: the list of guides, one guide."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.guides import guides
from estafeta.workbench.pages import page


@require_GET
@ruled("organisations.enter")
def every(request: TenantRequest, organisation: str) -> HttpResponse:
    """All guides."""
    return page(request, "workbench/guides.html", guides=guides().values())


@require_GET
@ruled("organisations.enter")
def show(request: TenantRequest, organisation: str, guide: str) -> HttpResponse:
    """One guide."""
    found = guides().get(guide)
    if found is None:
        raise Http404
    return page(request, "workbench/guide.html", guide=found)
