"""The list of people: a tab a group, export of what is seen, acts on the ticked."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.components.parts import Link
from estafeta.core.lists.answers import export, show
from estafeta.core.lists.registry import FILES, Listing, Registry, list_rows
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Organisation
from estafeta.people import actions
from estafeta.people.models import ExtraField, Person
from estafeta.people.queries import GROUPS, group_counts, in_group
from estafeta.people.registries import SHOWS_CONTACTS, Line, dresser, registry_of, rows_of
from estafeta.workbench.forms import TickedForm
from russian.phrases import listed
from russian.plurals import counted

OF_KINDERGARTEN = ("staff", "partners", "gone", "all")
FEW = 5_000
"""Ticked rows of one act."""


def groups_here(organisation: Organisation) -> tuple[str, ...]:
    """The tabs of an organisation; children of a kindergarten are never taken in."""
    return OF_KINDERGARTEN if organisation.kind == Organisation.Kind.KINDERGARTEN else tuple(GROUPS)


@require_GET
@ruled("people.view")
def first(request: TenantRequest, organisation: str) -> HttpResponse:
    """The first tab."""
    return redirect("people:list", organisation, groups_here(request.organisation)[0])


@require_GET
@ruled("people.view")
def listing(request: TenantRequest, organisation: str, group: str) -> HttpResponseBase:
    """People of a tab."""
    registry, counts = registry_here(request, group), group_counts(request.organisation, today=request.today)
    rows = rows_of(in_group(request.organisation, group, today=request.today), group, request.today)
    here, asked = groups_here(request.organisation), list[Listing]()
    context = {
        "group": group,
        "groups": [Link(GROUPS[key][0], reverse("people:list", args=[organisation, key]), key == group, counts[key])
                   for key in here if counts[key] or key in (here[0], group)],
        "sentence": sentence_of(counts),
        "exports": [Link(FILES[file], reverse("people:export_ticked", args=[organisation, group, file]))
                    for file in registry.files],
        "slug": organisation,
        "may_change": may("people.change", request.actor),
        "may_manage": may("people.manage", request.actor),
    }  # fmt: skip
    dress = dresser(group, request.today)

    def dress_and_note(people: list[Person]) -> list[Line]:
        if not asked[0].file and any(column.key in SHOWS_CONTACTS for column in asked[0].columns):
            actions.note_contacts_in_list(actor=request.actor, people=people)
        return dress(people)

    def note_file(_: int) -> None:
        actions.note_export(actor=request.actor, title=registry.title, people=list(asked[0].rows))

    return show(
        request, registry, rows, today=request.today, template="people/list.html", context=context,
        on_export=note_file, dress=dress_and_note, owner=request.organisation.short_name, heard=asked.append,
    )  # fmt: skip


def registry_here(request: TenantRequest, group: str) -> Registry:
    """The list of a tab for the one who looks."""
    if group not in groups_here(request.organisation):
        raise Http404
    fields = ExtraField.objects.filter(organisation=request.organisation, in_use=True)
    contacts = may("people.see_contacts", request.actor)
    return registry_of(request.organisation, group, list(fields), today=request.today, contacts=contacts)


def sentence_of(counts: dict[str, int]) -> str:
    """«41 обучающийся, 23 сотрудника и 38 родителей.»"""
    nouns = {
        "learners": ("обучающийся", "обучающихся", "обучающихся"),
        "staff": ("сотрудник", "сотрудника", "сотрудников"),
        "guardians": ("родитель", "родителя", "родителей"),
        "graduates": ("выпускник", "выпускника", "выпускников"),
        "partners": ("человек от партнёров", "человека от партнёров", "человек от партнёров"),
    }
    parts = [counted(counts[group], *forms) for group, forms in nouns.items() if counts[group]]
    return f"{listed(parts)}." if parts else ""


@require_POST
@ruled("people.view")
def export_ticked(request: TenantRequest, organisation: str, group: str, file: str) -> HttpResponseBase:
    """The ticked people as a file, in the columns that are seen."""
    registry = registry_here(request, group)
    if file not in registry.files:
        raise Http404
    rows = rows_of(in_group(request.organisation, group, today=request.today), group, request.today)
    rows = rows.filter(pk__in=ticked(request, group))
    listing = replace(list_rows(registry, rows, request.GET, today=request.today), file=file)
    return export(
        listing, lambda _: actions.note_export(actor=request.actor, title=registry.title, people=list(rows)),
        dresser(group, request.today), request.organisation.short_name,
    )  # fmt: skip


def ticked(request: TenantRequest, group: str) -> list[int]:
    """The keys of the ticked cards; refuses when there are none, or any is not of the tab."""
    every = in_group(request.organisation, group, today=request.today).order_by()
    asked = TickedForm(request.POST, keys=every.values_list("pk", flat=True))
    chosen = asked.cleaned_data["selected"] if asked.is_valid() else []
    if not chosen:
        raise Refusal("Отметьте людей в списке и повторите.")
    if len(chosen) > FEW:
        raise Refusal(f"За один раз — не больше {counted(FEW, 'человека', 'человек', 'человек')}.")
    return [int(key) for key in chosen]
