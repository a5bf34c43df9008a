"""Proofs, remarks, and the journal line that a private file leaves when it is opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand, may
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.lifecycle import CLAIM
from estafeta.roadmaps.models import Due, Measure, Proof, Remark
from estafeta.roadmaps.queries.kinds import kinds_of
from estafeta.roadmaps.queries.people import concerned_users
from estafeta.roadmaps.sentences import named
from estafeta.workbench.models import Undo
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, create, journal, take_step
from russian.phrases import clip


@dataclass(frozen=True, slots=True)
class ProofInput:
    """What somebody gives as a proof: a file, else a link, else a note; `text` explains any of them."""

    file: Upload | None = None
    url: str = ""
    text: str = ""


@transaction.atomic
def add_proof(*, actor: Actor, measure: Measure, proof: ProofInput, due: Due | None = None) -> Proof:
    """Add a claim to a measure or to one of its dues; refuses an empty one.

    It proves nothing until somebody with the right accepts it: see `proofs.claims`.
    """
    demand("roadmaps.add_proof", actor, measure)
    if due is not None and due.measure_id != measure.pk:
        raise Refusal("Этот срок принадлежит другому мероприятию.")
    row = create_proof(actor=actor, measure=measure, due=due, proof=proof)
    journal(actor, "roadmaps.add_proof", measure, f"Добавлено подтверждение: {worded(row)}.", after={"proof": row})
    return row


def worded(proof: Proof) -> str:
    """The proof as it stands before the full stop of a sentence."""
    return clip(str(proof)).rstrip(".")


def create_proof(*, actor: Actor, measure: Measure, due: Due | None, proof: ProofInput) -> Proof:
    """Insert a proof as part of a larger act, which writes the journal."""
    row = Proof(measure=measure, due=due, added_by=actor.user, url=proof.url.strip(), text=proof.text.strip())
    if proof.file is None:
        row.sort = Proof.Sort.LINK if row.url else Proof.Sort.NOTE
        return create(row)
    row.sort, row.original_name, row.size = Proof.Sort.FILE, proof.file.name, proof.file.size
    proof.file.keep(row.file)
    return create(row)


def accept_own(*, actor: Actor, proof: Proof, today: dt.date) -> bool:
    """Accept what the person brings with her own closing, where it is hers to accept; part of a larger act.

    Returns whether she could: a claim of somebody who only answers for the measure waits for a curator.
    """
    if not may(CLAIM["accept"].right, actor, proof):
        return False
    codes = [row.code for row in kinds_of(proof.measure)]
    values = {"kinds": codes, "decided_by": actor.user, "decided_on": today}
    take_step(proof, CLAIM, "accept", actor=actor, values=values)
    return True


@transaction.atomic
def remove_proof(*, actor: Actor, proof: Proof) -> Undo:
    """Take a proof away; it can be given back. A due closed by it stays closed."""
    demand("roadmaps.add_proof", actor, proof)
    if proof.removed_at:
        raise Refusal("Это подтверждение уже убрано.")
    changes = Changes(actor)
    changes.save(proof, removed_at=timezone.now())
    words = f"Убрано подтверждение: {worded(proof)}."
    journal(actor, "roadmaps.remove_proof", proof.measure, words, before={"proof": proof})
    return changes.undo(actor, f"{named(proof.measure)}: {words}")


@transaction.atomic
def record_view(*, actor: Actor, proof: Proof) -> None:
    """Write down that a private file was opened; refuses a removed one."""
    demand("roadmaps.view_plan", actor, proof)
    if proof.removed_at or not proof.file:
        raise Refusal("Этого файла больше нет.")
    journal(actor, "roadmaps.view_proof", proof, f"Открыт файл «{clip(proof.original_name)}».")


@transaction.atomic
def add_remark(*, actor: Actor, measure: Measure, text: str) -> Remark:
    """Say something about a measure; those who answer for it, speak of it and the curators are told."""
    demand("roadmaps.remark", actor, measure)
    text = need(text, "Напишите что-нибудь.")
    remark = create(Remark(measure=measure, author=actor.user, text=text))
    journal(actor, "roadmaps.add_remark", measure, f"Написано в обсуждении: {clip(text)}", after={"text": text})
    announce(
        users=concerned_users(measure),
        but=actor.user,
        kind="roadmaps.remark",
        sentence=f"Новая реплика к мероприятию {named(measure)}",
        url=measure.get_absolute_url(),
        organisation=actor.organisation,
    )
    return remark
