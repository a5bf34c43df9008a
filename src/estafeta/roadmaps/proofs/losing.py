"""Noticing that what closed a due has disappeared, and deciding what becomes of the due."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.actions import reopen_due
from estafeta.roadmaps.models import EvidenceSnapshot, Measure
from estafeta.roadmaps.proofs.answers import Answer
from estafeta.roadmaps.proofs.asking import Inquiry, with_what_is_asked
from estafeta.roadmaps.queries.people import concerned_users
from estafeta.roadmaps.sentences import named
from estafeta.workbench.writing import Changes, journal


def recheck(organisation: Organisation, today: dt.date) -> int:
    """Ask again about every snapshot of a closed due; tell the curator of those that no longer hold."""
    rows = EvidenceSnapshot.objects.filter(
        measure__section__roadmap__organisation=organisation,
        measure__removed_at__isnull=True,
        broken_at__isnull=True,
        settled_at__isnull=True,
        due__state="done",
    )
    measures = Prefetch("measure", with_what_is_asked(Measure.objects.all()))
    lost, inquiry = 0, Inquiry(organisation, today)
    for snapshot in rows.select_related("due", "taken_by").prefetch_related(measures):
        answer = _again(inquiry, snapshot)
        if answer is not None and not answer.closes:
            _lose(snapshot, answer.evidence.sentence)
            lost += 1
    return lost


def _again(inquiry: Inquiry, snapshot: EvidenceSnapshot) -> Answer | None:
    """The answer of the snapshot's kind today; None where the measure is no longer of that kind."""
    answers = inquiry.about(snapshot.measure, snapshot.due)
    return next((row for row in answers if row.kind == snapshot.kind), None)


@transaction.atomic
def _lose(snapshot: EvidenceSnapshot, sentence: str) -> None:
    snapshot.broken_at, snapshot.broken_sentence = timezone.now(), sentence
    snapshot.save(update_fields=["broken_at", "broken_sentence", "updated_at"])
    measure = snapshot.measure
    announce(
        users=[*concerned_users(measure), snapshot.taken_by],
        but=None,
        kind="roadmaps.evidence_lost",
        sentence=f"Доказательство исчезло: {named(measure)}. {sentence}",
        url=measure.get_absolute_url(),
        organisation=measure.section.roadmap.organisation,
    )


@transaction.atomic
def settle_lost(*, actor: Actor, snapshot: EvidenceSnapshot, reopen: bool, note: str = "") -> None:
    """Decide about a lost proof: put the due back to work, or leave it done with a reason."""
    demand("roadmaps.close_due", actor, snapshot.measure)
    if snapshot.broken_at is None or snapshot.settled_at is not None:
        raise Refusal("Об этом уже решено.")
    if reopen and snapshot.due is not None:
        reopen_due(actor=actor, due=snapshot.due, reason=snapshot.broken_sentence)
    else:
        note = need(note, "Напишите, почему мероприятие остаётся выполненным.")
        words = f"Оставлено выполненным, хотя доказательство исчезло ({snapshot.broken_sentence}): {note}"
        journal(actor, "roadmaps.keep_done", snapshot.measure, words)
    Changes(actor).save(snapshot, settled_at=timezone.now())
