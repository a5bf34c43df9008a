"""Own Word templates: the list, one kind with its marks, the check, a trial paper, the decision."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from docforge.kinds import PaperKind
from docforge.placeholders import Scan, TemplateFault
from estafeta.core.files import download
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, may, ruled
from estafeta.documents import actions
from estafeta.documents.composing import unfilled
from estafeta.documents.forms import TemplateForm
from estafeta.documents.marks import marks_of
from estafeta.documents.models import OwnTemplate
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import template_candidate, template_in_use, templates_in_use
from estafeta.documents.trial import scan_of, trial_paper
from estafeta.documents.views.finding import WORD, kind_or_404
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import flash, page, posted, refusal_on
from estafeta.workbench.uploads import Upload

VIEW, KEEP = "documents.view", "documents.keep_templates"


@require_GET
@ruled(VIEW)
def show(request: TenantRequest, organisation: str) -> HttpResponse:
    """Every kind with the template that prints it."""
    suiting = [kind for kind in paper_kinds().values() if kind.suits(request.organisation.kind)]
    own = templates_in_use(request.organisation)
    return page(request, "documents/templates.html", lines=[(kind, own.get(kind.code)) for kind in suiting])


@ruled(VIEW)
def one(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """The marks of a kind; a file is taken in here, checked and looked at before anything is printed by it."""
    found = kind_or_404(kind)
    form = TemplateForm(*posted(request))
    if request.method != "POST":
        return template_page(request, found, form)
    demand(KEEP, request.actor)
    if not form.is_valid():
        return template_page(request, found, form)
    file: Upload = form.cleaned_data["file"]
    scan = scan_of(found, file.read())
    if not scan.fits:
        return template_page(request, found, form, scan)
    with refusal_on(form):
        actions.offer_template(actor=request.actor, kind=kind, file=file)
        flash(request, "Файл подходит. Посмотрите пробную бумагу и решите.")
        return back_to(request, kind)
    return template_page(request, found, form)


def template_page(
    request: TenantRequest, kind: PaperKind, form: TemplateForm, wrong: Scan | None = None
) -> HttpResponse:
    """The page of a kind's template."""
    candidate = template_candidate(request.organisation, kind.code)
    return page(
        request,
        "documents/template.html",
        422 if form.errors or wrong else 200,
        kind=kind,
        form=form,
        faults=actions.faults(wrong) if wrong else (),
        candidate=candidate,
        scan=scan_of(kind, content_of(candidate)) if candidate else None,
        marks=marks_of(kind),
        current=template_in_use(request.organisation, kind.code),
        may_keep=may(KEEP, request.actor),
    )


def back_to(request: TenantRequest, kind: str) -> HttpResponse:
    """The page of the kind again."""
    return redirect("documents:template", organisation=request.organisation.slug, kind=kind)


def content_of(template: OwnTemplate) -> bytes:
    """The file as it was loaded."""
    with template.file.open("rb") as kept:
        return bytes(kept.read())


def found_or_404(template: OwnTemplate | None) -> OwnTemplate:
    """The template, or 404."""
    if template is None:
        raise Http404
    return template


@require_GET
@ruled(VIEW)
def trial(request: TenantRequest, organisation: str, kind: str) -> HttpResponseBase:
    """A paper printed by the template that is looked at, else by the one in use, from made-up values."""
    found = kind_or_404(kind)
    candidate = template_candidate(request.organisation, kind)
    template = found_or_404(candidate or template_in_use(request.organisation, kind))
    try:
        made = trial_paper(found, content_of(template), request.organisation, request.today)
    except TemplateFault as fault:
        raise Refusal(unfilled(fault)) from fault
    return download(made, f"Проба, {found.title}.docx", WORD)


@require_GET
@ruled(VIEW)
def file(request: TenantRequest, organisation: str, kind: str) -> HttpResponseBase:
    """The template in use, as it was loaded."""
    found = found_or_404(template_in_use(request.organisation, kind))
    return download(found.file.open("rb"), found.file_name, WORD)


@require_POST
@ruled(KEEP)
def keep(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Print by the template that is looked at."""
    actions.keep_template(actor=request.actor, template=found_or_404(template_candidate(request.organisation, kind)))
    flash(request, "Шаблон сохранён. Новые бумаги этого вида будут печататься по нему.")
    return back_to(request, kind)


@require_POST
@ruled(KEEP)
def discard(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Do not print by the template that is looked at."""
    actions.discard_template(actor=request.actor, template=found_or_404(template_candidate(request.organisation, kind)))
    flash(request, "Шаблон не принят.")
    return back_to(request, kind)


@require_POST
@ruled(KEEP)
def drop(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Back to the built-in layout."""
    actions.drop_template(actor=request.actor, template=found_or_404(template_in_use(request.organisation, kind)))
    flash(request, "Новые бумаги снова печатаются во встроенном виде.")
    return back_to(request, kind)
