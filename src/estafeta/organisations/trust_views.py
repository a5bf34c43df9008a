"""Pages of entrusting: what an organisation has entrusted, by which orders; what is entrusted to one's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.editing import Edit
from estafeta.core.lists.answers import show
from estafeta.core.pages import flash, form_page, page, posted, refusal_on
from estafeta.core.rights import ruled
from estafeta.organisations import actions, queries, registries
from estafeta.organisations.entrusting import ACTS, is_alive, orders_of
from estafeta.organisations.forms import EntrustingForm, WithdrawForm
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Entrusting
from estafeta.organisations.rules import own_trusts
from estafeta.organisations.tabs import settings_tabs
from estafeta.organisations.works import works_of

RIGHT = "organisations.entrust"


@require_GET
@ruled(RIGHT)
def given(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """What the organisation has entrusted to others."""
    return show(
        request,
        registries.ENTRUSTED,
        queries.entrustings_of(request.organisation),
        today=request.today,
        template="organisations/entrusted.html",
        context={"tabs": settings_tabs(request.actor, "organisations:given")},
    )


@ruled(RIGHT)
def entrust(request: TenantRequest, organisation: str) -> HttpResponse:
    """Entrust acts by an order."""
    form = _form(request, posted(request)[0], {"starts": request.today})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            row = actions.entrust(actor=request.actor, **form.cleaned_data)
            flash(request, f"Поручено: {row.holder.short_name}. Сотрудникам ушло письмо.")
            return redirect("organisations:given", organisation=organisation)
    words = {"title": "Поручить центру", "button": "Поручить", "cancel": "Не сейчас"}
    hint = "Сотрудники центра увидят подведомственные организации только для того, что отмечено здесь."
    return form_page(request, form, hint=hint, up_url=reverse("organisations:given", args=[organisation]), **words)


@ruled(RIGHT)
def entrusting(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Change an entrusting; two who do it at once see both versions."""
    row = _entrusting_or_404(request, pk)
    edit = Edit(request, row, lambda data, found: _form(request, data, _initial(found)))

    def change(form: EntrustingForm, version: int) -> Entrusting:
        values = {name: value for name, value in form.cleaned_data.items() if name not in {"holder", "order_key"}}
        return actions.change_entrusting(actor=request.actor, entrusting=row, version=version, **values)

    if edit.save(change):
        flash(request, "Поручение изменено.")
        return redirect("organisations:given", organisation=organisation)
    order = orders_of(request.organisation).get(row.order_key)
    context: dict[str, Any] = {"row": row, "form": edit.form, "withdraw": WithdrawForm(), "order": order}
    return page(request, "organisations/entrusting.html", 422 if edit.form.errors else 200, **context)


@require_POST
@ruled(RIGHT)
def withdraw(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Withdraw an entrusting at once."""
    row, form = _entrusting_or_404(request, pk), WithdrawForm(request.POST)
    if form.is_valid():
        actions.withdraw_entrusting(actor=request.actor, entrusting=row, now=timezone.now(), **form.cleaned_data)
        flash(request, f"Поручение отозвано: {row.holder.short_name}.")
        return redirect("organisations:given", organisation=organisation)
    edit_form = _form(request, None, _initial(row))
    context = {"row": row, "form": edit_form, "withdraw": form, "order": None}
    return page(request, "organisations/entrusting.html", 422, **context)


@require_GET
@ruled("organisations.see_trusts")
def held(request: TenantRequest, organisation: str) -> HttpResponse:
    """What is entrusted to the organisation, and where it is done."""
    rows = [
        (
            trust,
            [(words.capitalize(), is_alive(act)) for act, words in ACTS.items() if act in trust.acts],
            works_of(request.actor, trust, today=request.today),
        )
        for trust in own_trusts(request.actor)
    ]
    return page(request, "organisations/held.html", rows=rows)


def _entrusting_or_404(request: TenantRequest, pk: int) -> Entrusting:
    row: Entrusting = get_object_or_404(queries.entrustings_of(request.organisation), pk=pk, withdrawn_at=None)
    return row


def _initial(row: Entrusting) -> dict[str, Any]:
    names = ("acts", "order_number", "order_date", "order_key", "starts", "ends")
    return {"holder": str(row.holder_id), **{name: getattr(row, name) for name in names}}


def _form(request: TenantRequest, data: QueryDict | None, start: dict[str, Any]) -> EntrustingForm:
    holders = queries.possible_holders(request.organisation)
    form = EntrustingForm(data, holders=holders, orders=orders_of(request.organisation), initial=start)
    if "order_number" in start:  # another holder is another order
        form.fields["holder"].disabled = True
        form.fields.pop("order_key", None)
    return form
