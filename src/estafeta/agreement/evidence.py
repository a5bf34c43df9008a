"""What agreement proves: a round that ended with «Согласована», of one's own plan or of the plans below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question
from estafeta.evidence.registry import Kind, declare

STANDING = frozenset({"agreed", "approved", "in_force", "amended", "closed"})
"""States of a plan that its agreement has led to; a plan that was recalled or sent again is not agreed."""


def ask(question: Question) -> Evidence:
    """The last round of the plan, or of any plan of the organisation, is asked for its answer."""
    rounds = _rounds(question)
    for row in rounds:
        day = _agreed_on(row, question)
        if day is not None:
            words = f"Согласована {day:%d.%m.%Y}: {row.to.short_name}."
            seen = Seen(words, _address(row, question), f"agreement:{row.pk}")
            return Evidence(State.PROVEN, words, objects=(seen,), since=day)
    if not rounds:
        return Evidence(State.MISSING, "Карту ещё не отправляли на согласование.", link=_own_plan(question))
    return _not_agreed(rounds[0], question)


def _not_agreed(last: Agreement, question: Question) -> Evidence:
    if last.state == Agreement.State.SENT:
        words = f"Отправлена, ответа ещё нет: {last.to.short_name}."
        return Evidence(State.PARTLY, words, link=Link("Посмотреть", _address(last, question)))
    late = last.state == Agreement.State.AGREED and last.roadmap.state in STANDING
    words = "Карта согласована не за этот срок." if late else "Согласованной карты сейчас нет."
    return Evidence(State.MISSING, words, link=Link("К согласованию", _address(last, question)))


def _address(row: Agreement, question: Question) -> str:
    return reverse("agreement:agreement", args=[question.place.slug, row.roadmap_id])


def _agreed_on(row: Agreement, question: Question) -> dt.date | None:
    """The day of an agreement that still stands and lies within the window."""
    if row.state != Agreement.State.AGREED or row.roadmap.state not in STANDING or row.decided_at is None:
        return None
    day = question.day_of(row.decided_at)
    return day if question.window.holds(day) else None


def _rounds(question: Question) -> list[Agreement]:
    """The last round of the plan asked about, or of every plan of the organisation, the newest first; none recalled."""
    session = question.session

    def ask() -> Mapping[int, list[Agreement]]:
        rows = Agreement.objects.filter(
            roadmap__organisation__in=session.places, roadmap__removed_at__isnull=True, roadmap__amends__isnull=True
        )
        rows = rows.exclude(state=Agreement.State.RECALLED).select_related("to", "roadmap")
        last: dict[int, Agreement] = {}
        for row in rows.order_by("-pk"):
            last.setdefault(row.roadmap_id, row)
        found: dict[int, list[Agreement]] = {}
        for row in last.values():
            found.setdefault(row.roadmap.organisation_id, []).append(row)
        return found

    rows = session.once("agreement.rounds", ask).get(question.place.pk, [])
    return [row for row in rows if question.subject in {"", f"roadmap:{row.roadmap_id}"}]


def _own_plan(question: Question) -> Link | None:
    _, _, key = question.subject.partition(":")
    return Link("Отправить", reverse("agreement:agreement", args=[question.place.slug, int(key)])) if key else None


def _queue(place: Place) -> Link:
    return Link("Очередь согласования", reverse("agreement:agreements", args=[place.slug]))


declare(
    Kind(
        "roadmap_agreement",
        "вышестоящая организация согласовала карту в системе",
        "Согласование",
        ask,
        overview=_queue,
    )
)
