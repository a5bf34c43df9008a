"""People in the rail."""

from __future__ import annotations

from estafeta.organisations.navigation import INSTITUTION, KINDERGARTEN, Place, Room, add_room, belong
from estafeta.organisations.tabs import offer_beside_below

add_room(
    Room(
        code="people",
        label="Участники",
        icon="users",
        address="people:first",
        right="people.view",
        places={
            INSTITUTION: Place(2, 10, phone=3, phone_label="Люди"),
            KINDERGARTEN: Place(2, 10, phone=3, phone_label="Люди", label="Педагоги"),
        },
        covers=("people:",),
    )
)
belong("people:entering", "below")
offer_beside_below("people:entering", "Кто ещё не вошёл", "people.see_numbers")
