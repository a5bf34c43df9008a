"""The turn of the school year, and acts on the ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.people import actions
from estafeta.people.forms.moves import LetGoForm, MoveForm, StageForm, YearDayForm, YearForm
from estafeta.people.models import Person
from estafeta.people.open_work import open_work_of
from estafeta.people.queries import people_of
from estafeta.people.queries.year import plan_year, year_start
from estafeta.people.views.lists import ticked
from estafeta.workbench.models import Undo
from estafeta.workbench.pages import flash, page, refusal_on, status_of

FEW = 3_000
"""So many learners have their names on the page, to say who repeats the year."""
SHOWN = 50


@ruled("people.manage")
def new_year(request: TenantRequest, organisation: str) -> HttpResponse:
    """Every class with its next one; one button moves them all."""
    asked = YearDayForm(request.GET).chosen()["starts"]
    starts = asked or year_start(request.organisation, request.today)
    plans = plan_year(request.organisation, starts)
    form = YearForm(request.POST if request.method == "POST" else None, plans=plans)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.begin_year(
                actor=request.actor, starts=starts, targets=form.targets(), staying=form.staying()
            )
            flash(request, f"{undo.sentence}.", undo)
            return redirect("people:first", organisation)
    total = sum(len(plan.rows) for plan in plans)
    return page(
        request, "people/new_year.html", status_of(form), form=form, starts=starts, total=total, names=total <= FEW
    )


@require_POST
@ruled("people.change")
def move(request: TenantRequest, organisation: str, group: str) -> HttpResponse:
    """Move the ticked to another class."""

    def act(people: list[Person], form: forms.Form) -> Undo:
        return actions.move_people(actor=request.actor, people=people, **form.cleaned_data)

    return _together(
        request, group, act, kind=MoveForm, initial={"starts": request.today}, title="Перевести в класс или группу"
    )


@require_POST
@ruled("people.change")
def let_go(request: TenantRequest, organisation: str, group: str) -> HttpResponse:
    """Write down that the ticked have left; what they have open is shown first."""

    def act(people: list[Person], form: forms.Form) -> Undo:
        return actions.let_go(actor=request.actor, people=people, **form.cleaned_data)

    return _together(
        request, group, act, kind=LetGoForm, initial={"last_day": request.today}, title="Выбывают", leaving=True
    )


def _together(
    request: TenantRequest,
    group: str,
    act: Callable[[list[Person], forms.Form], Undo],
    *,
    kind: type[forms.Form],
    initial: dict[str, Any],
    title: str,
    leaving: bool = False,
) -> HttpResponse:
    """The second step of an act on the ticked: who they are, what is asked."""
    people = list(people_of(request.organisation).filter(pk__in=ticked(request, group)).select_related("organisation"))
    sent = StageForm(request.POST).chosen()["asked"]
    form = kind(request.POST) if sent else kind(initial=initial)
    if sent and form.is_valid():
        with refusal_on(form):
            undo = act(people, form)
            flash(request, f"{undo.sentence}.", undo)
            return redirect(reverse("people:list", args=[request.organisation.slug, group]))
    work = [(person, open_work_of(person, request.today)) for person in people[:SHOWN]] if leaving else []
    return page(
        request, "people/together.html", status_of(form),
        form=form, title=title, people=people, shown=people[:SHOWN], group=group,
        work=[(person, things) for person, things in work if things],
        may_manage=may("people.manage", request.actor),
    )  # fmt: skip
