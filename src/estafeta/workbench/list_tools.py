"""Saved views stand beside the filters of every list."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from estafeta.core.lists.tools import list_tool
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.saved_views import kept_of


@list_tool("saved views")
def saved_views(request: HttpRequest) -> str:
    """The menu «Виды»."""
    tenant: TenantRequest = request  # type: ignore[assignment] # a list with tools is asked inside an organisation
    context = {"kept": kept_of(tenant), "slug": tenant.organisation.slug}
    return render_to_string("workbench/saved_views.html", context, request)
