"""A page of the site to be checked."""

from __future__ import annotations

from django.http import HttpResponse

from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.websites import actions
from estafeta.websites.forms import PageForm
from estafeta.websites.queries import last_check
from estafeta.workbench.pages import back, flash, form_page

HINT = "Система один раз откроет страницу и посмотрит, говорит ли она о наставничестве."


@ruled("websites.check")
def check(request: TenantRequest, organisation: str) -> HttpResponse:
    """Have a page of one's own site opened."""
    last = last_check(request.organisation)
    form = PageForm(request.POST or None, initial={"url": last.url if last else request.organisation.site})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.check_page(actor=request.actor, url=form.cleaned_data["url"])
        except Refusal as refusal:
            form.add_error("url", str(refusal))
        else:
            flash(request, made.sentence)
            return back(request, request.organisation.get_absolute_url())
    return form_page(
        request, form, title="Проверить страницу сайта", up=request.organisation, button="Проверить", hint=HINT
    )
