"""What a person is here, and who stands by whom."""

from __future__ import annotations

from copy import copy

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.people import actions
from estafeta.people.forms import AffiliationForm, EndingForm, GuardianForm, RelationForm, ReturnForm
from estafeta.people.models import Affiliation
from estafeta.people.open_work import open_work_of
from estafeta.people.queries import people_of
from estafeta.people.views.finding import affiliation_or_404, guardianship_or_404, person_or_404, relation_or_404
from estafeta.workbench.pages import Edit, flash, form_page, page, refusal_on, status_of
from russian.folding import search_key


@ruled("people.change")
def add(request: TenantRequest, organisation: str, person: int, kind: str) -> HttpResponse:
    """Say what a person also is here."""
    if kind not in Affiliation.Kind.values:
        raise Http404
    found = person_or_404(request, person)
    posted = request.POST if request.method == "POST" else None
    form = AffiliationForm(posted, kind=kind, initial={"starts": request.today})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.add_affiliation(actor=request.actor, person=found, kind=kind, **form.cleaned_data)
            flash(request, f"{undo.sentence}.", undo)
            return redirect(found)
    return form_page(request, form, title=Affiliation.Kind(kind).label, up=found)


@ruled("people.change")
def change(request: TenantRequest, organisation: str, place: int) -> HttpResponse:
    """Mend what was written down."""
    found = affiliation_or_404(request, place)
    edit = Edit(request, found, lambda data, row: AffiliationForm(data, instance=copy(row), kind=row.kind))
    if edit.save(
        lambda form, version: actions.change_affiliation(
            actor=request.actor, affiliation=found, version=version, **form.cleaned_data
        )
    ):
        flash(request, "Сохранено.", edit.result)
        return redirect(found.person)
    return edit.page(title=f"Исправить: {found.words}", up=found.person)


@ruled("people.change")
def end(request: TenantRequest, organisation: str, place: int) -> HttpResponse:
    """Write down the last day."""
    found = affiliation_or_404(request, place)
    posted = request.POST if request.method == "POST" else None
    form = EndingForm(posted, initial={"last_day": request.today, "ending": Affiliation.Ending.LEFT})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.end_affiliation(actor=request.actor, affiliation=found, **form.cleaned_data)
            flash(request, f"{undo.sentence}.", undo)
            return redirect(found.person)
    work = [(found.person, open_work_of(found.person, request.today))]
    return page(
        request, "people/end_place.html", status_of(form), form=form, place=found, work=work if work[0][1] else []
    )


@ruled("people.change")
def reopen(request: TenantRequest, organisation: str, place: int) -> HttpResponse:
    """Somebody has come back."""
    found = affiliation_or_404(request, place)
    form = ReturnForm(request.POST if request.method == "POST" else None, initial={"starts": request.today})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.reopen_affiliation(actor=request.actor, affiliation=found, **form.cleaned_data)
            flash(request, f"{undo.sentence}.", undo)
            return redirect(found.person)
    return form_page(request, form, title=f"Снова здесь: {found.words}", up=found.person, button="Вернуть")


@ruled("people.change")
def guardian(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Name whoever represents a child; somebody of the same name who is here already is taken."""
    found = person_or_404(request, person)
    form = GuardianForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        surname, name, patronymic = got["name"]
        known = people_of(request.organisation).filter(folded=search_key(f"{surname} {name} {patronymic}"))
        known = known.exclude(affiliations__kind__in=Affiliation.LEARNERS)
        values = {"surname": surname, "name": name, "patronymic": patronymic, "phone": got["phone"],
                  "email": got["email"]}  # fmt: skip
        with refusal_on(form):
            undo = actions.add_guardian(
                actor=request.actor, child=found, kind=got["kind"], guardian=known.first(), **values
            )
            flash(request, f"{undo.sentence}.", undo)
            return redirect(found)
    return form_page(request, form, title="Законный представитель", up=found)


@require_POST
@ruled("people.change")
def end_guardian(request: TenantRequest, organisation: str, tie: int) -> HttpResponse:
    """She represents the child no more."""
    found = guardianship_or_404(request, tie)
    undo = actions.end_guardian(actor=request.actor, guardianship=found, today=request.today)
    flash(request, f"{undo.sentence}.", undo)
    return redirect(found.child)


@ruled("people.change")
def relation(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """A superior, kin, the class of a class teacher."""
    found = person_or_404(request, person)
    rows = people_of(request.organisation).exclude(pk=found.pk)
    form = RelationForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.add_relation(actor=request.actor, person=found, today=request.today, **form.cleaned_data)
            flash(request, f"{undo.sentence}.", undo)
            return redirect(found)
    return form_page(request, form, title="Связь с другим человеком", up=found)


@require_POST
@ruled("people.change")
def end_relation(request: TenantRequest, organisation: str, tie: int) -> HttpResponse:
    """It holds no more."""
    found = relation_or_404(request, tie)
    undo = actions.end_relation(actor=request.actor, relation=found, today=request.today)
    flash(request, f"{undo.sentence}.", undo)
    return redirect(found.person)
