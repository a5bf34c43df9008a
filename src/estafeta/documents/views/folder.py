"""«Папка проверяющего»."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import download as handed_over
from estafeta.core.rights import may, ruled
from estafeta.documents import actions
from estafeta.documents.files import safe
from estafeta.documents.folder import archive as packed
from estafeta.documents.folder import checklist
from estafeta.documents.forms import FolderForm
from estafeta.documents.models import FolderFile
from estafeta.documents.packs import items_here
from estafeta.documents.views.finding import ZIP
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import flash, form_page, page, posted, refusal_on


@require_GET
@ruled("documents.view")
def show(request: TenantRequest, organisation: str) -> HttpResponse:
    """The checklist: what there is, what lacks, where it is made."""
    found = checklist(request.organisation, request.today)
    may_draft = may("documents.draft", request.actor)
    return page(request, "documents/folder.html", groups=found, have=found.have, may_draft=may_draft)


@require_GET
@ruled("documents.view")
def archive(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """The folder as a ZIP."""
    content = packed(request.organisation, request.today)
    actions.record_folder(actor=request.actor)
    name = f"Наставничество, {safe(request.organisation.short_name)}, {request.today:%d.%m.%Y}.zip"
    return handed_over(content, name, ZIP)


@ruled("documents.draft")
def add(request: TenantRequest, organisation: str, item: str) -> HttpResponse:
    """Put a file to an item."""
    asked = next((found for found in items_here() if found.code == item), None)
    if asked is None:
        raise Http404
    form = FolderForm(*posted(request))
    back = reverse("documents:folder", args=[request.organisation.slug])
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        with refusal_on(form):
            actions.add_to_folder(actor=request.actor, item=item, file=file)
            flash(request, "Файл приложен.")
            return redirect(back)
    words = {"title": "Приложить файл", "hint": asked.title, "button": "Приложить", "cancel": "Не сейчас"}
    return form_page(request, form, up_url=back, **words)


def file_or_404(request: TenantRequest, pk: int) -> FolderFile:
    """A file of this organisation's folder."""
    return get_object_or_404(FolderFile, pk=pk, organisation=request.organisation)


@require_GET
@ruled("documents.view")
def download(request: TenantRequest, organisation: str, file: int) -> HttpResponseBase:
    """Hand over a file."""
    found = file_or_404(request, file)
    actions.record_folder_file(actor=request.actor, file=found)
    return handed_over(found.file.open("rb"), found.file_name)


@require_POST
@ruled("documents.draft")
def remove(request: TenantRequest, organisation: str, file: int) -> HttpResponse:
    """Take a file out."""
    actions.remove_from_folder(actor=request.actor, file=file_or_404(request, file))
    flash(request, "Файл убран.")
    return redirect("documents:folder", organisation=request.organisation.slug)
