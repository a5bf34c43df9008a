"""Finding what an address names, inside the very organisation of the address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from docforge import kinds
from docforge.kinds import PaperKind
from estafeta.documents.models import Acquaintance, Document
from estafeta.organisations.http import TenantRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
LONGEST = 110


def document_or_404(request: TenantRequest, pk: int) -> Document:
    """A paper of this organisation."""
    rows = Document.objects.select_related("organisation", "own_template", "amends", "made_by", "registered_by")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


def acquaintance_or_404(request: TenantRequest, pk: int) -> Acquaintance:
    """A line of a list of acquaintance of this organisation."""
    rows = Acquaintance.objects.select_related("document__organisation")
    return get_object_or_404(rows, pk=pk, document__organisation=request.organisation)


def kind_or_404(code: str) -> PaperKind:
    """A kind of paper."""
    found = kinds.load().get(code)
    if found is None:
        raise Http404
    return found


def page(request: TenantRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of this room."""
    context |= {"today": request.today, "slug": request.organisation.slug}
    return render(request, f"documents/{template}", context, status=status)


def small_form(request: TenantRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """Render a page with one short form: `title`, `button`, `back` (address), perhaps `hint`."""
    return page(request, "form.html", 422 if form.errors else 200, form=form, **context)


def told(request: TenantRequest, sentence: str) -> None:
    """Say what has just happened."""
    messages.success(request, sentence)


def sent(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that a browser saves; nothing of it stays in caches."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = _disposition(name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _disposition(name: str) -> str:
    return FileResponse(iter(()), as_attachment=True, filename=name).headers["Content-Disposition"]


def file_name(document: Document, ending: str) -> str:
    """«Приказ О назначении куратора от 01.09.2026 № 41-од.docx» without what a file system cannot bear."""
    safe = "".join(" " if letter in '\\/:*?"<>|«»' or ord(letter) < 32 else letter for letter in str(document))
    return f"{' '.join(safe.split())[:LONGEST].rstrip(' .,')}.{ending}"
