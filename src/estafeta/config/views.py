"""The doors of the house: the first page and the signs of life."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from estafeta.core.clock import local_today
from estafeta.core.rights import open_to_all, ruled, signed_in
from estafeta.core.vitals import Vital, examine, ready
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


@open_to_all("asked by whoever watches the installation; no word of any person in it")
def health(request: HttpRequest) -> HttpResponse:
    """Answer «ok» or «trouble» and a line for each sign of life; 503 when one of them is not well."""
    found = examine(timezone.now())
    well = all(sign.well for sign in found.values())
    lines = ["ok" if well else "trouble", *(_line(name, sign) for name, sign in found.items())]
    return HttpResponse("\n".join(lines) + "\n", status=200 if well else 503, content_type="text/plain")


@open_to_all("asked by whoever watches the installation; no word of any person in it")
def health_figures(request: HttpRequest) -> JsonResponse:
    """The same for machines: {"well", "signs": {name: {"well", "words", …figures}}}."""
    found = examine(timezone.now())
    well = all(sign.well for sign in found.values())
    signs = {name: {"well": sign.well, "words": sign.words, **sign.figures} for name, sign in found.items()}
    return JsonResponse({"well": well, "signs": signs}, status=200 if well else 503)


@open_to_all("asked by the supervisor of the process")
def health_live(request: HttpRequest) -> HttpResponse:
    """Answer whenever the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_to_all("asked by the proxy before it sends anybody here")
def health_ready(request: HttpRequest) -> HttpResponse:
    """Answer when pages can be served: the database answers. What else is wrong is no reason to shut the door."""
    sign = ready()
    return HttpResponse(f"{sign.words}\n", status=200 if sign.well else 503, content_type="text/plain")


def _line(name: str, sign: Vital) -> str:
    return f"{name}: {sign.words}" if sign.well else f"{name}: NOT WELL, {sign.words}"
