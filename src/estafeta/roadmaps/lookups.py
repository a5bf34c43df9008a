"""Finding what an address names, inside the very organisation of the address."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.models import Due, DueMove, Measure, Proof, Roadmap, Section


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
