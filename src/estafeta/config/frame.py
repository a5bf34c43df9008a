"""What the frame of every page needs: sections, organisations to switch to, stages, the inbox."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from estafeta.core.components.parts import Link, Section
from estafeta.core.rights import may
from estafeta.notifications.queries import unread_count
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import switcher
from estafeta.roadmaps.queries.facts import stage_ribbon
from estafeta.today.queries import count_for
from russian.dates import school_year, school_year_label

SECTIONS = (
    ("Обзор", "control:overview", "layout-grid", "roadmaps.view_overview"),
    ("Согласование", "agreement:agreements", "stamp", "agreement.view_agreements"),
    ("Сегодня", "today:today", "sun", "roadmaps.view_plan"),
    ("Дорожная карта", "roadmaps:roadmap", "route", "roadmaps.view_plan"),
    ("Документы", "documents:register", "files", "documents.view"),
    ("Организации", "organisations:below", "building-2", "organisations.see_below"),
    ("Сотрудники", "organisations:members", "users", "organisations.enter"),
    ("Настройки", "organisations:card", "settings", "organisations.enter"),
)
ALSO = {
    "roadmaps:roadmap": ("/roadmap", "/measures/", "/sections/", "/loads/", "/dues/", "/offers/"),
    "organisations:card": ("/settings/card/", "/settings/journal/", "/settings/reminders/"),
    "organisations:members": ("/settings/members/", "/settings/invitations/"),
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` with the parts of the page around its content; empty without an organisation."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or getattr(request, "htmx", False):
        return {"frame": {}}
    return {"frame": inside(request, actor)}


def inside(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    """The frame of an organisation's page."""
    today, slug, user = request.today, actor.organisation.slug, actor.user  # type: ignore[attr-defined]
    plan = reverse("roadmaps:roadmap", args=[slug])
    return {
        "sections": sections(request, actor),
        "organisation": actor.organisation.short_name,
        "organisations": switcher(user, actor.organisation, today=today),
        "season": school_year_label(school_year(today)),
        "stages": ()
        if actor.organisation.is_above
        else stage_ribbon(actor.organisation, today, url=lambda stage: f"{plan}?stage={stage}"),
        "search_url": plan if may("roadmaps.view_plan", actor) else "",
        "search": request.GET.get("q", ""),
        "inbox_url": reverse("notifications:inbox", args=[slug]),
        "inbox_count": unread_count(actor),
        "user_initials": user.initials,
        "user_name": user.full_name,
        "user_links": [
            Link("Мой профиль", reverse("accounts:profile"), icon="user"),
            Link("Готовится и готово", reverse("workbench:jobs", args=[slug]), icon="hourglass"),
            Link("Напоминания", reverse("notifications:settings", args=[slug]), icon="bell"),
            Link("Другая организация", reverse("organisations:switch"), icon="building-2"),
        ],
    }


def sections(request: HttpRequest, actor: Actor) -> list[Section]:
    """The rail: only what the person may open; organisations below are shown where there can be any."""
    slug = actor.organisation.slug
    found: list[tuple[int, Section]] = []
    for label, name, icon, right in SECTIONS:
        misplaced = name == "organisations:below" and not actor.organisation.is_above
        if misplaced or not may(right, actor):
            continue
        url = reverse(name, args=[slug])
        inside = [url, *(f"/o/{slug}{tail}" for tail in ALSO.get(name, ()))]
        reach = max((len(address) for address in inside if request.path.startswith(address)), default=0)
        found.append((reach, Section(label, url, icon, count_of(name, request, actor))))
    nearest = max((reach for reach, _ in found), default=0)
    return [replace(section, current=bool(reach) and reach == nearest) for reach, section in found]


def count_of(name: str, request: HttpRequest, actor: Actor) -> int:
    """The figure beside a section."""
    if name != "today:today":
        return 0
    return count_for(actor, request.today)  # type: ignore[attr-defined]
