"""Closing by the facts, keeping what they said, noticing when they disappear."""

from __future__ import annotations

import datetime as dt

from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.actions import close_due, reopen_due
from estafeta.roadmaps.evidence import registry, sites
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import PROVEN, Evidence
from estafeta.roadmaps.evidence.queries import closable, evidence_of
from estafeta.roadmaps.models import Due, EvidenceSnapshot, Measure, Roadmap, SiteCheck
from estafeta.roadmaps.queries.people import concerned_users
from estafeta.roadmaps.sentences import named
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, journal
from russian.plurals import counted


@transaction.atomic
def close_by_evidence(*, actor: Actor, due: Due, today: dt.date) -> Undo:
    """Close a due because the facts prove it; what they said is kept. Refuses while something is missing."""
    answers = [row for row in evidence_of(due.measure, Facts(actor.organisation, today)) if row.kind in registry.KINDS]
    lacking = [row for row in answers if row.state != PROVEN]
    if not answers or lacking:
        raise Refusal(lacking[0].sentence if lacking else "Это мероприятие система доказать не может. Приложите файл.")
    words = " ".join(row.sentence for row in answers)
    undo = close_due(actor=actor, due=due, fact_on=today, today=today, reason=f"По данным системы: {words}")
    for answer in answers:
        EvidenceSnapshot.objects.create(measure=due.measure, due=due, taken_by=actor.user, **_frozen(answer))
    return undo


@transaction.atomic
def close_all_by_evidence(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> Undo:
    """Close every due of a plan that the facts prove and the person may close; one «Отменить» takes all back."""
    demand("roadmaps.close_due", actor, roadmap)
    found = [row for row in closable(actor, today) if row.measure.section.roadmap_id == roadmap.pk]
    if not found:
        raise Refusal("Закрывать нечего: нет открытых сроков, которые доказаны данными системы.")
    undone = [close_by_evidence(actor=actor, due=row.due, today=today) for row in found]
    steps = [step for undo in undone for step in undo.steps]
    words = f"Закрыто по данным системы: {counted(len(found), 'срок', 'срока', 'сроков')}"
    for undo in undone:
        undo.delete()
    return Undo.objects.create(user=actor.user, organisation=actor.organisation, sentence=words, steps=steps)


def _frozen(answer: Evidence) -> dict[str, object]:
    return {
        "kind": answer.kind,
        "state": answer.state,
        "current": answer.current,
        "wanted": answer.wanted,
        "sentence": answer.sentence,
        "objects_seen": [{"label": seen.label, "url": seen.url, "key": seen.key} for seen in answer.objects],
        "taken_at": timezone.now(),
    }


@transaction.atomic
def check_site(*, actor: Actor, measure: Measure, url: str) -> SiteCheck:
    """Open an address because a person asked, and write down what came of it."""
    demand("roadmaps.add_proof", actor, measure)
    url = need(url, "Впишите адрес страницы.")
    URLValidator(schemes=["http", "https"], message="Адрес должен начинаться с https:// или http://.")(url)
    answer = sites.check(url)
    made = SiteCheck.objects.create(
        measure=measure, url=url, answers=answer.opens, sentence=answer.sentence, made_by=actor.user
    )
    journal(actor, "roadmaps.check_site", measure, f"Проверен адрес {url}: {answer.sentence}")
    return made


def recheck(organisation: Organisation, today: dt.date) -> int:
    """Ask the facts again about every snapshot of a closed due; tell the curator of those that have disappeared."""
    rows = EvidenceSnapshot.objects.filter(
        measure__section__roadmap__organisation=organisation,
        measure__removed_at__isnull=True,
        broken_at__isnull=True,
        due__state="done",
    ).select_related("measure__section__roadmap__organisation__parent", "taken_by")
    lost, facts = 0, Facts(organisation, today)
    for snapshot in rows:
        answer = registry.ask(snapshot.measure, snapshot.kind, facts)
        if answer.state != PROVEN:
            _lose(snapshot, answer.sentence)
            lost += 1
    return lost


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
