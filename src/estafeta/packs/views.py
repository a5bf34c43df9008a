"""Norms as they hold here: the families, the entries of one, one entry with its history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.packs import FAMILIES, Family
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.tabs import settings_tabs
from estafeta.packs.queries import EntryPage, entry_page, family_row
from estafeta.workbench.pages import page

RIGHT = "packs.view"


def family_or_404(code: str) -> Family[Any]:
    """The family of the address."""
    if code not in FAMILIES:
        raise Http404
    return FAMILIES[code]


def entry_or_404(request: TenantRequest, family: str, code: str) -> EntryPage:
    """An entry of the address as it stands here."""
    found = entry_page(family_or_404(family), request.organisation, code)
    if found is None:
        raise Http404
    return found


@require_GET
@ruled(RIGHT)
def families(request: TenantRequest, organisation: str) -> HttpResponse:
    """Every family: what it is for, its version, how much of it is changed here and above."""
    rows = [family_row(one, request.organisation) for one in FAMILIES.values()]
    return page(request, "packs/families.html", rows=rows, tabs=settings_tabs(request.actor, "packs:families"))


@require_GET
@ruled(RIGHT)
def family(request: TenantRequest, organisation: str, family: str) -> HttpResponse:
    """The entries of a family with where each comes from."""
    found = family_or_404(family)
    row = family_row(found, request.organisation)
    return page(request, "packs/family.html", row=row, family=found, may_change=may("packs.change", request.actor))


@require_GET
@ruled(RIGHT)
def entry(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """One entry: its text, where it comes from, what is different here, its versions, what it touches."""
    found = entry_or_404(request, family, code)
    return page(request, "packs/entry.html", entry=found, may_change=may("packs.change", request.actor))


@require_GET
@ruled(RIGHT)
def download(request: TenantRequest, organisation: str, family: str, code: str) -> HttpResponse:
    """The entry as a file, to be changed elsewhere and loaded again."""
    found = entry_or_404(request, family, code)
    answer = HttpResponse(found.text or found.beneath, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.family.code}-{found.code}.toml"'
    return answer
