"""The plan in the rail."""

from __future__ import annotations

from estafeta.organisations.navigation import ABOVE, INSTITUTION, Place, Room, add_room

add_room(
    Room(
        code="roadmaps",
        label="Дорожная карта",
        icon="route",
        address="roadmaps:roadmap",
        right="roadmaps.view_plan",
        places={
            INSTITUTION: Place(1, 20, phone=2, phone_label="План"),
            ABOVE: Place(2, 10, phone_label="Карта", label="Карта"),
        },
        covers=("roadmaps:",),
    )
)
