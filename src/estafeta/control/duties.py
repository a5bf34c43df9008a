"""What control hands up to «Сегодня»: requests to move dues, as decisions that are answered in the row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.urls import reverse

from estafeta.accounts.models import User
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership
from estafeta.organisations.queries import in_force, users_by_role
from estafeta.organisations.roles import COORDINATORS, MANAGERS, Role
from estafeta.roadmaps.models import DueMove
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.sentences import long_day
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source
from russian.phrases import clip

MOVE = DutyKind("roadmaps.move", "Перенести сроки", decides="перенести срок")
STUCK = DutyKind("roadmaps.stuck_move")


@duty_source("control")
def duties_of_moves(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield what the person may decide and, for managers, what nobody can."""
    yield from _moves(actor, today, users_by_role(actor.organisation, today=today))


def asked_moves(actor: Actor, today: dt.date) -> list[DueMove]:
    """The requests to move dues that nobody has decided yet: of the organisation, for a coordinator also of those below
    that have no director.
    """
    here = Q(due__measure__section__roadmap__organisation=actor.organisation)
    if actor.organisation.is_above and actor.is_any(COORDINATORS):
        directors = Membership.objects.filter(in_force(today), role=Role.DIRECTOR, user__is_active=True)
        here |= ~Q(due__measure__section__roadmap__organisation__in=directors.values("organisation"))
    rows = DueMove.objects.filter(here, live("due__measure__"), state=DueMove.State.ASKED)
    return list(rows.select_related("asked_by", "due__measure__section__roadmap__organisation").order_by("pk"))


def _moves(actor: Actor, today: dt.date, by_role: Mapping[str, list[User]]) -> Iterator[Duty]:
    """Requests that the person may decide; for managers those that nobody can."""
    for move in asked_moves(actor, today):
        organisation = move.due.measure.section.roadmap.organisation
        if organisation != actor.organisation:
            yield move_duty(move, organisation.short_name)
        elif may("roadmaps.decide_move", actor, move):
            yield move_duty(move)
        elif actor.is_any(MANAGERS) and not _decider(actor, move, by_role):
            yield Duty(
                kind=STUCK,
                key=f"stuck:{move.pk}",
                title="Директора в системе нет, решать некому",
                verb="Пригласить",
                url=reverse("organisations:invite", args=[actor.organisation.slug]),
                why=f"Ждёт перенос срока: {clip(move.due.measure.title, 120)}",
            )


def _decider(actor: Actor, move: DueMove, by_role: Mapping[str, list[User]]) -> bool:
    """Say whether somebody can decide: a controller who did not ask, a director, those above."""
    controller = move.due.measure.section.roadmap.controller_id
    if controller and controller != move.asked_by_id:
        return True
    return Role.DIRECTOR in by_role or actor.organisation.parent_id is not None


def move_duty(move: DueMove, place: str = "") -> Duty:
    """A request as a decision that is answered in the row; `place` names an organisation below."""
    measure = move.due.measure
    slug = measure.section.roadmap.organisation.slug
    address = [reverse("roadmaps:decide_move", args=[slug, move.pk, step]) for step in ("agree", "refuse")]
    before = f"{long_day(move.old_date)} → " if move.old_date else ""
    return Duty(
        kind=MOVE,
        key=f"move:{move.pk}",
        title=measure.title,
        verb="Решить",
        url=measure.get_absolute_url(),
        why=", ".join(part for part in (place, f"{move.asked_by.short_name}: «{clip(move.reason, 140)}»") if part),
        when=f"{before}{long_day(move.new_date)}",
        beside=not place,
        answers=(
            Answer("Согласен", address[0], main=True, key="KeyC"),
            Answer("Нет", address[1], asks=True, key="KeyD"),
        ),
    )
