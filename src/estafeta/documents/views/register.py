"""The register."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from estafeta.core.lists import answers
from estafeta.core.rights import may, ruled
from estafeta.documents import actions
from estafeta.documents.queries import register_of
from estafeta.documents.registry import REGISTER
from estafeta.organisations.http import TenantRequest


@require_GET
@ruled("documents.view")
def show(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """All papers of the organisation with filters, search, Excel."""
    slug = request.organisation.slug
    return answers.show(
        request,
        REGISTER,
        register_of(request.organisation),
        today=request.today,
        template="documents/register.html",
        context={"slug": slug, "may_draft": may("documents.draft", request.actor)},
        on_export=lambda rows: actions.record_register(actor=request.actor, rows=rows),
    )
