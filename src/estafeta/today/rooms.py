"""«Сегодня» in the rail: the only badge."""

from __future__ import annotations

from estafeta.organisations.navigation import ABOVE, INSTITUTION, Place, Room, add_room
from estafeta.today.badge import count_for

add_room(
    Room(
        code="today",
        label="Сегодня",
        icon="sun",
        address="today:today",
        right="roadmaps.view_plan",
        places={INSTITUTION: Place(1, 10, phone=1), ABOVE: Place(1, 10, phone=1)},
        covers=("today:", "workbench:task", "workbench:add_task", "workbench:change_task", "workbench:move_task"),
        figure=count_for,
    )
)
