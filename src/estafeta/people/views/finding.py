"""What every page of the room begins with: the card and what hangs on it, of this organisation or 404."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from estafeta.core.rights import may
from estafeta.organisations.http import TenantRequest
from estafeta.people.models import Affiliation, Guardianship, Person, Relation
from estafeta.people.queries import standing_of
from estafeta.people.tabs import tabs_of
from estafeta.workbench.pages import page


def person_or_404(request: TenantRequest, pk: int) -> Person:
    """A card of this very organisation, merged ones too: they say where they went."""
    rows = Person.every.select_related("organisation", "user", "merged_into", "merged_into__organisation")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


def affiliation_or_404(request: TenantRequest, pk: int) -> Affiliation:
    """What a person of this organisation is or was."""
    rows = Affiliation.objects.select_related("person", "person__organisation")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


def guardianship_or_404(request: TenantRequest, pk: int) -> Guardianship:
    """A guardian of a child of this organisation."""
    rows = Guardianship.objects.select_related("child", "child__organisation")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


def relation_or_404(request: TenantRequest, pk: int) -> Relation:
    """A relation between people of this organisation."""
    rows = Relation.objects.select_related("person", "person__organisation")
    return get_object_or_404(rows, pk=pk, organisation=request.organisation)


def card_page(request: TenantRequest, person: Person, current: str, template: str, **context: Any) -> HttpResponse:
    """A tab of a card; `template` extends `people/card_frame.html`."""
    return page(
        request, template,
        person=person,
        standing=standing_of([person], today=request.today)[person.pk],
        tabs=tabs_of(person, request.actor, current),
        may_change=may("people.change", request.actor, person),
        may_manage=may("people.manage", request.actor, person),
        **context,
    )  # fmt: skip
