"""A curator: somebody of the organisation holds the role on the day, and an order says so."""

from __future__ import annotations

from django.urls import reverse

from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import MISSING, Evidence, Kind, Seen
from estafeta.roadmaps.evidence.register import ask_register
from estafeta.roadmaps.models import Measure

CODE = "curator_appointment"


def ask(measure: Measure, facts: Facts) -> Evidence:
    """The roles of the organisation are asked."""
    organisation = measure.section.roadmap.organisation
    link = reverse("organisations:members", args=[organisation.slug])
    found = facts.curators
    order = ask_register(CODE, measure, facts)
    if not found:
        return Evidence(CODE, MISSING, "Роли куратора сейчас ни у кого нет.", 0, 1, action=("Пригласить", link))
    names = ", ".join(row.user.short_name for row in found)
    seen = tuple(
        Seen(f"{row.user.short_name}, куратор с {row.starts:%d.%m.%Y}", link, f"role:{row.pk}") for row in found
    )
    words = f"Роль куратора: {names}. {order.sentence}"
    return Evidence(CODE, order.state, words, len(found), 1, (*seen, *order.objects), order.action)


KIND = Kind(CODE, "роль куратора в системе и приказ: зарегистрированный или приложенный файлом", ask)
