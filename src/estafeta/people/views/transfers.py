"""Cards asked of other organisations, and asked of this one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.people import actions
from estafeta.people.forms.transfers import AnswerForm, AskForm
from estafeta.people.models import Transfer
from estafeta.people.queries.transfers import incoming_of, outgoing_of
from estafeta.people.views.cards import kinds_here
from estafeta.people.views.finding import person_or_404
from estafeta.workbench.pages import flash, form_page, page, refusal_on


@require_GET
@ruled("people.manage")
def transfers(request: TenantRequest, organisation: str) -> HttpResponse:
    """What was asked, and what is asked of us, each with the card that it means."""
    return page(
        request, "people/transfers.html",
        incoming=incoming_of(request.organisation),
        outgoing=outgoing_of(request.organisation),
        may_manage=may("people.manage", request.actor),
    )  # fmt: skip


@ruled("people.manage")
def ask(request: TenantRequest, organisation: str) -> HttpResponse:
    """Ask another organisation for a card by surname, name and day of birth."""
    form = AskForm(
        request.POST if request.method == "POST" else None,
        asking=request.organisation, kinds=kinds_here(request.organisation),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.ask_transfer(actor=request.actor, now=timezone.now(), **form.cleaned_data)
            flash(request, "Запрос отправлен. Ответ придёт сюда и в уведомления.")
            return redirect("people:transfers", organisation)
    hint = "Есть ли такой человек, ответит сама организация. Передать карточку можно только с согласием."
    back = request.organisation
    return form_page(request, form, title="Запросить карточку", up=back, hint=hint, button="Отправить запрос")


@require_POST
@ruled("people.manage")
def withdraw(request: TenantRequest, organisation: str, transfer: int) -> HttpResponse:
    """Take a request back."""
    row = get_object_or_404(Transfer, pk=transfer, organisation=request.organisation)
    actions.withdraw_transfer(actor=request.actor, transfer=row)
    flash(request, "Запрос отозван.")
    return redirect("people:transfers", organisation)


@require_POST
@ruled("people.manage")
def agree(request: TenantRequest, organisation: str, transfer: int, person: int) -> HttpResponse:
    """Hand the card over."""
    row, card = incoming_or_404(request, transfer), person_or_404(request, person)
    actions.agree_transfer(actor=request.actor, transfer=row, person=card, today=request.today, now=timezone.now())
    flash(request, f"Карточка передана: {row.organisation}.")
    return redirect("people:transfers", organisation)


@require_POST
@ruled("people.manage")
def refuse(request: TenantRequest, organisation: str, transfer: int) -> HttpResponse:
    """Say no."""
    row, form = incoming_or_404(request, transfer), AnswerForm(request.POST)
    actions.refuse_transfer(actor=request.actor, transfer=row, answer=form.chosen()["answer"], now=timezone.now())
    flash(request, "Ответ отправлен.")
    return redirect("people:transfers", organisation)


def incoming_or_404(request: TenantRequest, pk: int) -> Transfer:
    """A request to this very organisation."""
    rows = Transfer.incoming.select_related("organisation", "holder")
    return get_object_or_404(rows, pk=pk, holder=request.organisation)
