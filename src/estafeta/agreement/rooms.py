"""The queue of agreement in the rail; it stays current while a plan of an organisation below is looked at."""

from __future__ import annotations

from estafeta.agreement.queue import waiting_for
from estafeta.organisations.entrusting import AGREE, carries
from estafeta.organisations.navigation import ABOVE, Place, Room, add_room, belong
from estafeta.organisations.works import Work, offer_work

add_room(
    Room(
        code="agreement",
        label="Согласование",
        icon="stamp",
        address="agreement:agreements",
        right="agreement.view_agreements",
        places={ABOVE: Place(1, 30, phone=3)},
        covers=("agreement:agreements", "agreement:agreement_list", "agreement:agree_chosen"),
        covers_below=("agreement:", "plan_checks:"),
    )
)
belong("agreement:", "roadmaps")
carries(AGREE, "agreement.view_agreements", "roadmaps.agree_roadmap", "roadmaps.view_plan", "roadmaps.remark")
offer_work(
    Work(
        frozenset({AGREE}),
        "Карты на согласование",
        "agreement:agreements",
        "agreement.view_agreements",
        lambda giver, today: waiting_for(giver).count(),
    )
)
