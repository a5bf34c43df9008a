"""Help at the foot of the rail."""

from __future__ import annotations

from estafeta.organisations.navigation import ABOVE, FOOT, INSTITUTION, Place, Room, add_room

add_room(
    Room(
        code="help",
        label="Помощь",
        icon="circle-question-mark",
        address="workbench:guides",
        right="organisations.enter",
        places={INSTITUTION: Place(FOOT, 20), ABOVE: Place(FOOT, 20)},
        covers=("workbench:guide",),
    )
)
