"""What proofs hand up to «Сегодня»: dues that are proven, claims to accept, proofs that have disappeared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import users_by_role
from estafeta.organisations.roles import HEADS, Role
from estafeta.roadmaps.proofs.queries import broken, claims_to_accept, closable
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source
from russian.phrases import clip

PROVEN = DutyKind("roadmaps.proven_due", "Можно закрыть по данным системы")
LOST = DutyKind("roadmaps.lost_proof", "Доказательства исчезли")
CLAIM = DutyKind("roadmaps.claim", "Подтверждения ждут проверки", "Проверить")


@duty_source("roadmaps.evidence")
def duties_of_facts(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield what may be closed (its measure says so where it is on the page), what was lost, what is to be accepted."""
    slug = actor.organisation.slug
    for row in closable(actor, today):
        yield Duty(
            kind=PROVEN,
            key=f"proven:{row.due.pk}",
            title=f"Можно закрыть: {clip(row.measure.title, 90)}",
            verb="Закрыть по факту",
            url=row.measure.get_absolute_url(),
            why=row.sentence,
            beside=True,
            answers=(Answer("Закрыть по факту", reverse("roadmaps:close_by_evidence", args=[slug, row.due.pk])),),
            about=frozenset({f"due:{row.due.pk}", f"roadmap:{row.measure.section.roadmap_id}"}),
            proves=True,
        )
    for snapshot in broken(actor.organisation):
        if may("roadmaps.close_due", actor, snapshot.measure):
            yield Duty(
                kind=LOST,
                key=f"lost:{snapshot.pk}",
                title=f"Доказательство исчезло: {clip(snapshot.measure.title, 80)}",
                verb="Решить",
                url=reverse("roadmaps:evidence", args=[slug, snapshot.measure.section.roadmap_id]),
                why=snapshot.broken_sentence,
            )
    yield from _claims(actor, today)


def _claims(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """What others have attached: the curator accepts it, the head where there is no curator."""
    if not may("roadmaps.accept_proof", actor):
        return
    claims = list(claims_to_accept(actor.organisation).exclude(added_by=actor.user))
    if claims and actor.is_any(HEADS) and Role.CURATOR in users_by_role(actor.organisation, today=today):
        return
    for proof in claims:
        address = [actor.organisation.slug, proof.pk]
        yield Duty(
            kind=CLAIM,
            key=f"claim:{proof.pk}",
            title=proof.measure.title,
            verb="Принять",
            url=proof.measure.get_absolute_url(),
            why=f"{proof.added_by.short_name} прилагает: {clip(str(proof), 120)}",
            beside=True,
            answers=(
                Answer("Принять", reverse("roadmaps:accept_proof", args=address), asks=True, key="KeyC"),
                Answer("Вернуть", reverse("roadmaps:return_proof", args=address), asks=True, key="KeyD"),
            ),
        )
