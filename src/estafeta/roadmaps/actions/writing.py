"""What every action of this room does the same way: lock, check, write, remember for «Отменить», put in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from estafeta.core.journal import plain, record
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.models import Measure, Offer, Roadmap, Undo
from estafeta.roadmaps.rules import measure_of, roadmap_of

Row = TypeVar("Row", bound=models.Model)


def locked(row: Row) -> Row:
    """Read the row again and hold it until the transaction ends."""
    found: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return found


def checked(row: Row) -> Row:
    """Refuse with the human message of a broken constraint, else return the row."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refusal(error.messages[0]) from error
    return row


def create(row: Row) -> Row:
    """Check and insert a new row."""
    checked(row).save()
    return row


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
    if measure.term_locked and not actor.is_over(COORDINATORS) and not _withdrawn(measure):
        raise Refusal(sentence)


def _withdrawn(measure: Measure) -> bool:
    """True when the last word from above is that the measure is no longer required, answered or not."""
    offers = Offer.objects.filter(upper=measure.upper_id, organisation=measure.section.roadmap.organisation_id)
    last = offers.exclude(state=Offer.State.REPLACED).order_by("-id").values_list("sort", flat=True).first()
    return last == Offer.Sort.WITHDRAWAL


class Changes:
    """The rows an action changes or makes, with their values before and after."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []

    def save(self, row: models.Model, **values: Any) -> None:
        """Give the row new values, check, save only those fields, remember both sides."""
        before = {name: getattr(row, _attname(row, name)) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        checked(row)
        stamped = ["updated_at"] if any(field.name == "updated_at" for field in row._meta.fields) else []
        row.save(update_fields=[*values, *stamped])
        after = {name: getattr(row, _attname(row, name)) for name in values}
        self._keep(row, before, after)

    def made(self, row: models.Model, *names: str) -> None:
        """Remember a row that this action has made; «Отменить» removes it unless these fields changed since."""
        self._keep(row, None, {name: getattr(row, _attname(row, name)) for name in names})

    def _keep(self, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        measure = measure_of(row)
        self.steps.append(
            {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "measure": measure.pk if measure else None,
                "before": None if before is None else {name: plain(value) for name, value in before.items()},
                "after": {name: plain(value) for name, value in after.items()},
            }
        )

    def sides(self) -> dict[str, dict[str, Any]]:
        """Return `before` and `after` of the changed rows for the journal; of several rows the first one speaks."""
        changed = [step for step in self.steps if step["before"] is not None]
        return {side: changed[0][side] for side in ("before", "after")} if changed else {}

    def undo(self, actor: Actor, sentence: str) -> Undo:
        """Keep what «Отменить» needs."""
        return Undo.objects.create(
            user=actor.user, organisation=actor.organisation, sentence=sentence, steps=self.steps
        )


def journal(
    actor: Actor,
    verb: str,
    target: models.Model,
    sentence: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one line of this room to the journal."""
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=f"roadmaps.{verb}",
        target=target,
        sentence=sentence,
        before=before,
        after=after,
    )


def _attname(row: models.Model, name: str) -> str:
    field = row._meta.get_field(name)
    return str(getattr(field, "attname", name))
