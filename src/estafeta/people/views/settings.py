"""The organisation's own fields."""

from __future__ import annotations

from copy import copy

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.people import actions
from estafeta.people.forms import FieldForm
from estafeta.people.models import ExtraField
from estafeta.workbench.pages import Edit, flash, form_page, page, refusal_on


@require_GET
@ruled("people.view")
def fields(request: TenantRequest, organisation: str) -> HttpResponse:
    """All own fields, with what each is for."""
    rows = ExtraField.objects.filter(organisation=request.organisation).order_by("-in_use", "label")
    return page(request, "people/fields.html", rows=rows, may_manage=may("people.manage", request.actor))


@ruled("people.manage")
def add_field(request: TenantRequest, organisation: str) -> HttpResponse:
    """Add a field."""
    form = FieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            row = actions.add_field(actor=request.actor, **form.cleaned_data)
            flash(request, f"Поле «{row}» добавлено.")
            return redirect("people:fields", organisation)
    return form_page(request, form, title="Новое поле", up_url=reverse("people:fields", args=[organisation]), hint=HINT)


HINT = "Паспорт, СНИЛС, здоровье, национальность и подобное завести нельзя: для наставничества они не нужны."


@ruled("people.manage")
def change_field(request: TenantRequest, organisation: str, field: int) -> HttpResponse:
    """Change a field; one that is no more asked stays where it was filled."""
    found = get_object_or_404(ExtraField, pk=field, organisation=request.organisation)
    edit = Edit(request, found, lambda data, row: FieldForm(data, instance=copy(row)))
    if edit.save(
        lambda form, version: actions.change_field(
            actor=request.actor, field=found, version=version, **form.cleaned_data
        )
    ):
        flash(request, "Сохранено.", edit.result)
        return redirect("people:fields", organisation)
    return edit.page(title=f"Поле «{found}»", up_url=reverse("people:fields", args=[organisation]), hint=HINT)
