"""Whose control of roadmaps passes to another when somebody leaves, with the requests that wait for her decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from estafeta.accounts.models import User
from estafeta.control.queries import asked_moves
from estafeta.core.rights import may
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import DueMove, Roadmap
from estafeta.workbench.writing import Changes, locked
from russian.phrases import clip
from russian.plurals import counted

REQUESTS = ("просьба", "просьбы", "просьб")


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A roadmap that the leaver controls, its open working copies, and the requests to move that wait for her."""

    roadmap: Roadmap
    copies: tuple[Roadmap, ...]
    moves: tuple[DueMove, ...]

    @property
    def title(self) -> str:
        """What is handed over, in words."""
        return f"Контроль карты «{self.roadmap.title}»"

    @property
    def waits(self) -> str:
        """How many requests go with it; empty when none do."""
        return f"ждут решения: {counted(len(self.moves), *REQUESTS)}" if self.moves else ""


def controlled(organisation: Organisation, leaver: User) -> tuple[ControlLine, ...]:
    """The roadmaps of the organisation that name the person as controller.

    A working copy goes with its roadmap: else the amendment, once approved, would name the leaver again.
    """
    rows = Roadmap.objects.filter(
        organisation=organisation, controller=leaver, removed_at__isnull=True, state__in=LIVING
    ).select_related("organisation", "amends__organisation")
    plans: dict[int, Roadmap] = {}
    copies: dict[int, list[Roadmap]] = {}
    for row in rows.order_by("starts", "pk"):
        plan = row.amends or row
        plans.setdefault(plan.pk, plan)
        if row.amends is not None:
            copies.setdefault(plan.pk, []).append(row)
    moves: dict[int, list[DueMove]] = {}
    for move in asked_moves(organisation).filter(due__measure__section__roadmap__in=plans):
        moves.setdefault(move.due.measure.section.roadmap_id, []).append(move)
    return tuple(ControlLine(plan, tuple(copies.get(pk, ())), tuple(moves.get(pk, ()))) for pk, plan in plans.items())


def decided_by_role(
    organisation: Organisation, leaver: User, lines: Collection[ControlLine], today: dt.date
) -> tuple[DueMove, ...]:
    """Open requests that the leaver decides by her role, not as controller: they stay with the role."""
    acting = actor_for(leaver, organisation, today=today)
    taken = {line.roadmap.pk for line in lines}
    moves = (move for move in asked_moves(organisation) if move.due.measure.section.roadmap_id not in taken)
    return tuple(move for move in moves if may("roadmaps.decide_move", acting, move))


def pass_control(line: ControlLine, new: User, leaver: User, changes: Changes) -> None:
    """Name the new controller as part of a larger act, which checks her and writes the journal."""
    for row in (line.roadmap, *line.copies):
        held = locked(row)
        if held.controller_id == leaver.pk:
            changes.save(held, controller=new)


def tell_controller(actor: Actor, line: ControlLine, new: User) -> None:
    """Tell the new controller, and what waits for her decision."""
    more = f" {line.waits.capitalize()}." if line.waits else ""
    page = (actor.organisation if line.moves else line.roadmap).get_absolute_url()
    announce(
        users=[new],
        but=actor.user,
        kind="control.controls",
        sentence=f"Вы теперь контролёр карты «{clip(line.roadmap.title, 110)}».{more}",
        url=page,
        organisation=actor.organisation,
    )
