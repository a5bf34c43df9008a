"""A curator: somebody of the organisation holds the role on the day."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from estafeta.organisations.models import Membership
from estafeta.organisations.queries import in_force
from estafeta.organisations.roles import Role
from estafeta.roadmaps.evidence.model import MISSING, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure

CODE = "curator_appointment"


def ask(measure: Measure, today: dt.date) -> Evidence:
    """The roles of the organisation are asked."""
    organisation = measure.section.roadmap.organisation
    link = reverse("organisations:members", args=[organisation.slug])
    rows = Membership.objects.filter(in_force(today), organisation=organisation, role=Role.CURATOR)
    found = list(rows.select_related("user"))
    if not found:
        return Evidence(CODE, MISSING, "Роли куратора сейчас ни у кого нет.", 0, 1, action=("Пригласить", link))
    names = ", ".join(row.user.short_name for row in found)
    seen = tuple(
        Seen(f"{row.user.short_name}, куратор с {row.starts:%d.%m.%Y}", link, f"role:{row.pk}") for row in found
    )
    return Evidence(CODE, PROVEN, f"Куратор назначен: {names}. Приказ приложите файлом.", len(found), 1, seen)


KIND = Kind(CODE, "роль куратора в системе; приказ прикладывается файлом", ask)
