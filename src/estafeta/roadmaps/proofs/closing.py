"""Closing by the facts: what they said is kept as a snapshot, what people accepted or waived is named as theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.evidence.answers import State
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.dues import close_proven_due
from estafeta.roadmaps.models import Due, EvidenceSnapshot, Measure, Roadmap
from estafeta.roadmaps.proofs.answers import Answer
from estafeta.roadmaps.proofs.asking import Inquiry, with_what_is_asked
from estafeta.roadmaps.proofs.queries import closable, proves_due
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create
from russian.plurals import counted

DUES = ("срок", "срока", "сроков")
BY_HAND = (
    "Это мероприятие система доказать не может. Приложите файл или ссылку, пусть их примут, или закройте с причиной."
)


@transaction.atomic
def close_by_evidence(*, actor: Actor, due: Due, today: dt.date) -> Undo:
    """Close a due because each of its kinds is proven, accepted or waived; what was said is kept.

    Refuses while something is missing or only claimed, and where everything was waived: then nothing proves it.
    """
    demand("roadmaps.close_due", actor, due)
    measure = with_what_is_asked(Measure.objects.all()).get(pk=due.measure_id)
    return _close(actor, due, Inquiry(measure.section.roadmap.organisation, today).about(measure, due), today)


@transaction.atomic
def close_all_by_evidence(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> Undo:
    """Close every due of a plan that is proven and that the person may close; one «Отменить» takes all back."""
    demand("roadmaps.close_due", actor, roadmap)
    found = closable(actor, today, roadmap)
    if not found:
        raise Refusal("Закрывать нечего: нет открытых сроков, которые доказаны данными системы.")
    undone = [_close(actor, row.due, row.answers, today) for row in found]
    steps = [step for undo in undone for step in undo.steps]
    words = f"Закрыто по данным системы: {counted(len(found), *DUES)}"
    for undo in undone:
        undo.delete()
    return Undo.objects.create(user=actor.user, organisation=actor.organisation, sentence=words, steps=steps)


def _close(actor: Actor, due: Due, answers: Sequence[Answer], today: dt.date) -> Undo:
    if not proves_due(answers):
        raise Refusal(_why_not(answers))
    changes = Changes(actor)
    for answer in answers:
        row = create(EvidenceSnapshot(measure=due.measure, due=due, taken_by=actor.user, **_frozen(answer)))
        changes.made(row, "broken_at", "settled_at")
    return close_proven_due(
        actor=actor,
        due=due,
        today=today,
        words=words_of(answers),
        by_facts=any(row.state == State.PROVEN for row in answers),
        changes=changes,
    )


def _why_not(answers: Sequence[Answer]) -> str:
    lacking = [row for row in answers if not row.closes]
    if not lacking:
        return "Все подтверждения сняты решением, доказать нечем. Закройте срок с причиной."
    return lacking[0].evidence.sentence if lacking[0].is_provable else f"{lacking[0].evidence.sentence} {BY_HAND}"


def words_of(answers: Sequence[Answer]) -> str:
    """«По данным системы: … Принято: …»: what the system saw and what people said stand apart."""
    seen = " ".join(row.evidence.sentence for row in answers if row.state == State.PROVEN)
    said = " ".join(row.evidence.sentence for row in answers if row.state != State.PROVEN)
    return " ".join(part for part in (f"По данным системы: {seen}" if seen else "", said) if part)


def _frozen(answer: Answer) -> dict[str, Any]:
    evidence = answer.evidence
    return {
        "kind": answer.kind,
        "state": evidence.state,
        "current": evidence.current,
        "wanted": evidence.wanted,
        "sentence": evidence.sentence,
        "objects_seen": [{"label": seen.label, "url": seen.url, "key": seen.key} for seen in evidence.objects],
        "taken_at": timezone.now(),
    }
