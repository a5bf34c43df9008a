"""Finding what an address names, inside the very organisation of the address; leading back where one came from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Roadmap, Section, Undo

FORM = "roadmaps/form.html"


def roadmap_or_404(request: TenantRequest, pk: int) -> Roadmap:
    """A roadmap of this organisation that has not been taken back."""
    rows = Roadmap.objects.select_related("organisation")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation, removed_at__isnull=True)


def section_or_404(request: TenantRequest, pk: int) -> Section:
    """A section of this organisation's roadmap."""
    rows = Section.objects.select_related("roadmap__organisation")
    return get_object_or_404(rows, pk=pk, roadmap__organisation=request.organisation, roadmap__removed_at__isnull=True)


def measure_or_404(request: TenantRequest, pk: int, *, removed: bool = False) -> Measure:
    """A measure of this organisation; a removed one only where it may be given back."""
    rows = Measure.objects.select_related("section__roadmap__organisation", "parent")
    row = get_object_or_404(
        rows, pk=pk, section__roadmap__organisation=request.organisation, section__roadmap__removed_at__isnull=True
    )
    if row.removed_at and not removed:
        raise Http404
    return row


def due_or_404(request: TenantRequest, pk: int) -> Due:
    """A due of a measure that stands in this organisation's plan."""
    rows = Due.objects.select_related("measure__section__roadmap__organisation")
    return get_object_or_404(
        rows,
        pk=pk,
        measure__section__roadmap__organisation=request.organisation,
        measure__section__roadmap__removed_at__isnull=True,
        measure__removed_at__isnull=True,
    )


def move_or_404(request: TenantRequest, pk: int) -> DueMove:
    """A request to move a due of this organisation."""
    rows = DueMove.objects.select_related("asked_by", "due__measure__section__roadmap__organisation")
    return get_object_or_404(rows, pk=pk, due__measure__section__roadmap__organisation=request.organisation)


def proof_or_404(request: TenantRequest, pk: int) -> Proof:
    """A proof of this organisation that has not been removed."""
    rows = Proof.objects.select_related("measure__section__roadmap__organisation")
    return get_object_or_404(
        rows, pk=pk, removed_at__isnull=True, measure__section__roadmap__organisation=request.organisation
    )


def page(request: TenantRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page, or a form alone beside the list; every page knows what day it is and where to go back."""
    if request.htmx and template == FORM:
        template = f"{FORM}#side"
    context |= {"today": request.today, "slug": request.organisation.slug, "next": next_of(request)}
    return render(request, template, context, status=status)


def form_page(request: TenantRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """Render a form as a page or beside the list: `title`, `up` (what it belongs to), perhaps `button` and `hint`."""
    return page(request, FORM, 422 if form.errors else 200, form=form, **context)


def next_of(request: TenantRequest) -> str:
    """The address to return to, when it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if not asked and request.htmx and request.htmx.current_url_abs_path:
        asked = request.htmx.current_url_abs_path
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else ""


def back(request: TenantRequest, default: str) -> HttpResponse:
    """Return to where one came from, else to the default address."""
    return redirect(next_of(request) or default)


def told(request: TenantRequest, sentence: str, undo: Undo | None = None) -> None:
    """Say what has just happened; with `undo` the sentence carries «Отменить»."""
    tags = ""
    if undo is not None:
        tags = f"undo:{reverse('roadmaps:undo', args=[request.organisation.slug, undo.pk])}"
    messages.success(request, sentence, extra_tags=tags)
