"""Links of the plan's pages: tabs, filters as chips that keep the rest of the address, ways to begin a plan."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from estafeta.core.components.parts import Link
from estafeta.core.rights import may
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps import menus
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.plan import PlanFilters

VIEWS = (("plan", "Документ"), ("timeline", "Шкала времени"), ("calendar", "Календарь"))
CHIPS = (
    ("Все", "", ""),
    ("Просрочено", "when", "late"),
    ("На этой неделе", "when", "week"),
    ("В этом месяце", "when", "month"),
    ("Мои", "mine", "on"),
    ("Без подтверждения", "bare", "on"),
)
QUICK = ("when", "mine", "bare")


def tabs(request: TenantRequest, roadmap: Roadmap, current: str) -> list[Link]:
    """The three views of a plan."""
    args = [request.organisation.slug, roadmap.pk]
    return [Link(label, reverse(f"roadmaps:{name}", args=args), current=name == current) for name, label in VIEWS]


def chips(request: TenantRequest, filters: PlanFilters) -> list[Link]:
    """Quick filters: one at a time, the others of the address stay; «Все» is current only where all is shown."""
    chosen = {"when": filters.when, "mine": "on" if filters.mine else "", "bare": "on" if filters.without_proof else ""}
    links = []
    for label, name, value in CHIPS:
        query = request.GET.copy()
        for quick in QUICK:
            query.pop(quick, None)
        if name:
            query[name] = value
        current = chosen[name] == value if name else filters.is_empty
        links.append(Link(label, f"?{query.urlencode()}", current=current))
    return links


def beginnings(request: TenantRequest) -> dict[str, Any]:
    """How a plan may begin: whether this person may start one, and the ways that upper rooms offer."""
    return {
        "may_start": may("roadmaps.change_plan", request.actor),
        "ways": menus.BEGINNINGS.entries(request.organisation, request.actor),
    }
