"""Agreement with those above: a round that ended with «Согласована»."""

from __future__ import annotations

from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import MISSING, PARTLY, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.evidence.registry import register
from estafeta.roadmaps.models import Measure, Roadmap

CODE = "roadmap_agreement"


def last_round(plan: Roadmap) -> Agreement | None:
    """The last round of agreement of a plan that was not recalled."""
    rows = Agreement.objects.filter(roadmap=plan).select_related("to")
    return rows.exclude(state=Agreement.State.RECALLED).first()


def ask(measure: Measure, facts: Facts) -> Evidence:
    """The last round of the plan is asked for its answer."""
    plan = measure.section.roadmap
    link = reverse("agreement:agreement", args=[plan.organisation.slug, plan.pk])
    last = facts.once(f"agreement.{plan.pk}", lambda: last_round(plan))
    if last is None:
        return Evidence(CODE, MISSING, "Карту ещё не отправляли на согласование.", action=("Отправить", link))
    if last.state == "agreed" and plan.state not in {"draft", "returned", "sent"} and last.decided_at:
        words = f"Согласована {last.decided_at:%d.%m.%Y}: {last.to.short_name}."
        return Evidence(CODE, PROVEN, words, objects=(Seen(words, link, f"agreement:{last.pk}"),))
    if last.state == "sent":
        return Evidence(CODE, PARTLY, f"Отправлена, ответа ещё нет: {last.to.short_name}.", action=("Посмотреть", link))
    return Evidence(CODE, MISSING, "Согласованной карты сейчас нет.", action=("К согласованию", link))


register(Kind(CODE, "вышестоящая организация согласовала карту в системе", ask))
