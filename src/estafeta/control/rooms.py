"""The overview of organisations below in the rail; it stays current on the pages of theirs."""

from __future__ import annotations

from estafeta.organisations.entrusting import CONSULT, REMIND, carries
from estafeta.organisations.navigation import ABOVE, Place, Room, add_room, belong
from estafeta.organisations.works import Work, offer_work

add_room(
    Room(
        code="control",
        label="Обзор",
        icon="layout-grid",
        address="control:overview",
        right="roadmaps.view_overview",
        places={ABOVE: Place(1, 20, phone=2)},
        covers=("control:overview", "control:remind"),
        covers_below=("",),
    )
)
belong("control:control_rules", "settings")
belong("control:hand_over", "settings")
belong("control:absences", "settings")
belong("control:end_absence", "settings")
belong("control:off_control", "roadmaps")
belong("control:controller", "roadmaps")
belong("control:roll_over", "roadmaps")
SEEING = ("roadmaps.view_overview", "roadmaps.view_plan")
carries(REMIND, "control.remind", *SEEING)
carries(CONSULT, "roadmaps.remark", *SEEING)
offer_work(Work(frozenset({REMIND, CONSULT}), "Обзор и напоминания", "control:overview", "roadmaps.view_overview"))
