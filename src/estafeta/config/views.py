"""The two doors of the house: the first page and the health check."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.jobs.health import troubles
from estafeta.core.rights import open_to_all, ruled, signed_in
from estafeta.organisations.queries import memberships_of


@signed_in("leads to one's own organisation")
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the organisation used last, else to the first one; say so when there is none."""
    rows = memberships_of(request.user, today=local_today("Europe/Moscow"))  # type: ignore[arg-type]
    if not rows:
        return render(request, "core/no_organisation.html")
    last = request.session.get("organisation")
    chosen = next((row.organisation for row in rows if row.organisation.slug == last), rows[0].organisation)
    return redirect(chosen)


@ruled("organisations.enter")
def organisation_home(request: HttpRequest, organisation: str) -> HttpResponse:
    """Lead to «Сегодня» of the organisation."""
    request.session["organisation"] = organisation
    return redirect("today:today", organisation=organisation)


@open_to_all("asked by the supervisor of the process")
def health(request: HttpRequest) -> HttpResponse:
    """Answer «ok» when the database answers and background work goes on, else 503 with a line for each trouble."""
    found = troubles(timezone.now())
    return HttpResponse("\n".join(found) or "ok", status=503 if found else 200, content_type="text/plain")
