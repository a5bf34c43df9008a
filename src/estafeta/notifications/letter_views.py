"""The outbox of an organisation: what has gone, what has not and why, what to do about it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.letters import mail_is_configured
from estafeta.core.lists.answers import show
from estafeta.core.rights import ruled
from estafeta.notifications import letter_actions as actions
from estafeta.notifications.letter_lists import LETTERS
from estafeta.notifications.lifecycle import LETTER
from estafeta.notifications.models import Letter
from estafeta.notifications.queries import letters_of, mailings_of, unsent_letters
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.tabs import settings_tabs
from estafeta.workbench.pages import back, flash

SEE, SEND = "notifications.see_letters", "notifications.send_letters"
BY_HAND = ("hand", "take_back", "drop")


def outbox_url(request: TenantRequest) -> str:
    """The address of the outbox."""
    return reverse("notifications:letters", args=[request.organisation.slug])


def letter_or_404(request: TenantRequest, pk: int) -> Letter:
    """A letter of this organisation."""
    return get_object_or_404(letters_of(request.organisation), pk=pk)


@require_GET
@ruled(SEE)
def letters(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """All letters of the organisation; those that have not gone say why and what to do."""
    unsent = unsent_letters(request.organisation)
    context = {
        "slug": organisation,
        "tabs": settings_tabs(request.actor, "notifications:letters"),
        "unsent": unsent.count(),
        "may_send_all": mail_is_configured() and unsent.exclude(text="").exists(),
        "mail_works": mail_is_configured(),
        "mailings": mailings_of(request.organisation)[:5],
    }
    rows = letters_of(request.organisation)
    return show(request, LETTERS, rows, today=request.today, template="notifications/letters.html", context=context)


@require_POST
@ruled(SEND)
def send_again(request: TenantRequest, organisation: str, letter: int) -> HttpResponse:
    """One letter tries again."""
    row = actions.send_again(actor=request.actor, letter=letter_or_404(request, letter))
    flash(request, f"Отправляется снова: «{row.subject}».")
    return back(request, outbox_url(request))


@require_POST
@ruled(SEND)
def send_all_again(request: TenantRequest, organisation: str) -> HttpResponse:
    """All that have not gone try again."""
    flash(request, f"Отправляются снова: {actions.send_all_again(actor=request.actor)}.")
    return back(request, outbox_url(request))


@require_POST
@ruled(SEND)
def step(request: TenantRequest, organisation: str, letter: int, step: str) -> HttpResponse:
    """Handed over in person, not yet, or not to be sent."""
    if step not in BY_HAND:
        raise Http404
    row = actions.step_letter(actor=request.actor, letter=letter_or_404(request, letter), step=step)
    flash(request, f"{LETTER[step].label}: «{row.subject}».")
    return back(request, outbox_url(request))
