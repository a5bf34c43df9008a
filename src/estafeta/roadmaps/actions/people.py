"""Who answers for a measure, of what kinds it is and whom it concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import colleagues, serves_others
from estafeta.organisations.roles import Role
from estafeta.roadmaps.actions.inserting import places_of_kinds
from estafeta.roadmaps.models import Measure, MeasureKind, Responsible
from estafeta.roadmaps.sentences import named
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked


@transaction.atomic
def assign_responsible(
    *,
    actor: Actor,
    measure: Measure,
    today: dt.date,
    user: User | None = None,
    role: str = "",
    responsible: Responsible | None = None,
) -> Responsible:
    """Make a colleague or a role answer for a measure; with `responsible` the printed one is said to be them.

    Refuses somebody who does not belong to the organisation today, and a repetition.
    """
    demand("roadmaps.change_plan", actor, measure)
    row = put_responsible(
        actor=actor, measure=measure, today=today, user=user, role=role, responsible=responsible, changes=Changes(actor)
    )
    who = user.full_name if user else Role(role).label
    journal(actor, "roadmaps.assign_responsible", measure, f"Ответственный: {who}.", after={"responsible": row})
    if user:
        tell_assigned(actor, user, [measure])
    return row


def put_responsible(
    *,
    actor: Actor,
    measure: Measure,
    today: dt.date,
    user: User | None,
    role: str,
    responsible: Responsible | None,
    changes: Changes,
) -> Responsible:
    """Write one responsible as part of a larger act, which writes the journal."""
    check_assignable(actor=actor, today=today, user=user, role=role)
    others = measure.responsibles.exclude(pk=responsible.pk) if responsible else measure.responsibles.all()
    if others.filter(user=user, role=role).exists():
        raise Refusal("Этот ответственный у мероприятия уже есть.")
    if responsible is not None:
        changes.save(responsible, user=user, role=role)
        return responsible
    text = user.short_name if user else str(Role(role).label)
    sort = Responsible.Sort.PERSON if user else Responsible.Sort.ROLE
    row = create(Responsible(measure=measure, position=others.count(), text=text, sort=sort, user=user, role=role))
    changes.made(row, "user", "role")
    return row


def check_assignable(*, actor: Actor, today: dt.date, user: User | None, role: str) -> None:
    """Refuse nobody, both at once, an unknown role and a user without a role in the organisation today."""
    if (user is None) == (not role):
        raise Refusal("Выберите человека или роль.")
    if role and role not in Role.values:
        raise Refusal("Такой роли нет.")
    if user is not None and not colleagues(actor.organisation, today=today).filter(pk=user.pk).exists():
        raise Refusal("Этот человек не состоит в организации. Сначала пригласите его.")


def tell_assigned(actor: Actor, user: User, measures: Sequence[Measure]) -> None:
    """Tell a colleague that she now answers for measures."""
    more = f" и ещё {len(measures) - 1}" if len(measures) > 1 else ""
    announce(
        users=[user],
        but=actor.user,
        kind="roadmaps.assigned",
        sentence=f"Вы отвечаете за мероприятие {named(measures[0])}{more}",
        url=measures[0].get_absolute_url(),
        organisation=actor.organisation,
    )


@transaction.atomic
def remove_responsible(*, actor: Actor, responsible: Responsible) -> None:
    """Say that somebody no longer answers for the measure; the printed wording stays in the plan's text."""
    measure = responsible.measure
    demand("roadmaps.change_plan", actor, measure)
    journal(
        actor,
        "roadmaps.remove_responsible",
        measure,
        f"Больше не отвечает: {responsible}.",
        before={"responsible": responsible},
    )
    responsible.delete()


@transaction.atomic
def set_kinds(*, actor: Actor, measure: Measure, codes: Sequence[str]) -> None:
    """Say of what kinds a measure is, the first being the main one; refuses a code that the catalogue does not know."""
    demand("roadmaps.change_plan", actor, measure)
    known = catalogue()
    chosen = list(dict.fromkeys(codes))
    if any(code not in known for code in chosen):
        raise Refusal("Такого вида мероприятия нет в перечне.")
    before = list(measure.kinds.values_list("code", flat=True))
    places = places_of_kinds(measure.items)
    measure.kinds.all().delete()
    MeasureKind.objects.bulk_create(
        MeasureKind(measure=measure, code=code, confirmed_by_person=True, items=places.get(code, [])) for code in chosen
    )
    words = ", ".join(known[code].name for code in chosen) or "не указаны"
    journal(
        actor,
        "roadmaps.set_kinds",
        measure,
        f"Виды мероприятия: {words}.",
        before={"kinds": before},
        after={"kinds": chosen},
    )


@transaction.atomic
def set_concerns(*, actor: Actor, measure: Measure, concerns: str) -> Undo:
    """Say whether a measure is asked of the organisation itself or of those below.

    Refuses those below where the organisation serves nobody else, and what it is already.
    """
    demand("roadmaps.change_plan", actor, measure)
    row = locked(measure)
    if concerns not in Measure.Concerns.values:
        raise Refusal("Выберите: своя организация или организации ниже.")
    if concerns == Measure.Concerns.BELOW and not serves_others(actor.organisation):
        raise Refusal("Ниже этой организации других нет: спросить можно только её саму.")
    if row.concerns == concerns:
        raise Refusal("Так уже и есть.")
    changes = Changes(actor)
    changes.save(row, concerns=concerns)
    words = f"О ком мероприятие: {Measure.Concerns(concerns).label.lower()}."
    journal(actor, "roadmaps.set_concerns", measure, words, **changes.sides())
    measure.refresh_from_db()
    return changes.undo(actor, f"{named(measure)}: {words}")
