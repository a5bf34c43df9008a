"""The plan as a file."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from estafeta.core.files import download as handed_over
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.actions import record_export
from estafeta.roadmaps.exports import ExportedFile, export
from estafeta.roadmaps.forms.plan import LayoutForm
from estafeta.roadmaps.lookups import roadmap_or_404


@require_GET
@ruled("roadmaps.view_plan")
def download(request: TenantRequest, organisation: str, roadmap: int, format: str) -> HttpResponseBase:
    """The plan as a Word, Excel or PDF file in its own print layout or in another; the journal sees it."""
    found = roadmap_or_404(request, roadmap)
    layout = LayoutForm(request.GET).chosen()["layout"] or found.layout
    made = export(found, layout, format, request.today)
    record_export(actor=request.actor, roadmap=found, name=made.name)
    return sent_file(made)


def sent_file(made: ExportedFile) -> HttpResponseBase:
    """Answer with a file that the browser saves under its Russian name."""
    return handed_over(made.content, made.name, made.content_type)
