"""Finding what an address names, inside the very organisation of the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.datastructures import MultiValueDict

from docforge import kinds
from docforge.kinds import PaperKind
from estafeta.core.refusals import Refusal
from estafeta.documents.files import paper_name
from estafeta.documents.models import Acquaintance, Document
from estafeta.organisations.http import TenantRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
LONGEST = 110
Made = TypeVar("Made")


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


def posted(request: TenantRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """What was sent, for a form: nothing at all leaves it unbound only where nothing was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def attempt(form: BaseForm, action: Callable[[], Made]) -> Made | None:
    """Do it; a refusal is said above the form, with all that was typed left in place."""
    try:
        return action()
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None


def told(request: TenantRequest, sentence: str) -> None:
    """Say what has just happened."""
    messages.success(request, sentence)


def file_name(document: Document, ending: str) -> str:
    """«Приказ О назначении куратора от 01.09.2026 № 41-од.docx» without what a file system cannot bear."""
    return f"{paper_name(document.title, document.requisites, LONGEST)}.{ending}"
