"""What waits for a controller, what has been overdue too long, which rules hold."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from estafeta.control.models import ControlRules
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Due, DueMove
from estafeta.roadmaps.queries.live import live


def asked_moves(organisation: Organisation) -> QuerySet[DueMove]:
    """The requests of an organisation that nobody has decided yet."""
    rows = DueMove.objects.filter(
        live("due__measure__"),
        state=DueMove.State.ASKED,
        due__measure__section__roadmap__organisation=organisation,
    )
    return rows.select_related("asked_by", "due__measure__section__roadmap__organisation").order_by("pk")


def rules_for(organisation: Organisation, rules: dict[str, ControlRules]) -> ControlRules:
    """The rules that hold for an organisation: its own, else the nearest one's above, else the defaults."""
    codes = organisation.path.rstrip("/").split("/")
    paths = ["/".join(codes[:depth]) + "/" for depth in range(len(codes), 0, -1)]
    return next((rules[path] for path in paths if path in rules), ControlRules(organisation=organisation))


def overdue(organisation: Organisation, today: dt.date, days: int) -> list[Due]:
    """Open dues late by at least so many days of which the director has not been told; held until the act ends."""
    rows = Due.objects.filter(
        live("measure__"),
        measure__section__roadmap__organisation=organisation,
        state__in=["planned", "in_progress"],
        measure__conditional=False,
        due_on__lte=today - dt.timedelta(days=days),
        escalated_at__isnull=True,
    )
    rows = rows.select_related("measure__section__roadmap__organisation").select_for_update(of=("self",))
    return list(rows.order_by("due_on", "pk"))
