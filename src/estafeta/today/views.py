"""«Сегодня» of an organisation."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.today.queries import following_words, today_by_people, today_for
from estafeta.today.waiting import more_waiting
from estafeta.workbench.pages import page


@require_GET
@ruled("roadmaps.view_plan")
def today(request: TenantRequest, organisation: str) -> HttpResponse:
    """What is late, what is due within a week, what waits, what comes next; for heads the same over people."""
    found = today_for(request.actor, request.today)
    found = replace(found, waiting=(*more_waiting(request.actor, request.today), *found.waiting))
    people = today_by_people(request.actor, request.today) if may("roadmaps.view_people", request.actor) else ()
    return page(
        request,
        "today/today.html",
        found=found,
        people=people,
        following=following_words(found.following, request.today),
        may_start=may("intake.manage_loads", request.actor),
    )
