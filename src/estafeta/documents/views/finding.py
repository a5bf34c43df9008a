"""Finding what an address names, inside the very organisation of the address."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from docforge.kinds import PaperKind
from estafeta.documents.files import paper_name
from estafeta.documents.models import Acquaintance, Document
from estafeta.documents.packs import paper_kinds
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
    found = paper_kinds().get(code)
    if found is None:
        raise Http404
    return found


def file_name(document: Document, ending: str) -> str:
    """«Приказ О назначении куратора от 01.09.2026 № 41-од.docx» without what a file system cannot bear."""
    return f"{paper_name(document.title, document.requisites, LONGEST)}.{ending}"
