"""A letter from a list: recipients and channel, text with fields, a preview of each, then it is sent and watched."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.forms import PageForm
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, ruled
from estafeta.notifications import mailing_actions as actions
from estafeta.notifications.lifecycle import LETTER
from estafeta.notifications.mailing_forms import KeysForm, MailingForm
from estafeta.notifications.mailings import Preview, delivery_of, previews
from estafeta.notifications.models import Letter, Mailing
from estafeta.notifications.queries import mailings_of
from estafeta.notifications.readers import LISTS, Reader
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import flash, page

SEE, SEND, WRITE = "notifications.see_letters", "notifications.send_letters", "notifications.write"
PAGE = 100


@require_POST
@ruled(WRITE)
def write(request: TenantRequest, organisation: str, code: str) -> HttpResponse:
    """Ticked rows of a list: whom the letter reaches, its words, what each gets; with `sure` it is sent."""
    source = LISTS.get(code)
    if source is None:
        raise Http404
    demand(source.right, request.actor)
    readers = list(source.find(request.actor, frozenset(KeysForm(request.POST).keys()), request.today))
    begun = MailingForm.is_begun(request.POST)
    form = MailingForm(request.POST if begun else None, source=source)
    shown: list[Preview] = []
    if begun and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("channel", "subject", "text")}
        try:
            if form.cleaned_data["sure"]:
                return _sent(request, code, readers, words)
            shown = previews(source, readers, **words)
        except Refusal as refusal:
            form.add_error("text", refusal.sentence)
    context = {"form": form, "source": source, "readers": readers, "previews": shown, "code": code}
    context["by_hand"] = sum(bool(one.problem) for one in shown)
    return page(request, "notifications/write.html", 422 if form.errors else 200, **context)


def _sent(request: TenantRequest, code: str, readers: list[Reader], words: dict[str, str]) -> HttpResponse:
    mailing, undo = actions.send_mailing(actor=request.actor, source=LISTS[code], readers=readers, **words)
    flash(request, "Письма уйдут через две минуты.", undo)
    return redirect(mailing)


def mailing_or_404(request: TenantRequest, pk: int) -> Mailing:
    """A letter to many of this organisation that the person may see: her own, or as one of its staff."""
    found = get_object_or_404(mailings_of(request.organisation), pk=pk)
    demand("notifications.see_mailing", request.actor, found)
    return found


@require_GET
@ruled(WRITE)
def mailing(request: TenantRequest, organisation: str, mailing: int) -> HttpResponse:
    """How a letter to many is delivered."""
    found = mailing_or_404(request, mailing)
    letters = Letter.objects.filter(mailing=found).order_by("name", "pk")
    shown = Paginator(letters, PAGE).get_page(PageForm(request.GET).chosen()["page"])
    return page(request, "notifications/mailing.html", mailing=found, page=shown, delivery=delivery_of(found))


@require_GET
@ruled(WRITE)
def sheets(request: TenantRequest, organisation: str, mailing: int) -> HttpResponse:
    """Sheets to print for those whom the letter did not reach, one a page."""
    found = mailing_or_404(request, mailing)
    rows = (
        Letter.objects.filter(mailing=found, state__in=LETTER["hand"].sources).exclude(text="").order_by("name", "pk")
    )
    return page(request, "notifications/sheets.html", mailing=found, letters=rows)


@require_POST
@ruled(WRITE)
def cancel(request: TenantRequest, organisation: str, mailing: int) -> HttpResponse:
    """Take the whole letter back before it leaves."""
    actions.cancel_mailing(actor=request.actor, mailing=mailing_or_404(request, mailing))
    flash(request, "Рассылка отменена, никто ничего не получил.")
    return redirect(reverse("organisation_home", args=[organisation]))


@require_POST
@ruled(WRITE)
def hand_over(request: TenantRequest, organisation: str, mailing: int) -> HttpResponse:
    """All that was printed has been handed over."""
    found = mailing_or_404(request, mailing)
    count = actions.hand_over_sheets(actor=request.actor, mailing=found)
    flash(request, f"Отмечено переданным: {count}.")
    return redirect(found)
