"""Cards that may be one person: the list, side by side, the decision."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.people import actions
from estafeta.people.alike import look_through
from estafeta.people.forms.merging import MergeForm, WithWhomForm
from estafeta.people.models import Likeness
from estafeta.people.queries import people_of
from estafeta.people.queries.alike import alike_in, side_by_side
from estafeta.people.views.finding import person_or_404
from estafeta.workbench.pages import flash, form_page, page, refusal_on
from russian.plurals import counted

MOST = 100


@require_GET
@ruled("people.view")
def alike(request: TenantRequest, organisation: str) -> HttpResponse:
    """What waits for a decision."""
    rows = alike_in(request.organisation)
    return page(
        request, "people/alike.html",
        rows=rows[:MOST], total=rows.count(), may_manage=may("people.manage", request.actor),
    )  # fmt: skip


@require_POST
@ruled("people.change")
def look_now(request: TenantRequest, organisation: str) -> HttpResponse:
    """Do not wait for the night."""
    found = look_through(request.organisation, today=request.today)
    words = f"Нашлось: {counted(found, 'новая пара', 'новые пары', 'новых пар')}." if found else "Новых похожих нет."
    flash(request, words)
    return redirect("people:alike", organisation)


@ruled("people.manage")
def decide(request: TenantRequest, organisation: str, likeness: int) -> HttpResponse:
    """The two side by side; the left one stays, «Поменять местами» turns them round."""
    rows = Likeness.objects.select_related("first", "second", "first__organisation", "second__organisation")
    found = get_object_or_404(rows, pk=likeness, organisation=request.organisation)
    if found.state == Likeness.State.MERGED:
        return redirect(found.first.merged_into or found.second.merged_into or found.first)
    beside = side_by_side(found, today=request.today)
    form = MergeForm(request.POST if request.method == "POST" else None, rows=beside)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            undo = actions.merge_cards(actor=request.actor, keep=found.first, other=found.second, take=form.taken())
            flash(request, "Карточки объединены.", undo)
            return redirect(found.first)
    for person in (found.first, found.second):
        actions.note_look(actor=request.actor, person=person, what="people.view_contacts")
    return page(request, "people/compare.html", 422 if form.errors else 200, row=found, beside=beside, form=form)


@require_POST
@ruled("people.manage")
def part(request: TenantRequest, organisation: str, likeness: int) -> HttpResponse:
    """They are two people."""
    found = get_object_or_404(Likeness, pk=likeness, organisation=request.organisation)
    undo = actions.part_cards(actor=request.actor, likeness=found)
    flash(request, f"{undo.sentence}: больше не предложим.", undo)
    return redirect("people:alike", organisation)


@ruled("people.manage")
def with_whom(request: TenantRequest, organisation: str, person: int) -> HttpResponse:
    """Choose the other card by name."""
    found = person_or_404(request, person)
    rows = people_of(request.organisation).exclude(pk=found.pk)
    form = WithWhomForm(request.POST if request.method == "POST" else None, rows=rows)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            row = actions.compare_cards(actor=request.actor, person=found, other=form.cleaned_data["other"])
            return redirect(reverse("people:decide", args=[organisation, row.pk]))
    return form_page(request, form, title="Сравнить карточки", up=found, button="Сравнить")
