"""What every page of an organisation does the same way: render, show a form, lead back, say what has happened."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from estafeta.organisations.http import TenantRequest
from estafeta.workbench.models import Undo

FORM = "workbench/form.html"


def page(request: TenantRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page, or a form alone beside the list; every page knows what day it is and where to go back."""
    if request.htmx and template == FORM:
        template = f"{FORM}#side"
    context |= {"today": request.today, "slug": request.organisation.slug, "next": next_of(request)}
    return render(request, template, context, status=status)


def form_page(request: TenantRequest, form: BaseForm, **context: Any) -> HttpResponse:
    """Render a form as a page or beside the list: `title`, `up` (what it belongs to), perhaps `button` and `hint`."""
    return page(request, FORM, 422 if form.errors else 200, form=form, **context)


def next_of(request: TenantRequest) -> str:
    """The address to return to, when it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if not asked and request.htmx and request.htmx.current_url_abs_path:
        asked = request.htmx.current_url_abs_path
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else ""


def back(request: TenantRequest, default: str) -> HttpResponse:
    """Return to where one came from, else to the default address."""
    return redirect(next_of(request) or default)


def flash(request: TenantRequest, sentence: str, undo: Undo | None = None) -> None:
    """Say what has just happened; with `undo` the sentence carries «Отменить»."""
    tags = ""
    if undo is not None:
        tags = f"undo:{reverse('workbench:undo', args=[request.organisation.slug, undo.pk])}"
    messages.success(request, sentence, extra_tags=tags)
