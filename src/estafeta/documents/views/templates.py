"""Own Word templates: the list, one kind with its marks, the check, a trial paper."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from docforge import kinds
from docforge.kinds import PaperKind
from docforge.placeholders import Scan, TemplateFault
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.documents import actions
from estafeta.documents.forms import TemplateForm
from estafeta.documents.marks import marks_of
from estafeta.documents.queries import template_in_use
from estafeta.documents.trial import scan_of, trial_paper
from estafeta.documents.views.finding import WORD, kind_or_404, page, sent, told
from estafeta.organisations.http import TenantRequest

VIEW, KEEP = "documents.view", "documents.keep_templates"


@require_GET
@ruled(VIEW)
def show(request: TenantRequest, organisation: str) -> HttpResponse:
    """Every kind with the template that prints it."""
    suiting = [kind for kind in kinds.load().values() if kind.suits(request.organisation.kind)]
    lines = [(kind, template_in_use(request.organisation, kind.code)) for kind in suiting]
    return page(request, "templates.html", lines=lines)


@ruled(VIEW)
def one(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """The marks of a kind; a file may be checked and kept here."""
    found = kind_or_404(kind)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return template_page(request, found, form)
    file = form.cleaned_data["file"]
    content = file.read()
    scan = scan_of(found, content)
    if request.POST.get("step") == "keep" and scan.fits:
        file.seek(0)
        actions.keep_template(actor=request.actor, kind=kind, file=file)
        told(request, "Шаблон сохранён. Новые бумаги этого вида будут печататься по нему.")
        return redirect("documents:template", organisation=request.organisation.slug, kind=kind)
    return template_page(request, found, form, scan, file.name)


def template_page(
    request: TenantRequest, kind: PaperKind, form: TemplateForm, scan: Scan | None = None, file_name: str = ""
) -> HttpResponse:
    """The page of a kind's template."""
    status = 422 if form.errors or (scan is not None and not scan.fits) else 200
    return page(
        request,
        "template.html",
        status,
        kind=kind,
        form=form,
        scan=scan,
        file_name=file_name,
        marks=marks_of(kind),
        current=template_in_use(request.organisation, kind.code),
        may_keep=may(KEEP, request.actor),
    )


@require_POST
@ruled(KEEP)
def trial(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """A paper printed by the file that was just chosen; nothing is kept."""
    found = kind_or_404(kind)
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return template_page(request, found, form)
    content = form.cleaned_data["file"].read()
    scan = scan_of(found, content)
    if not scan.fits:
        return template_page(request, found, form, scan, form.cleaned_data["file"].name)
    try:
        made = trial_paper(found, content, request.organisation, request.today)
    except TemplateFault as fault:
        raise Refusal(f"Пробная бумага не получилась: {fault}") from fault
    return sent(made, f"Проба, {found.title}.docx", WORD)


@require_GET
@ruled(VIEW)
def file(request: TenantRequest, organisation: str, kind: str) -> HttpResponseBase:
    """The template in use, as it was loaded."""
    found = template_in_use(request.organisation, kind)
    if found is None:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file_name)


@require_POST
@ruled(KEEP)
def drop(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Back to the built-in layout."""
    found = template_in_use(request.organisation, kind)
    if found is None:
        raise Http404
    actions.drop_template(actor=request.actor, template=found)
    told(request, "Новые бумаги снова печатаются во встроенном виде.")
    return redirect("documents:template", organisation=request.organisation.slug, kind=kind)
