"""What the frame of every page needs: rooms, organisations to switch to, stages, search, help, the inbox.

Rooms are declared by their apps (`organisations.navigation`); the costly figures are kept (`workbench.memory`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from estafeta.core.clock import local_today
from estafeta.core.components.parts import Link, Section, Stage
from estafeta.core.forms import SearchForm
from estafeta.core.jobs.health import STANDSTILL
from estafeta.core.rights import may
from estafeta.notifications.queries import unread_count
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.navigation import (
    FOOT,
    ON_PHONE,
    Place,
    Room,
    current_room,
    rooms_for,
    verbs_of_stage,
)
from estafeta.organisations.queries import actor_of, memberships_of, seat_of, switcher
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.queries.stages import ribbon_of, season_rows
from estafeta.workbench.guides import guide_of
from estafeta.workbench.memory import remember, version_of
from russian.dates import school_year, school_year_label
from russian.plurals import counted

Frame = dict[str, Any]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame`, asked for only by pages that draw it."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of the page: of its organisation, else of the one used last; empty for a passer-by and a fragment."""
    actor: Actor | None = getattr(request, "actor", None) or last_actor(request)
    if actor is None or getattr(request, "htmx", False):
        return {}
    today = getattr(request, "today", None) or local_today(actor.organisation.time_zone)
    name = request.resolver_match.view_name if request.resolver_match else ""
    with tenant_scope(seat_of(actor).organisation):
        return inside(request, actor, today, name)


def last_actor(request: HttpRequest) -> Actor | None:
    """The person in the organisation she used last, for pages that belong to none, as her profile."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    rows = memberships_of(user, today=local_today("Europe/Moscow"))
    last = request.session.get("organisation")
    chosen = next((row.organisation for row in rows if row.organisation.slug == last), None)
    organisation = chosen or (rows[0].organisation if rows else None)
    return actor_of(user, organisation, rows) if organisation else None


def inside(request: HttpRequest, actor: Actor, today: dt.date, name: str) -> Frame:
    """The frame where the person sits; `visiting` is the organisation below that she looks at from there."""
    seat = seat_of(actor)
    slug, user, visiting = seat.organisation.slug, actor.user, seat.organisation != actor.organisation
    room = current_room(seat, name, below=visiting)
    return {
        **rail(seat, room, today),
        "organisation": seat.organisation.short_name,
        "standstill": standstill(),
        "page_of": actor.organisation.short_name,
        "organisations": switcher(actor.memberships, seat.organisation),
        "visiting": visit(actor, room, name) if visiting else None,
        "season": school_year_label(school_year(today)),
        "stages": stages(actor, room, today),
        "search_url": reverse("workbench:search", args=[slug]),
        "search": SearchForm(request.GET).chosen()["q"] if name == "workbench:search" else "",
        "guide": guide_link(name, slug),
        "guides_url": reverse("workbench:guides", args=[slug]),
        "inbox_url": reverse("notifications:inbox", args=[slug]),
        "inbox_count": unread_count(seat),
        "user_initials": user.initials,
        "user_name": user.full_name,
        "user_links": [
            Link("Мой профиль", reverse("accounts:profile"), icon="user"),
            Link("Готовится и готово", reverse("workbench:jobs", args=[slug]), icon="hourglass"),
            Link("Напоминания", reverse("notifications:settings", args=[slug]), icon="bell"),
            Link("Другая организация", reverse("organisations:switch"), icon="building-2"),
        ],
    }


def guide_link(name: str, slug: str) -> Link | None:
    """«Как это сделать»: the guide of the page."""
    found = guide_of(name)
    return Link(found.title, reverse("workbench:guide", args=[slug, found.slug])) if found else None


def standstill() -> str:
    """How long jobs have waited, in words, where that is too long; empty otherwise. Asks nothing."""
    return counted(max(1, STANDSTILL[0] // 60), "минуту", "минуты", "минут") if STANDSTILL else ""


def rail(seat: Actor, current: Room | None, today: dt.date) -> Frame:
    """The rooms in their breaths, those at the foot, those of the bar of a phone and what stands behind «Ещё»."""
    rooms = [(place, room) for room in rooms_for(seat) if (place := room.place(seat.organisation))]
    sections = {room.code: section(room, place, seat, today, room is current) for place, room in rooms}
    breaths: dict[int, list[Section]] = {}
    for place, room in rooms:
        breaths.setdefault(place.breath, []).append(sections[room.code])
    on_phone = sorted((place.phone, room.code) for place, room in rooms if place.phone)[:ON_PHONE]
    phone = [sections[code] for _, code in on_phone]
    return {
        "breaths": [rows for breath, rows in breaths.items() if breath != FOOT],
        "foot": breaths.get(FOOT, []),
        "phone": phone,
        "more": [row for row in sections.values() if row not in phone],
    }


def section(room: Room, place: Place, seat: Actor, today: dt.date, current: bool) -> Section:
    """A room as the rail draws it."""
    label = place.label or room.label
    count = room.figure(seat, today) if room.figure else 0
    return Section(label, room.url(seat.organisation), room.icon, count, current, place.phone_label or label)


def visit(actor: Actor, room: Room | None, name: str) -> Frame:
    """The line over a page of an organisation below: whose it is, its own rooms, the way back."""
    seat = seat_of(actor)
    here = current_room(actor, name, below=False)
    home = room or next(iter(rooms_for(seat)), None)
    return {
        "organisation": actor.organisation.short_name,
        "rooms": [
            Link(other.label, other.url(actor.organisation), other is here)
            for other in rooms_for(actor)
            if (place := other.place(actor.organisation)) and (place.breath != FOOT or other.code == "settings")
        ],
        "back": Link(home.label, home.url(seat.organisation)) if home else None,
    }


def stages(actor: Actor, room: Room | None, today: dt.date) -> tuple[Stage, ...]:
    """The ribbon of the organisation of the page; none above, and none for whoever may not see its plan."""
    if actor.organisation.is_above or not may("roadmaps.view_plan", actor):
        return ()
    found = remember(f"ribbon:{today}", version_of(actor.organisation), lambda: figures(actor.organisation, today))
    lit = room.stages if room is not None else {}
    return tuple(with_verb(replace(stage, lit=stage.number in lit), actor) for stage in found)


def figures(organisation: Organisation, today: dt.date) -> tuple[Stage, ...]:
    """The seven stages with their figures."""

    def url(number: int) -> str:
        return reverse("roadmaps:stage", args=[organisation.slug, number])

    return ribbon_of(season_rows(organisation, today), url=url)


def with_verb(stage: Stage, actor: Actor) -> Stage:
    """The current stage says what to do in it and where."""
    verb, url = next(verbs_of_stage(actor, stage.number), ("", "")) if stage.current else ("", "")
    return replace(stage, verb=verb, verb_url=url) if verb else stage
