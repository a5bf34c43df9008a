"""What every page does the same way: render, show a form, lead back, say what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme

from estafeta.core.forms import NextForm, SureForm
from estafeta.core.refusals import Refusal

FORM, SURE = "core/form.html", "core/sure.html"
ANEW = {"csrfmiddlewaretoken", "once", "next", "sure"}


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page, or a form alone beside the list; every page knows what day it is and where to go back."""
    if _is_htmx(request) and template in {FORM, SURE}:
        template = f"{template}#side"
    organisation = getattr(request, "organisation", None)
    known = {"today": getattr(request, "today", None), "slug": getattr(organisation, "slug", "")}
    return render(request, template, {**known, "next": next_of(request), **context}, status=status)


def form_page(request: HttpRequest, form: BaseForm, *, template: str = FORM, **context: Any) -> HttpResponse:
    """Render a form as a page or beside the list.

    `title`, `up` (what it belongs to: an object with an address), perhaps `up_url` instead, `button`, `hint`, `cancel`
    (the words on the way back), `final` (what cannot be taken back afterwards, said beside the button). A template of
    one's own has a partial «side» beside its page.
    """
    if template != FORM and _is_htmx(request):
        template = f"{template}#side"
    return page(request, template, status_of(form), form=form, **context)


def status_of(form: BaseForm) -> int:
    """422 for a form that waits for a correction or a choice between two versions, else 200."""
    edit = getattr(form, "edit", None)
    return 422 if form.errors or (edit is not None and edit.conflict) else 200


def posted(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """What was sent, for a form with files: nothing at all leaves it unbound only where nothing was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@contextmanager
def refusal_on(form: BaseForm) -> Iterator[None]:
    """What an action refuses inside is said above the form, with all that was typed left in place."""
    try:
        yield
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)


def asks_once_more(request: HttpRequest, *, title: str, text: str, button: str, up_url: str) -> HttpResponse | None:
    """The «sure?» step of an act that has no way back: the page that asks, None once the person has said yes.

    What was sent comes along; files cannot, so that an act with a file says beside its own button that it is final.
    `<c-confirm>` asks in place and says yes by itself.
    """
    if SureForm(request.POST).chosen()["sure"]:
        return None
    kept = [(name, value) for name, values in request.POST.lists() if name not in ANEW for value in values]
    return page(request, SURE, title=title, text=text, button=button, up_url=up_url, kept=kept)


def next_of(request: HttpRequest) -> str:
    """The address to return to, when it is one of ours; what is open beside the page is no part of it."""
    asked: str = NextForm(request.POST, request.GET).chosen()["next"]
    htmx = getattr(request, "htmx", None)
    if not asked and htmx and htmx.current_url_abs_path:
        asked = htmx.current_url_abs_path.partition("#")[0]
    return own_address(request, asked)


def own_address(request: HttpRequest, asked: str) -> str:
    """The address, when it is a path of ours; else nothing: it came from outside and is led to."""
    own = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, {request.get_host()})
    return asked if own else ""


def back(request: HttpRequest, default: str) -> HttpResponse:
    """Return to where one came from, else to the default address."""
    return redirect(next_of(request) or default)


def flash(request: HttpRequest, sentence: str, undo_url: str = "") -> None:
    """Say what has just happened; with an address that takes it back the sentence carries «Отменить»."""
    messages.success(request, sentence, extra_tags=f"undo:{undo_url}" if undo_url else "")


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
