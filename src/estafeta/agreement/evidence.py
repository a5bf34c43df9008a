"""What agreement proves: a round that ended with «Согласована», of one's own plan or of the plans below."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.questions import Place, Question, Session
from estafeta.evidence.registry import Kind, declare

STANDING = frozenset({"agreed", "approved", "in_force", "amended", "closed"})
"""States of a plan that its agreement has led to; a plan that was recalled or sent again is not agreed."""


def ask(question: Question) -> Evidence:
    """The last round of the plan, or of any plan of the organisation, is asked for its answer."""
    rounds = _rounds(question.session, question.place)
    if question.subject:
        rounds = [row for row in rounds if f"roadmap:{row.roadmap_id}" == question.subject]
    found = next((row for row in rounds if _is_agreed(row, question)), None)
    last = found or next(iter(rounds), None)
    if last is None:
        link = _own_plan(question)
        return Evidence(State.MISSING, "Карту ещё не отправляли на согласование.", link=link)
    address = reverse("agreement:agreement", args=[question.place.slug, last.roadmap_id])
    if found is not None and found.decided_at is not None:
        day = question.day_of(found.decided_at)
        words = f"Согласована {day:%d.%m.%Y}: {found.to.short_name}."
        return Evidence(State.PROVEN, words, objects=(Seen(words, address, f"agreement:{found.pk}"),), since=day)
    if last.state == Agreement.State.SENT:
        words = f"Отправлена, ответа ещё нет: {last.to.short_name}."
        return Evidence(State.PARTLY, words, link=Link("Посмотреть", address))
    if last.state == Agreement.State.AGREED and last.roadmap.state in STANDING:
        return Evidence(State.MISSING, "Карта согласована не за этот срок.", link=Link("К согласованию", address))
    return Evidence(State.MISSING, "Согласованной карты сейчас нет.", link=Link("К согласованию", address))


def _is_agreed(row: Agreement, question: Question) -> bool:
    if row.state != Agreement.State.AGREED or row.roadmap.state not in STANDING or row.decided_at is None:
        return False
    return question.window.holds(question.day_of(row.decided_at))


def _rounds(session: Session, place: Place) -> list[Agreement]:
    """The last round of every plan of the organisation that was not recalled, the newest first."""

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

    return session.once("agreement.rounds", ask).get(place.pk, [])


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
