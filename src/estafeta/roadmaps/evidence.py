"""What plans prove: a roadmap stands in the system and has been approved."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

from django.urls import reverse

from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question
from estafeta.evidence.registry import Kind, declare
from estafeta.roadmaps.models import Roadmap

APPROVED = frozenset({"approved", "in_force", "amended", "closed"})
SUBJECT = "roadmap"


def ask(question: Question) -> Evidence:
    """The plan in which the measure stands is asked; of another organisation any plan approved within the window."""
    plans = _plans(question)
    approved = [row for row in plans if row.state in APPROVED and _counts(row, question)]
    if approved:
        return _proven(approved[-1], question)
    if not plans:
        return Evidence(State.MISSING, "Дорожной карты в системе ещё нет.")
    return _not_approved(plans[-1], question)


def _proven(plan: Roadmap, question: Question) -> Evidence:
    act = f"приказом № {plan.order_number}" if plan.order_number else "приказом"
    seen = Seen(plan.title, _address(plan, question.place), f"{SUBJECT}:{plan.pk}")
    return Evidence(State.PROVEN, f"Карта утверждена {act}.", objects=(seen,), since=_day(plan))


def _not_approved(plan: Roadmap, question: Question) -> Evidence:
    state = State.PARTLY if plan.state == Roadmap.State.AGREED else State.MISSING
    words = f"Карта ещё не утверждена: {plan.get_state_display().lower()}."
    if plan.state in APPROVED:
        words = "Карта утверждена не за этот срок."
    return Evidence(state, words, link=Link("К карте", _address(plan, question.place)))


def _plans(question: Question) -> list[Roadmap]:
    """The plan asked about, or all of the organisation by their beginning; no working copies, none taken back."""
    session = question.session

    def ask() -> Mapping[int, list[Roadmap]]:
        found: defaultdict[int, list[Roadmap]] = defaultdict(list)
        rows = Roadmap.objects.filter(organisation__in=session.places, removed_at__isnull=True, amends__isnull=True)
        for row in rows.exclude(state=Roadmap.State.ARCHIVED).order_by("starts", "pk"):
            found[row.organisation_id].append(row)
        return found

    rows = session.once("roadmaps.plans", ask).get(question.place.pk, [])
    return [row for row in rows if question.subject in {"", f"{SUBJECT}:{row.pk}"}]


def _day(plan: Roadmap) -> dt.date | None:
    return plan.order_date or plan.approved_date


def _counts(plan: Roadmap, question: Question) -> bool:
    """Without a date of approval a plan counts where its period touches the window."""
    day = _day(plan)
    if day is not None:
        return question.window.holds(day)
    since = question.window.since or dt.date.min
    return plan.starts <= question.window.until and plan.ends >= since


def _address(plan: Roadmap, place: Place) -> str:
    return reverse("roadmaps:plan", args=[place.slug, plan.pk])


declare(Kind("roadmap_development", "карта в системе утверждена приказом", "Дорожная карта", ask))
