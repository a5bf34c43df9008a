"""Cards: typed by hand, looked at, changed."""

from __future__ import annotations

from copy import copy
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import demand, may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Organisation
from estafeta.people import actions
from estafeta.people.forms import CardForm, NewPersonForm, extras_form
from estafeta.people.forms.card import KINDS_HERE, AgainForm
from estafeta.people.models import Affiliation, ExtraField, ExtraValue, Person
from estafeta.people.queries import (
    guardians_of,
    looks_at,
    people_of,
    relations_of,
    standing_of,
    story_of,
    units_of,
    wards_of,
)
from estafeta.people.registries import dresser
from estafeta.people.views.finding import card_page, person_or_404
from estafeta.workbench.pages import Edit, flash, form_page, page, refusal_on, status_of

LAST = 10
LINES = 200
Kind = Affiliation.Kind
NOT_HERE: dict[str, frozenset[str]] = {
    Organisation.Kind.KINDERGARTEN: frozenset({Kind.PUPIL, Kind.STUDENT, Kind.GRADUATE}),
    Organisation.Kind.SCHOOL: frozenset({Kind.STUDENT}),
    Organisation.Kind.ADDITIONAL_EDUCATION: frozenset({Kind.STUDENT}),
    Organisation.Kind.COLLEGE: frozenset({Kind.PUPIL}),
}
"""What nobody is in an organisation of a kind."""


def kinds_here(organisation: Organisation) -> list[tuple[str, str]]:
    """What people may be here."""
    never = NOT_HERE.get(organisation.kind, frozenset())
    return [(value, label) for value, label in KINDS_HERE if value not in never]


@ruled("people.change")
def add(request: TenantRequest, organisation: str) -> HttpResponse:
    """One line, one person; the next line begins at once, of the same class."""
    again, kinds = AgainForm(request.GET).chosen(), kinds_here(request.organisation)
    if request.method == "POST":
        form = NewPersonForm(request.POST, kinds=kinds)
        if form.is_valid():
            with refusal_on(form):
                undo = actions.enter_person(actor=request.actor, **form.values())
                flash(request, f"Внесено: {' '.join(form.cleaned_data['name']).strip()}.", undo)
                stay = {"kind": form.cleaned_data["kind"], "place": form.cleaned_data["place"]}
                return redirect(f"{request.path}?{urlencode(stay)}")
    else:
        form = NewPersonForm(initial=again, kinds=kinds)
    mine = people_of(request.organisation).filter(changed_by=request.actor.user, version=1).order_by("-pk")
    return page(
        request, "people/add.html", status_of(form),
        form=form,
        units=units_of(request.organisation, today=request.today),
        last=dresser("all", request.today)(list(mine.select_related("organisation")[:LAST])),
    )  # fmt: skip


@require_GET
@ruled("people.view")
def card(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """The card; that it was opened is written down."""
    found = person_or_404(request, person)
    if found.merged_into is not None:
        return redirect(found.merged_into)
    actions.note_look(actor=request.actor, person=found, what="people.view_card")
    return main_tab(request, found, contacts=False)


@require_POST
@ruled("people.see_contacts")
def contacts(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Show telephones and addresses; that they were shown is written down."""
    found = person_or_404(request, person)
    actions.note_look(actor=request.actor, person=found, what="people.view_contacts")
    return main_tab(request, found, contacts=True)


def main_tab(request: TenantRequest, person: Person, *, contacts: bool) -> HttpResponse:
    """Facts, what she is here, who stands by her."""
    today = request.today
    values = ExtraValue.objects.filter(person=person).select_related("field")
    guardians, wards = list(guardians_of(person, today=today)), list(wards_of(person, today=today))
    reach = [person, *(row.guardian for row in guardians)]
    return card_page(
        request, person, "main", "people/card.html",
        guardians=guardians,
        wards=wards,
        relations=list(relations_of(person, today=today)),
        extras=list(values),
        contacts=contacts,
        has_contacts=any(row.phone or row.email or row.contact for row in reach),
        may_see_contacts=may("people.see_contacts", request.actor, person),
        kinds=[kind for kind in kinds_here(request.organisation)],
    )  # fmt: skip


@ruled("people.change")
def change(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Change the card; two who do it at once see both versions."""
    found = person_or_404(request, person)
    edit = Edit(request, found, lambda data, row: CardForm(data, instance=copy(row)))
    if edit.save(
        lambda form, version: actions.change_person(actor=request.actor, person=found, version=version, **form.values())
    ):
        flash(request, "Сохранено.", edit.result)
        return redirect(found)
    actions.note_look(actor=request.actor, person=found, what="people.view_contacts")
    return edit.page(title="Изменить карточку", up=found)


@ruled("people.change")
def extras(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Fill the organisation's own fields."""
    found = person_or_404(request, person)
    now = {row.kind for row in standing_of([found], today=request.today)[found.pk].now}
    fields = ExtraField.objects.filter(organisation=request.organisation, in_use=True, about__in={"", *now})
    stand = ExtraValue.objects.filter(person=found)
    form = extras_form(request.POST if request.method == "POST" else None, list(fields), list(stand))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            flash(request, "Сохранено.", actions.fill_extras(actor=request.actor, person=found, values=form.values()))
            return redirect(found)
    settings = reverse("people:fields", args=[organisation])
    hint = "" if fields else "Своих полей для этого человека нет."
    return form_page(request, form, title="Свои поля", up=found, hint=hint, settings=settings)


@require_GET
@ruled("people.view")
def history(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """What was done with the card, in words."""
    found = person_or_404(request, person)
    return card_page(request, found, "history", "people/history.html", lines=story_of(found)[:LINES])


@require_GET
@ruled("people.see_looks")
def looks(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Who opened the card."""
    found = person_or_404(request, person)
    demand("people.see_looks", request.actor, found)
    lines = list(looks_at(found)[:LINES])
    others = any(line.user_id != request.actor.user.pk for line in lines)
    return card_page(request, found, "looks", "people/looks.html", lines=lines, others=others)
