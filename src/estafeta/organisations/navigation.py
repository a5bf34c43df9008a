"""The rooms of the rail: each app declares its own in its `rooms.py`; the frame asks here and knows none by name.

A room stands in the rail of a sort of organisation where it has a place for that sort: three breaths, then the foot.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation

ABOVE, INSTITUTION, KINDERGARTEN = "above", "institution", "kindergarten"
FOOT = 9
"""The breath at the foot of the rail: settings and help."""
ON_PHONE = 4
"""Places of the bar at the foot of a phone; the rest stands behind «Ещё»."""

Figure = Callable[[Actor, dt.date], int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a room stands: its breath (1 to 3, or FOOT), the order in it, its place on a phone, its name there."""

    breath: int
    order: int
    phone: int = 0
    phone_label: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A room: what it is called, its lucide icon, the name of its address and the right that opens it.

    `covers` are beginnings of names of addresses («documents:») that belong to it, rooms above add theirs by `belong`;
    `covers_below` are those of an organisation below, where somebody who looks from above keeps her own rail. `stages`
    are the stages of the programme that it serves, each with the verb that leads there; `figure` is the badge.
    """

    code: str
    label: str
    icon: str
    address: str
    right: str
    places: Mapping[str, Place]
    covers: tuple[str, ...] = ()
    covers_below: tuple[str, ...] = ()
    stages: Mapping[int, str] = field(default_factory=dict)
    figure: Figure | None = None

    def url(self, organisation: Organisation) -> str:
        """Its first page."""
        return reverse(self.address, args=[organisation.slug])

    def place(self, organisation: Organisation) -> Place | None:
        """Where it stands in the rail of an organisation; None where it has no place."""
        return self.places.get(sort_of(organisation)) or self.places.get(
            ABOVE if organisation.is_above else INSTITUTION
        )


ROOMS: dict[str, Room] = {}
PARTS: dict[str, str] = {}
"""The code of a lower room by the beginning of the names of addresses of upper ones that belong to it."""


def add_room(room: Room) -> Room:
    """Put a room into the rail; the same code again replaces it."""
    ROOMS[room.code] = room
    return room


def belong(start: str, room: str) -> None:
    """Say that addresses whose names begin so belong to a room below."""
    PARTS[start] = room


def sort_of(organisation: Organisation) -> str:
    """Which rail an organisation has."""
    if organisation.is_above:
        return ABOVE
    return KINDERGARTEN if organisation.kind == Organisation.Kind.KINDERGARTEN else INSTITUTION


def rooms_for(actor: Actor) -> list[Room]:
    """The rooms that the person may open in the organisation, in the order of its rail."""
    placed = [(room.place(actor.organisation), room) for room in ROOMS.values()]
    open_to_her = [(place, room) for place, room in placed if place is not None and may(room.right, actor)]
    open_to_her.sort(key=lambda pair: (pair[0].breath, pair[0].order, pair[1].code))
    return [room for _, room in open_to_her]


def current_room(actor: Actor, name: str, *, below: bool) -> Room | None:
    """The room of an address by its name; `below`: it is a page of an organisation below that of the actor."""
    rooms = rooms_for(actor)
    reach = {room.code: _reach(room.covers_below if below else covers_of(room), name) for room in rooms}
    nearest = max(rooms, key=lambda room: reach[room.code], default=None)
    return nearest if nearest is not None and reach[nearest.code] else None


def covers_of(room: Room) -> tuple[str, ...]:
    """All beginnings of names of addresses that belong to a room, its own and those of rooms above."""
    return (*room.covers, *(start for start, code in PARTS.items() if code == room.code))


def _reach(starts: Iterable[str], name: str) -> int:
    """How long a beginning of the name is among the starts, and one; 0 for none, 1 for the empty start of any name."""
    return max((len(start) + 1 for start in starts if name.startswith(start)), default=0)


def verbs_of_stage(actor: Actor, stage: int) -> Iterator[tuple[str, str]]:
    """Yield (verb, address) of every room that serves a stage and is open to the person."""
    for room in rooms_for(actor):
        if stage in room.stages:
            yield room.stages[stage], room.url(actor.organisation)
