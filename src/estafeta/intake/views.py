"""The pages of a load: drop a file, watch it being read, check what was understood, create the plan."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import download as handed_over
from estafeta.core.rights import ruled
from estafeta.intake import actions, queries
from estafeta.intake.asides import asides_of
from estafeta.intake.building import period_of
from estafeta.intake.editing import find
from estafeta.intake.forms import (
    ColumnsForm,
    DoubtForm,
    DoubtsForm,
    HeadForm,
    LeaveOutForm,
    RowForm,
    SectionForm,
    UploadForm,
)
from estafeta.intake.models import Load
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.forms.measure import PhraseForm
from estafeta.roadmaps.queries.reading import reading_of
from estafeta.workbench.pages import Edit, status_of
from russian.plurals import counted

State = Load.State
RIGHT = "intake.manage_loads"
CLOSE_SIDE = json.dumps({"estafeta:side-close": None})


def load_or_404(request: TenantRequest, pk: int) -> Load:
    """The load of this very organisation, or 404."""
    load = Load.objects.select_related("organisation", "made_by", "roadmap", "job").filter(
        pk=pk, organisation=request.organisation
    )
    found = load.first()
    if found is None:
        raise Http404
    return found


def draft_or_404(request: TenantRequest, pk: int) -> Load:
    """The load while its draft may be corrected; a finished one has no such pages any more."""
    load = load_or_404(request, pk)
    if load.state != State.READ:
        raise Http404
    return load


def to_page(load: Load) -> HttpResponse:
    """Lead to the load's page."""
    return redirect("intake:load", organisation=load.organisation.slug, load=load.pk)


@ruled(RIGHT)
def start(request: TenantRequest, organisation: str) -> HttpResponse:
    """Drop a file; below, the loads so far."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        return to_page(actions.start_load(actor=request.actor, upload=form.cleaned_data["file"]))
    status = 422 if form.errors else 200
    loads = queries.loads_of(request.organisation)[:20]
    return render(request, "intake/start.html", {"form": form, "loads": loads}, status=status)


@require_GET
@ruled(RIGHT)
def show(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Progress, refusal, preview or what became of the load."""
    found = load_or_404(request, load)
    if found.state != State.READ:
        return render(request, "intake/state.html", {"load": found})
    return preview(request, found)


def preview(request: TenantRequest, load: Load) -> HttpResponse:
    """The page on which a person checks what was understood."""
    view = queries.preview(load, today=request.today)
    words = (
        counted(view.measures, "мероприятие", "мероприятия", "мероприятий"),
        counted(view.dues, "срок", "срока", "сроков"),
    )
    context = {
        "load": load,
        "view": view,
        "columns": ColumnsForm(columns=view.columns),
        "same": queries.same_file(load),
        "asides": asides_of(load),
        "promise": f"Создать карту: {', '.join(words)}",
    }
    return render(request, "intake/preview.html", context)


@require_GET
@ruled(RIGHT)
def progress(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """The progress bar alone; when reading has ended the whole page is asked for anew."""
    found = load_or_404(request, load)
    if found.is_unread and not found.is_broken_off:
        return render(request, "intake/state.html#progress", {"load": found})
    answer = HttpResponse()
    answer["HX-Refresh"] = "true"
    return answer


@require_POST
@ruled(RIGHT)
def again(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Read a file whose reading broke off."""
    return to_page(actions.read_again(actor=request.actor, load=load_or_404(request, load)))


@require_GET
@ruled(RIGHT)
def download(request: TenantRequest, organisation: str, load: int) -> HttpResponseBase:
    """The kept file, as it was; the journal keeps who took it."""
    found = load_or_404(request, load)
    actions.record_view(actor=request.actor, load=found)
    return handed_over(found.file.open("rb"), found.file_name)


def answer_form(request: TenantRequest, load: Load, title: str, form: Any, address: str) -> HttpResponse:
    """A form of the draft: in the side panel for htmx, else on its own page; 422 with its errors."""
    reading = reverse("intake:load_deadline", args=[load.organisation.slug, load.pk])
    page = "intake/edit.html#form" if request.htmx else "intake/edit.html"
    context = {"load": load, "title": title, "form": form, "address": address, "reading": reading}
    answer = render(request, page, context, status=status_of(form))
    answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Reselect"] = "#side-content", "innerHTML", "#load-form"
    return answer


def after(request: TenantRequest, load: Load) -> HttpResponse:
    """After a correction: the page anew, in place for htmx, with the side panel closed."""
    if not request.htmx:
        return to_page(load)
    answer = preview(request, load)
    answer["HX-Trigger-After-Swap"] = CLOSE_SIDE
    return answer


def address(load: Load, name: str, *keys: str) -> str:
    """The address of a page of the load."""
    return reverse(f"intake:{name}", args=[load.organisation.slug, load.pk, *keys])


@ruled(RIGHT)
def head(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Correct what is said of the document."""
    found = draft_or_404(request, load)
    edit = Edit(request, found, lambda data, load: HeadForm(data, initial=load.draft["head"]))
    if edit.save(
        lambda form, version: actions.correct_head(
            actor=request.actor, load=found, values=form.values(), version=version
        )
    ):
        return after(request, edit.result)
    return answer_form(request, found, "О документе", edit.form, address(found, "load_head"))


@ruled(RIGHT)
def row(request: TenantRequest, organisation: str, load: int, key: str) -> HttpResponse:
    """Correct one row."""
    found = draft_or_404(request, load)
    old = find(found.draft, "rows", key)
    people = queries.people_of(request.organisation, today=request.today)
    sections = found.draft["sections"]

    def make(data: QueryDict | None, load: Load) -> RowForm:
        initial = RowForm.initial_of(find(load.draft, "rows", key))
        return RowForm(data, initial=initial, people=people, sections=sections)

    edit = Edit(request, found, make)
    if edit.save(
        lambda form, version: actions.correct_row(
            actor=request.actor,
            load=found,
            key=key,
            values=form.values(old),
            section=form.cleaned_data["section"],
            version=version,
        )
    ):
        return after(request, edit.result)
    title = f"Строка {old['number']}".strip()
    return answer_form(request, found, title, edit.form, address(found, "load_row", key))


@require_GET
@ruled(RIGHT)
def read_deadline(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Say how a wording of a deadline is understood, while it is being typed."""
    found = draft_or_404(request, load)
    reading = reading_of(PhraseForm(request.GET).chosen()["deadline_text"], period_of(found.draft), request.today)
    return render(request, "roadmaps/deadline.html", {"reading": reading})


@ruled(RIGHT)
def section(request: TenantRequest, organisation: str, load: int, key: str) -> HttpResponse:
    """Correct one section."""
    found = draft_or_404(request, load)
    edit = Edit(request, found, lambda data, load: SectionForm(data, initial=find(load.draft, "sections", key)))
    if edit.save(
        lambda form, version: actions.correct_section(
            actor=request.actor, load=found, key=key, values=form.values(), version=version
        )
    ):
        return after(request, edit.result)
    return answer_form(request, found, "Раздел", edit.form, address(found, "load_section", key))


@require_POST
@ruled(RIGHT)
def leave_out(request: TenantRequest, organisation: str, load: int, key: str) -> HttpResponse:
    """Leave a row out, or take it back."""
    found = draft_or_404(request, load)
    out = LeaveOutForm(request.POST).chosen()["out"] == "1"
    return after(request, actions.leave_out_row(actor=request.actor, load=found, key=key, out=out))


@require_POST
@ruled(RIGHT)
def doubt(request: TenantRequest, organisation: str, load: int, key: str) -> HttpResponse:
    """Say that a doubt has been looked at."""
    found = draft_or_404(request, load)
    checked = DoubtForm(request.POST).chosen()["checked"] == "1"
    return after(request, actions.check_doubt(actor=request.actor, load=found, key=key, checked=checked))


@require_POST
@ruled(RIGHT)
def doubts(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Say that several doubts have been looked at, all those of a sort."""
    found = draft_or_404(request, load)
    form = DoubtsForm(request.POST, keys=[doubt["key"] for doubt in found.draft["doubts"]])
    if not form.is_valid():
        raise Http404
    return after(request, actions.check_doubts(actor=request.actor, load=found, keys=form.cleaned_data["key"]))


@require_POST
@ruled(RIGHT)
def columns(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Read the file again with other meanings of columns."""
    found = draft_or_404(request, load)
    form = ColumnsForm(request.POST, columns=found.draft["columns"])
    if form.is_valid() and form.meanings():
        found = actions.read_columns_again(actor=request.actor, load=found, meanings=form.meanings())
        messages.success(request, "Файл прочитан заново с новыми столбцами.")
    return after(request, found)


@require_POST
@ruled(RIGHT)
def confirm(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Create the roadmap and lead to it."""
    roadmap = actions.confirm_load(actor=request.actor, load=load_or_404(request, load))
    messages.success(request, "Дорожная карта создана. Загрузку можно отменить на странице загрузок.")
    return redirect(roadmap)


@require_POST
@ruled(RIGHT)
def undo(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Take away the roadmap that the load made."""
    actions.undo_load(actor=request.actor, load=load_or_404(request, load))
    messages.success(request, "Загрузка отменена, карта убрана. Файл сохранён.")
    return redirect("intake:load_start", organisation=organisation)


@require_POST
@ruled(RIGHT)
def discard(request: TenantRequest, organisation: str, load: int) -> HttpResponse:
    """Put an unfinished load away."""
    actions.discard_load(actor=request.actor, load=load_or_404(request, load))
    messages.success(request, "Файл убран. Карта не создана.")
    return redirect("intake:load_start", organisation=organisation)
