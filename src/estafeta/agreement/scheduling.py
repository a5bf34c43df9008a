"""What a day brings by itself: approved plans come into force, proofs that have disappeared are noticed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from estafeta.core.clock import local_today
from estafeta.core.journal import record
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.lifecycle import ROADMAP
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.proofs.losing import recheck
from estafeta.workbench.writing import Changes, take_step


def keep_up_all() -> None:
    """Do it for every organisation, each in its own scope and on its own day; may be done twice."""
    for organisation in Organisation.objects.all():
        today = local_today(organisation.time_zone)
        with tenant_scope(organisation):
            enact_begun(organisation, today)
            recheck(organisation, today)


@transaction.atomic
def enact_begun(organisation: Organisation, today: dt.date) -> int:
    """Bring the organisation's approved plans whose period has begun into force; returns how many."""
    rows = Roadmap.objects.filter(organisation=organisation, state="approved", starts__lte=today)
    begun = list(rows.filter(removed_at__isnull=True, amends__isnull=True).select_for_update(of=("self",)))
    for roadmap in begun:
        changes = Changes()
        take_step(roadmap, ROADMAP, "enact", actor=None, changes=changes)
        record(
            user=None,
            tenant=organisation.path,
            verb="agreement.enact_roadmap",
            target=roadmap,
            sentence="Карта вступила в действие: начался её период.",
            **changes.sides(),
        )
    return len(begun)
