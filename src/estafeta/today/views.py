"""«Сегодня» of an organisation, and how colleagues stand."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.views.addresses import beginnings
from estafeta.today import actions
from estafeta.today.badge import keep_count
from estafeta.today.forms import ReminderForm
from estafeta.today.queries import colleagues_today, following_words, today_for
from estafeta.workbench.pages import back, flash, page
from russian.phrases import listed

PEOPLE = "roadmaps.view_people"


@require_GET
@ruled("roadmaps.view_plan")
def today(request: TenantRequest, organisation: str) -> HttpResponse:
    """What to decide, what is late, what is due within a week, what waits, what comes next."""
    found = today_for(request.actor, request.today)
    keep_count(request.actor, request.today, found)
    return page(
        request,
        "today/today.html",
        found=found,
        following=following_words(found.following, request.today),
        has_plan=bool(found.groups or found.following) or live_dues(request.organisation).exists(),
        **beginnings(request),
        may_see_tasks=may("workbench.see_tasks", request.actor),
        decides=may("roadmaps.decide_move", request.actor) or may("roadmaps.agree_roadmap", request.actor),
        here=request.path,
    )


@ruled(PEOPLE)
def colleagues(request: TenantRequest, organisation: str) -> HttpResponse:
    """How every colleague stands; those with something late may be reminded."""
    lines = colleagues_today(request.actor, request.today)
    form = ReminderForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        names = actions.remind_colleagues(actor=request.actor, users=form.cleaned_data["selected"], today=request.today)
        flash(request, f"Напомнили: {listed(names)}.")
        return back(request, request.path)
    status = 422 if form.errors else 200
    return page(request, "today/colleagues.html", status, lines=lines, form=form, late=sum(row.late for row in lines))


@require_POST
@ruled("roadmaps.change_plan")
def leave(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """«Оставить»: a map that is over stays as it is."""
    found = roadmap_or_404(request, roadmap)
    undo = actions.leave_past_map(actor=request.actor, roadmap=found)
    flash(request, "Карта оставлена как есть.", undo)
    return back(request, request.organisation.get_absolute_url())
