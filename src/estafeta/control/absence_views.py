"""Who is away and who stands in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from estafeta.control import absences
from estafeta.control.forms import AbsenceForm
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.queries import colleagues
from estafeta.organisations.tabs import settings_tabs
from estafeta.workbench.pages import flash, page, refusal_on

SHOWN = 50


@ruled(absences.RIGHT)
def listing(request: TenantRequest, organisation: str) -> HttpResponse:
    """Absences now and to come, and a form for one more."""
    people = list(colleagues(request.organisation, today=request.today))
    who = people if may("organisations.manage_members", request.actor) else [request.actor.user]
    initial = {"user": str(request.actor.user.pk), "starts": request.today}
    form = AbsenceForm(request.POST or None, people=people, who=who, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            row, undo = absences.appoint_deputy(actor=request.actor, today=request.today, **form.values())
            flash(request, f"Замещает {row.deputy.short_name}. Свои дела она или он увидит в «Сегодня».", undo)
            return redirect("control:absences", organisation=organisation)
    rows = absences.absences_of(request.organisation)[:SHOWN]
    return page(
        request, "control/absences.html", 422 if form.errors else 200,
        form=form, rows=[(row, row.stopped_at is None and row.ends >= request.today) for row in rows],
        tabs=settings_tabs(request.actor, "control:absences"),
    )  # fmt: skip


@require_POST
@ruled(absences.RIGHT)
def end(request: TenantRequest, organisation: str, absence: int) -> HttpResponse:
    """The colleague is back."""
    found = get_object_or_404(absences.absences_of(request.organisation), pk=absence)
    undo = absences.end_absence(actor=request.actor, absence=found, today=request.today)
    flash(request, f"{undo.sentence}.", undo)
    return redirect("control:absences", organisation=organisation)
