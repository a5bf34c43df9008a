"""The pages of an import: begin, check, mend, confirm, what became of it, take it back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import EXCEL, download
from estafeta.core.imports import ImportKind
from estafeta.core.imports.kinds import KINDS
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.drafts.queries import drafts_of
from estafeta.workbench.drafts.views import draft_or_404
from estafeta.workbench.imports import actions
from estafeta.workbench.imports.applying import DRAFT, undo_import
from estafeta.workbench.imports.checking import check, heads_with_names
from estafeta.workbench.imports.forms import AskedForm, ColumnsForm, ConfirmForm, LineForm, SheetForm
from estafeta.workbench.imports.lifecycle import UNDO
from estafeta.workbench.imports.pages import preview, result_of
from estafeta.workbench.imports.queries import imports_of, open_to
from estafeta.workbench.imports.reading import pasted_of, sheets_of
from estafeta.workbench.imports.sample import sample as sample_of
from estafeta.workbench.models import Draft, SheetImport
from estafeta.workbench.pages import flash, page, posted

RIGHT = "workbench.import"
CHECK_PAGE = "workbench/import_check.html"


def kind_or_404(request: TenantRequest, code: str) -> ImportKind:
    """The kind of a code, whose right is asked at once."""
    kind = KINDS.get(code)
    if kind is None:
        raise Http404
    demand(kind.right, request.actor)
    return kind


def import_or_404(request: TenantRequest, pk: int) -> SheetImport:
    """What was brought in into this very organisation."""
    rows = SheetImport.objects.select_related("organisation", "made_by", "job").defer("source")
    made = get_object_or_404(rows, pk=pk, organisation=request.organisation)
    kind_or_404(request, made.kind)
    return made


@require_GET
@ruled(RIGHT)
def every(request: TenantRequest, organisation: str) -> HttpResponse:
    """What may be brought in from a spreadsheet here."""
    return page(request, "workbench/imports.html", kinds=open_to(request.actor))


def _begin(request: TenantRequest, kind: ImportKind, got: dict[str, Any]) -> Draft:
    """An import of the dropped file, else of what was pasted."""
    file = got.get("file")
    sheets = sheets_of(kind, file.read(), file.name) if file else pasted_of(kind, got["pasted"])
    name = file.name if file else "Вставленная таблица"
    return actions.start_import(
        actor=request.actor, kind=kind, variant=got.get("variant", ""), sheets=sheets, name=name
    )


@ruled(RIGHT)
def start(request: TenantRequest, organisation: str, code: str) -> HttpResponse:
    """Drop a file or paste a table."""
    kind = kind_or_404(request, code)
    variants = kind.variants(request.actor)
    form = SheetForm(*posted(request), variants=variants)
    if form.is_valid():
        try:
            draft = _begin(request, kind, form.cleaned_data)
            return redirect("workbench:import_check", organisation=organisation, draft=draft.pk)
        except Refusal as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "pasted", refusal.sentence)
    waiting = [row for row in drafts_of(request.actor).filter(kind=DRAFT)[:20] if row.data["import"] == code]
    context = {"kind": kind, "form": form, "waiting": waiting, "made": imports_of(request.organisation, code)[:10]}
    return page(request, "workbench/import_start.html", 422 if form.errors else 200, variants=variants, **context)


@require_GET
@ruled(RIGHT)
def sample(request: TenantRequest, organisation: str, code: str, variant: str = "") -> HttpResponseBase:
    """The file to fill in."""
    kind = kind_or_404(request, code)
    names = dict(kind.variants(request.actor))
    if variant and variant not in names:
        raise Http404
    content = sample_of(kind.columns(request.actor, variant))
    return download(content, f"Образец, {names.get(variant, kind.title)}.xlsx", EXCEL)


@require_GET
@ruled(RIGHT)
def show(request: TenantRequest, organisation: str, draft: int) -> HttpResponse:
    """What each row would do; htmx asks for the table alone."""
    return checked_page(request, draft_or_404(request, draft, DRAFT))


def checked_page(request: TenantRequest, draft: Draft, status: int = 200) -> HttpResponse:
    """The page of checking, or its table alone."""
    kind = kind_or_404(request, draft.data["import"])
    checked = check(kind, request.actor, draft.data)
    columns = kind.columns(request.actor, draft.data["variant"])
    named = heads_with_names(draft.data, columns)
    view = preview(kind, checked, *AskedForm(request.GET).asked())
    context = {
        "draft": draft,
        "kind": kind,
        "checked": checked,
        "view": view,
        "columns": ColumnsForm(source=draft.data, columns=columns, heads=[head for head, _ in named]),
        "meant": named,
        "start": reverse("workbench:import_start", args=[request.organisation.slug, kind.code]),
    }
    template = f"{CHECK_PAGE}#sheet" if request.htmx and not request.htmx.history_restore_request else CHECK_PAGE
    return page(request, template, status, **context)


@require_POST
@ruled(RIGHT)
def columns(request: TenantRequest, organisation: str, draft: int) -> HttpResponse:
    """Say what the columns mean, or take another sheet or heading."""
    found = draft_or_404(request, draft, DRAFT)
    kind = kind_or_404(request, found.data["import"])
    known = kind.columns(request.actor, found.data["variant"])
    heads = [head for head, _ in heads_with_names(found.data, known)]
    form = ColumnsForm(request.POST, source=found.data, columns=known, heads=heads)
    if not form.is_valid():
        raise BadRequest
    got = form.cleaned_data
    anew = got["sheet"] != found.data["sheet"]
    actions.choose_columns(
        actor=request.actor,
        draft=found,
        sheet=got["sheet"],
        heading=None if anew else got["heading"],
        meanings=None if anew else form.meanings(),
    )
    return redirect("workbench:import_check", organisation=organisation, draft=draft)


@require_POST
@ruled(RIGHT)
def line(request: TenantRequest, organisation: str, draft: int, number: int) -> HttpResponse:
    """Mend a line, say whom it is about, leave it out."""
    found = draft_or_404(request, draft, DRAFT)
    kind = kind_or_404(request, found.data["import"])
    rows = check(kind, request.actor, found.data, frozenset({number})).lines
    if not rows:
        raise Http404
    form = LineForm(request.POST, line=rows[0])
    if not form.is_valid():
        raise BadRequest
    actions.mend_line(actor=request.actor, draft=found, number=number, mending=form.mending())
    if request.htmx:
        return checked_page(request, found)
    address = reverse("workbench:import_check", args=[organisation, draft])
    return redirect(f"{address}?{request.GET.urlencode()}")


@require_POST
@ruled(RIGHT)
def confirm(request: TenantRequest, organisation: str, draft: int) -> HttpResponse:
    """Write what is ready; a second press leads to what the first has written."""
    done = SheetImport.objects.filter(draft_number=draft, organisation=request.organisation, made_by=request.actor.user)
    made = done.select_related("organisation").first()
    if made is not None:
        return redirect(made)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    found = draft_or_404(request, draft, DRAFT)
    return redirect(actions.confirm_import(actor=request.actor, draft=found, version=form.cleaned_data["version"]))


@require_GET
@ruled(RIGHT)
def result(request: TenantRequest, organisation: str, made: int) -> HttpResponse:
    """How far it is, what became of it, what waits, what may be taken back."""
    found = import_or_404(request, made)
    context: dict[str, Any] = {
        "made": found,
        "kind": KINDS[found.kind],
        "sentence": result_of(KINDS[found.kind], found),
        "waits": [row for row in found.rows if row["became"] == "waits"],
        "stays": [row for row in found.rows if row["became"] == "stays"],
        "rest": drafts_of(request.actor).filter(pk=found.waiting).first() if found.waiting else None,
        "may_undo": found.state == SheetImport.State.DONE and may(UNDO, request.actor, found) and _undoable(found),
    }
    if request.htmx and not request.htmx.history_restore_request:
        if found.job and found.job.is_open:
            return render(request, "workbench/import_result.html#job", {**context, "slug": organisation})
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    return page(request, "workbench/import_result.html", **context)


def _undoable(made: SheetImport) -> bool:
    return any(row["became"] in ("new", "changed") for row in made.rows)


@require_POST
@ruled(RIGHT)
def undo(request: TenantRequest, organisation: str, made: int) -> HttpResponse:
    """Take the whole import back."""
    row = undo_import(actor=request.actor, made=import_or_404(request, made))
    flash(request, "Загрузка отменена." if row.state == SheetImport.State.UNDONE else "Отменяем загрузку.")
    return redirect(row)
