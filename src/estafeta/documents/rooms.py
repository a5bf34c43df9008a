"""Papers in the rail."""

from __future__ import annotations

from estafeta.organisations.navigation import ABOVE, INSTITUTION, Place, Room, add_room

add_room(
    Room(
        code="documents",
        label="Документы",
        icon="files",
        address="documents:register",
        right="documents.view",
        places={INSTITUTION: Place(3, 10, phone=5), ABOVE: Place(2, 20)},
        covers=("documents:",),
        stages={1: "Зарегистрировать приказ"},
    )
)
