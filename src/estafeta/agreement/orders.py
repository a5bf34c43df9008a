"""The order that approves a plan: where it is made, what it says, number and date once it is registered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.documents.models import Document
from estafeta.documents.queries import about
from estafeta.roadmaps.models import Roadmap
from russian.dates import school_year_label

ORDER = "roadmap_order"
AUGUST = 8


@dataclass(frozen=True, slots=True)
class OrderWay:
    """Where a person goes for the order of a plan: to the one that is there, or to make it."""

    url: str
    document: Document | None


def subject_of(roadmap: Roadmap) -> str:
    """How the register knows what an order is about."""
    return f"roadmap:{roadmap.pk}"


def order_way(roadmap: Roadmap) -> OrderWay:
    """Lead to the last order about the plan that is in force or being prepared, else to a new one, filled in."""
    open_states = [Document.State.DRAFT, Document.State.ON_SIGNATURE, Document.State.REGISTERED]
    rows = about(roadmap.organisation, subject_of(roadmap)).filter(kind=ORDER, state__in=open_states)
    found = rows.first()
    if found is not None:
        return OrderWay(found.get_absolute_url(), found)
    asked = {"about": subject_of(roadmap), "v_roadmap_title": roadmap.title, "v_period": period_of(roadmap)}
    agreed = Agreement.objects.filter(roadmap=roadmap, state=Agreement.State.AGREED).select_related("to").first()
    if agreed is not None and agreed.decided_at is not None:
        asked["v_agreed"] = f"{agreed.to.short_name}, {agreed.decided_at:%d.%m.%Y}"
    address = reverse("documents:new", args=[roadmap.organisation.slug, ORDER])
    return OrderWay(f"{address}?{urlencode(asked)}", None)


def period_of(roadmap: Roadmap) -> str:
    """«2026/27 учебный год», or the two dates of a plan of another length."""
    starts, ends = roadmap.starts, roadmap.ends
    begins_with_school = dt.date(starts.year, AUGUST, 1) <= starts
    if begins_with_school and ends <= dt.date(starts.year + 1, AUGUST, 31):
        return f"{school_year_label(starts.year)} учебный год"
    return f"период с {starts:%d.%m.%Y} по {ends:%d.%m.%Y}"


def registered_order(roadmap: Roadmap) -> dict[str, object]:
    """Number and date of the registered order about the plan, as a form begins with them."""
    rows = about(roadmap.organisation, subject_of(roadmap))
    found = rows.filter(kind=ORDER, state=Document.State.REGISTERED).first()
    return {"number": found.number, "date": found.date} if found else {}
