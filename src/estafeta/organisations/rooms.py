"""Organisations below in the rail, what is entrusted to the organisation, and the settings at its foot."""

from __future__ import annotations

from estafeta.organisations.navigation import ABOVE, FOOT, INSTITUTION, Place, Room, add_room

add_room(
    Room(
        code="below",
        label="Организации",
        icon="building-2",
        address="organisations:below",
        right="organisations.see_below",
        places={ABOVE: Place(1, 50, phone=4)},
        covers=("organisations:below", "organisations:add_organisation"),
    )
)
add_room(
    Room(
        code="trusts",
        label="Поручено центру",
        icon="handshake",
        address="organisations:held",
        right="organisations.see_trusts",
        places={INSTITUTION: Place(1, 40, phone=4, phone_label="Поручено"), ABOVE: Place(1, 60)},
        covers=("organisations:held",),
        covers_below=("",),
    )
)
add_room(
    Room(
        code="settings",
        label="Настройки",
        icon="settings",
        address="organisations:card",
        right="organisations.enter",
        places={INSTITUTION: Place(FOOT, 10), ABOVE: Place(FOOT, 10)},
        covers=("organisations:",),
    )
)
