"""A page of one's own site to be checked, and the sites of those below."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.websites import actions
from estafeta.websites.forms import PageForm
from estafeta.websites.queries import last_check, sites_below
from estafeta.workbench.pages import back, flash, form_page, page

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


@ruled("websites.check_below")
def below(request: TenantRequest, organisation: str) -> HttpResponse:
    """The sites of those below: which speak of mentoring; a press opens them all, aside."""
    if request.method == "POST":
        job = actions.start_checking_below(actor=request.actor)
        if job.user_id == request.user.pk:
            return redirect("workbench:job", organisation=organisation, job=job.pk)
        flash(request, "Сайты уже проверяются.")
    lines = sites_below(request.organisation)
    return page(request, "websites/below.html", lines=lines, speaking=sum(line.speaks for line in lines))
