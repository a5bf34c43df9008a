"""Changing a plan by hand: sections and measures."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps import actions
from estafeta.roadmaps.forms.measure import AfterForm, MeasureForm, MoveRowForm, PhraseForm, SplitForm
from estafeta.roadmaps.forms.plan import SectionForm
from estafeta.roadmaps.lookups import measure_or_404, roadmap_or_404, section_or_404
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.roadmaps.queries.reading import reading_of
from estafeta.workbench.pages import Edit, back, flash, form_page, page, status_of
from russian.phrases import clip

RULE, EDIT = "roadmaps.change_plan", "roadmaps/edit.html"


@ruled(RULE)
def add_section(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """One more section."""
    found = roadmap_or_404(request, roadmap)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_section(actor=request.actor, roadmap=found, **form.cleaned_data)
        flash(request, "Раздел добавлен.")
        return redirect(found)
    return form_page(request, form, title="Новый раздел", up=found)


@ruled(RULE)
def change_section(request: TenantRequest, organisation: str, section: int) -> HttpResponse:
    """Change a section."""
    found = section_or_404(request, section)
    edit = Edit(request, found, lambda data, row: SectionForm(data, initial=SectionForm.initial_of(row)))
    if edit.save(
        lambda form, version: actions.change_section(
            actor=request.actor, section=found, version=version, **form.cleaned_data
        )
    ):
        flash(request, "Раздел сохранён.")
        return redirect(found.roadmap)
    context = {"form": edit.form, "title": "Раздел", "up": found.roadmap, "section": found}
    return page(request, "roadmaps/section.html", status_of(edit.form), **context)


@require_POST
@ruled(RULE)
def section_step(request: TenantRequest, organisation: str, section: int, step: str) -> HttpResponse:
    """Remove a section, or move it up or down by one."""
    found = section_or_404(request, section)
    if step == "delete":
        undo = actions.delete_section(actor=request.actor, section=found)
        flash(request, "Раздел удалён вместе с мероприятиями.", undo)
        return redirect(found.roadmap)
    rows = list(found.roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk"))
    place = rows.index(found)
    target = place - 2 if step == "up" else place + 1
    if step not in {"up", "down"} or (step == "up" and place == 0) or target >= len(rows):
        raise Http404
    actions.move_section(actor=request.actor, section=found, after=rows[target] if target >= 0 else None)
    return redirect(found.roadmap)


@ruled(RULE)
def add_measure(request: TenantRequest, organisation: str, section: int) -> HttpResponse:
    """One more measure, at the end of a section or after another one."""
    found = section_or_404(request, section)
    after = AfterForm(request.GET, request.POST).chosen()["after"]
    before_it = found.measures.filter(pk=after, removed_at__isnull=True).first()
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_measure(actor=request.actor, section=found, draft=form.draft(), after=before_it)
        flash(request, "Мероприятие добавлено.")
        return redirect(made)
    return form_page(request, form, template=EDIT, title="Новое мероприятие", up=found.roadmap, roadmap=found.roadmap)


@ruled(RULE)
def change_measure(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Change the wording; a new deadline is read again, closed dues stay."""
    found = measure_or_404(request, measure)
    edit = Edit(request, found, lambda data, row: MeasureForm(data, initial=MeasureForm.initial_of(row)))
    if edit.save(
        lambda form, version: actions.change_measure(
            actor=request.actor, measure=found, reportings=form.reporting_drafts(), version=version, **form.texts()
        )
    ):
        same = edit.result.is_nothing
        flash(request, "Мероприятие сохранено." if same else "Мероприятие сохранено, сроки пересчитаны.")
        return back(request, found.get_absolute_url())
    return edit.page(template=EDIT, title="Изменить мероприятие", up=found, roadmap=found.section.roadmap)


@require_GET
@ruled(RULE)
def read_deadline(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Say how a wording of a deadline is understood, while it is being typed."""
    found = roadmap_or_404(request, roadmap)
    phrase = PhraseForm(request.GET).chosen()["deadline_text"]
    return page(
        request, "roadmaps/deadline.html", reading=reading_of(phrase, (found.starts, found.ends), request.today)
    )


@ruled(RULE)
def split(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Split a measure into several."""
    found = measure_or_404(request, measure)
    start = "\n".join([found.title, *found.items])
    form = SplitForm(request.POST or None, initial={"titles": start})
    if request.method == "POST" and form.is_valid():
        actions.split_measure(actor=request.actor, measure=found, titles=form.cleaned_data["titles"].splitlines())
        flash(request, "Мероприятие разделено.")
        return redirect(found.section.roadmap)
    title = "Разделить мероприятие"
    return form_page(request, form, title=title, up=found)


@ruled(RULE)
def move(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Put a measure elsewhere in its plan."""
    found = measure_or_404(request, measure)
    form = MoveRowForm(request.POST or None, places=_places(found.section.roadmap, found))
    if request.method == "POST" and form.is_valid():
        section, _, after = form.cleaned_data["place"].partition(":")
        target = section_or_404(request, int(section))
        row = measure_or_404(request, int(after)) if after else None
        actions.move_measure(actor=request.actor, measure=found, section=target, after=row)
        flash(request, "Мероприятие переставлено.")
        return redirect(found.section.roadmap)
    title = "Переставить мероприятие"
    return form_page(request, form, title=title, up=found)


def _places(roadmap: Roadmap, measure: Measure) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every section with «at its end» and «after» each of its measures."""
    places = []
    rows = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True, parent__isnull=True)
    by_section: dict[int, list[Measure]] = {}
    for row in rows.exclude(pk=measure.pk).order_by("position", "pk"):
        by_section.setdefault(row.section_id, []).append(row)
    for section in roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk"):
        choices = [(f"{section.pk}:", "в конец раздела")]
        choices += [(f"{section.pk}:{row.pk}", f"после {clip(str(row), 70)}") for row in by_section.get(section.pk, [])]
        places.append((clip(str(section) or "Без раздела", 80), choices))
    return places


@require_POST
@ruled(RULE)
def delete(request: TenantRequest, organisation: str, measure: int) -> HttpResponse:
    """Remove a measure, with «Отменить»."""
    found = measure_or_404(request, measure)
    undo = actions.delete_measure(actor=request.actor, measure=found)
    flash(request, f"Удалено: «{clip(found.title, 70)}»", undo)
    return redirect(found.section.roadmap)
