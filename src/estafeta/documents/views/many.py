"""Many papers from one spreadsheet."""

from __future__ import annotations

from pathlib import PurePath

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import download
from estafeta.core.imports import address_of
from estafeta.core.rights import ruled
from estafeta.documents import actions
from estafeta.documents.files import safe
from estafeta.documents.models import Document, PaperBatch
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import papers_of
from estafeta.documents.views.finding import ZIP
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import flash, page

RIGHT = "documents.draft"


def batch_or_404(request: TenantRequest, pk: int) -> PaperBatch:
    """A batch of this organisation."""
    rows = PaperBatch.objects.select_related("job")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


@require_GET
@ruled(RIGHT)
def show(request: TenantRequest, organisation: str, batch: int) -> HttpResponse:
    """How far it is, or what came of it."""
    found = batch_or_404(request, batch)
    kind = paper_kinds().get(found.kind)
    papers = papers_of(found)
    return page(
        request,
        "documents/batch.html",
        batch=found,
        title=kind.title if kind else found.kind,
        papers=papers.count(),
        drafts=papers.filter(state=Document.State.DRAFT).count(),
    )


@require_GET
@ruled(RIGHT)
def progress(request: TenantRequest, organisation: str, batch: int) -> HttpResponse:
    """The progress bar alone; when the work has ended the whole page is asked for anew."""
    found = batch_or_404(request, batch)
    if found.is_open:
        return render(request, "documents/batch.html#progress", {"batch": found, "slug": request.organisation.slug})
    answer = HttpResponse()
    answer["HX-Refresh"] = "true"
    return answer


@require_POST
@ruled(RIGHT)
def stop(request: TenantRequest, organisation: str, batch: int) -> HttpResponse:
    """Stop the work."""
    actions.stop_batch(actor=request.actor, batch=batch_or_404(request, batch))
    flash(request, "Остановлено.")
    return redirect("documents:batch", organisation=request.organisation.slug, batch=batch)


@require_POST
@ruled(RIGHT)
def resume(request: TenantRequest, organisation: str, batch: int) -> HttpResponse:
    """Go on where the work stopped."""
    actions.resume_batch(actor=request.actor, batch=batch_or_404(request, batch))
    return redirect("documents:batch", organisation=request.organisation.slug, batch=batch)


@require_POST
@ruled(RIGHT)
def discard(request: TenantRequest, organisation: str, batch: int) -> HttpResponse:
    """Throw the drafts of the list away."""
    count = actions.discard_batch(actor=request.actor, batch=batch_or_404(request, batch))
    flash(request, f"Удалено проектов: {count}.")
    return redirect(address_of(request.organisation.slug, "documents.papers"))


@require_GET
@ruled(RIGHT)
def archive(request: TenantRequest, organisation: str, batch: int) -> HttpResponseBase:
    """All papers as a ZIP."""
    found = batch_or_404(request, batch)
    if not found.archive:
        raise Http404
    actions.record_batch(actor=request.actor, batch=found)
    name = f"{safe(PurePath(found.file_name).stem)}, {found.created_at:%d.%m.%Y}.zip"
    return download(found.archive.open("rb"), name, ZIP)
