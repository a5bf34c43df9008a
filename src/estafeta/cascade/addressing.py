"""Above: measures are addressed to organisations below, and later changes of them are offered, never imposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.urls import reverse

from estafeta.cascade.lifecycle import OFFER
from estafeta.cascade.models import Address, Offer
from estafeta.cascade.planning import Step, addressed, addressees, institutions, pending_steps, steps_of
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.roadmaps.queries.people import users_with_role
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from russian.plurals import counted

MEASURES = ("мероприятие", "мероприятия", "мероприятий")
TO_ORGANISATIONS = ("организации", "организациям", "организациям")


@transaction.atomic
def address_measures(
    *,
    actor: Actor,
    measures: Sequence[Measure],
    mode: str,
    today: dt.date,
    kinds: Collection[str] = (),
    organisations: Collection[Organisation] = (),
    locked_terms: bool = False,
    note: str = "",
) -> Undo:
    """Address measures and offer each to every addressee; those who are no longer named are offered to drop it.

    Refuses nothing chosen, a roadmap that is put away, and an address that reaches nobody.
    """
    demand("cascade.address_measures", actor)
    if not measures:
        raise Refusal("Выберите хотя бы одно мероприятие.")
    everybody = institutions(actor.organisation)
    reached = addressees(everybody, mode, kinds, [row.pk for row in organisations])
    if not reached:
        raise Refusal("Таких организаций ниже нет. Выберите, кому предложить мероприятия.")
    changes = Changes(actor)
    for measure in measures:
        demand("cascade.address_measures", actor, measure)
        _demand_living(measure)
        _set(changes, measure, mode, kinds, reached, locked_terms=locked_terms, note=note)
    rows = addressed(measures[0].section.roadmap).filter(measure__in=measures)
    _offer(actor, steps_of(rows, everybody), changes, today)
    count = counted(len(measures), *MEASURES)
    words = f"Предложено {counted(len(reached), *TO_ORGANISATIONS)}: {count}."
    keys = sorted(row.pk for row in measures)
    journal(actor, "cascade.address_measures", actor.organisation, words, after={"measures": keys, "mode": mode})
    return changes.undo(actor, words)


def _demand_living(measure: Measure) -> None:
    if measure.removed_at or measure.section.roadmap.state not in LIVING or measure.section.roadmap.amends_id:
        raise Refusal("Предлагать можно мероприятия действующей карты или её проекта.")


def _set(
    changes: Changes,
    measure: Measure,
    mode: str,
    kinds: Collection[str],
    reached: Sequence[Organisation],
    *,
    locked_terms: bool,
    note: str,
) -> None:
    values = {
        "mode": mode,
        "kinds": sorted(kinds) if mode == Address.Mode.KINDS else [],
        "locked": locked_terms,
        "note": note.strip(),
    }
    address = Address.objects.filter(measure=measure).first()
    if address is None:
        address = create(Address(measure=measure, **values))
        changes.made(address, "mode")
    else:
        changes.save(address, **values)
    address.organisations.set(reached if mode == Address.Mode.LIST else [])


@transaction.atomic
def offer_changes(*, actor: Actor, roadmap: Roadmap, today: dt.date) -> Undo:
    """Send what has changed above since it was last offered; refuses when everybody knows everything already."""
    demand("cascade.address_measures", actor, roadmap)
    steps = pending_steps(locked(roadmap))
    if not steps:
        raise Refusal("Изменений нет: всем уже предложено то, что записано в карте.")
    changes = Changes(actor)
    _offer(actor, steps, changes, today)
    count = len({step.organisation_id for step in steps})
    words = f"Изменения карты разосланы {counted(count, *TO_ORGANISATIONS)}."
    keys = sorted({step.measure.pk for step in steps})
    journal(actor, "cascade.offer_changes", roadmap, words, after={"measures": keys})
    return changes.undo(actor, words)


def _offer(actor: Actor, steps: Sequence[Step], changes: Changes, today: dt.date) -> None:
    fresh: dict[int, int] = {}
    for step in steps:
        if step.replaces is not None:
            take_step(step.replaces, OFFER, "replace", actor=None, changes=changes)
        if step.content is not None:
            offer = Offer(
                organisation_id=step.organisation_id,
                upper=step.measure,
                sort=step.sort,
                content=step.content,
                locked=step.content["locked"],
            )
            changes.made(create(offer), "state")
            fresh[step.organisation_id] = fresh.get(step.organisation_id, 0) + 1
    for organisation in Organisation.objects.filter(pk__in=fresh):
        _tell(actor, organisation, fresh[organisation.pk], today)


def _tell(actor: Actor, organisation: Organisation, count: int, today: dt.date) -> None:
    announce(
        users=users_with_role(organisation, {Role.CURATOR}, today=today),
        but=actor.user,
        kind="cascade.offered",
        sentence=f"{actor.organisation.short_name} предлагает в вашу карту: {counted(count, *MEASURES)}.",
        url=reverse("cascade:offers", args=[organisation.slug]),
        organisation=organisation,
    )
