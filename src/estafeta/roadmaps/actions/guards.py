"""What may not be done with a plan as it stands, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.roadmaps.rules import roadmap_of

Release = Callable[[Measure], bool]
RELEASES: list[Release] = []


def releases_term(source: Release) -> Release:
    """Register a room that can say of a measure set above: those above no longer require it."""
    RELEASES.append(source)
    return source


LOCKED = {
    "sent": "Карта на согласовании. Чтобы исправить её, сначала отзовите.",
    "agreed": "Карта согласована и ждёт приказа. Чтобы исправить её, сначала отзовите: согласовать придётся снова.",
    "closed": "Карта завершена, менять её поздно.",
    "archived": "Карта в архиве. Сначала верните её.",
}
TERM_LOCKED = "Срок этого мероприятия задан выше, изменить его здесь нельзя. Переносит его координатор."
NOT_CANCELLED = (
    "Срок этого мероприятия задан выше, отменить его здесь нельзя. Попросите перенести срок или напишите координатору: "
    "если мероприятие больше не нужно, он уберёт его у себя, и вам придёт предложение «Больше не требуется»."
)
NOT_OFF_CONTROL = "Срок этого мероприятия задан выше, снять его с контроля может только координатор. Напишите ему."
NOT_DELETED = (
    "Мероприятие пришло сверху с обязательным сроком, удалить его здесь нельзя: {}. Напишите координатору: он уберёт "
    "мероприятие у себя, и вам придёт предложение «Больше не требуется»."
)
IN_FORCE = "Карта утверждена. Нажмите «Изменить карту»: изменение согласуют и утвердят отдельно."


def demand_writable(actor: Actor, target: models.Model) -> None:
    """Demand the right to change the plan of the target, and that its wording may be changed in its present state."""
    demand("roadmaps.change_plan", actor, target)
    roadmap = roadmap_of(target)
    if roadmap is None:
        return
    state = Roadmap.objects.values_list("state", flat=True).get(pk=roadmap.pk)
    if state not in WRITABLE:
        raise Refusal(LOCKED.get(state, IN_FORCE))


def demand_free_term(measure: Measure) -> None:
    """Refuse to change the term of a measure when it is set above."""
    if measure.term_locked:
        raise Refusal(TERM_LOCKED)


def demand_free_to_drop(actor: Actor, measure: Measure, sentence: str) -> None:
    """Refuse to drop what those above have set with a locked term, until they have withdrawn it themselves.

    Whoever coordinates above may do it here too: it is her own word that she takes back.
    """
    if measure.term_locked and not actor.is_over(COORDINATORS) and not any(source(measure) for source in RELEASES):
        raise Refusal(sentence)
