"""Who may do what with roadmaps.

A target is a roadmap or anything that hangs on one. Without a target a rule answers for the page: «could this person
ever»; the action asks again with the target.
"""

from __future__ import annotations

from typing import Any

from estafeta.core.rights import right
from estafeta.organisations.actors import Actor
from estafeta.organisations.roles import COORDINATORS, EDITORS, HEADS, MANAGERS, Role
from estafeta.roadmaps.models import DueMove, Measure, Roadmap

AGREEING = COORDINATORS | HEADS | {Role.METHODIST}
WATCHERS = COORDINATORS | HEADS | {Role.METHODIST, Role.AUDITOR}


def roadmap_of(target: Any) -> Roadmap | None:
    """The roadmap that the target belongs to, or None for the page itself."""
    if isinstance(target, Roadmap):
        return target
    measure = measure_of(target)
    if measure is not None:
        return measure.section.roadmap
    roadmap = getattr(target, "roadmap", None)
    return roadmap if isinstance(roadmap, Roadmap) else None


def measure_of(target: Any) -> Measure | None:
    """The measure that the target belongs to, or None."""
    if isinstance(target, Measure):
        return target
    if isinstance(target, DueMove):
        return target.due.measure
    measure = getattr(target, "measure", None)
    return measure if isinstance(measure, Measure) else None


def is_here(actor: Actor, target: Any) -> bool:
    """True when the target belongs to the organisation in which the person acts (or there is no target yet)."""
    roadmap = roadmap_of(target)
    return roadmap is None or roadmap.organisation_id == actor.organisation.pk


def answers_for(actor: Actor, target: Any) -> bool:
    """True when the person, or a role she holds here, is responsible for the measure of the target."""
    measure = measure_of(target)
    if measure is None:
        return False
    return any(
        row.user_id in actor.people or (row.role and row.role in actor.here) for row in measure.responsibles.all()
    )


@right("roadmaps.view_plan", "Дорожную карту видят сотрудники организации и вышестоящие координаторы.")
def view_plan(actor: Actor, target: Any = None) -> bool:
    """Any role here; coordinators, heads, methodists and auditors above."""
    return is_here(actor, target) and (bool(actor.here) or actor.is_over(WATCHERS))


@right(
    "roadmaps.change_plan",
    "Менять дорожную карту могут куратор, директор и методист; координатор — карту своего уровня.",
)
def change_plan(actor: Actor, target: Any = None) -> bool:
    """Editors of the organisation itself; those above agree or remark, they do not rewrite."""
    return is_here(actor, target) and actor.is_any(EDITORS)


@right("roadmaps.close_due", "Отметить выполнение могут ответственный, куратор и директор.")
def close_due(actor: Actor, target: Any = None) -> bool:
    """Editors here and whoever answers for the measure."""
    return _editor_or_responsible(actor, target)


@right("roadmaps.add_proof", "Подтверждения добавляют ответственный, куратор и директор.")
def add_proof(actor: Actor, target: Any = None) -> bool:
    """Editors here and whoever answers for the measure."""
    return _editor_or_responsible(actor, target)


@right("roadmaps.accept_proof", "Подтверждения принимают куратор и директор, в карте управления — координатор.")
def accept_proof(actor: Actor, target: Any = None) -> bool:
    """Managers here, their own claims too; whoever only answers for the measure brings, and others accept."""
    return is_here(actor, target) and actor.is_any(MANAGERS)


@right("roadmaps.ask_move", "Просить о переносе срока могут ответственный, куратор и директор.")
def ask_move(actor: Actor, target: Any = None) -> bool:
    """Editors here and whoever answers for the measure."""
    return _editor_or_responsible(actor, target)


@right("roadmaps.withdraw_move", "Отозвать перенос может только тот, кто о нём попросил.")
def withdraw_move(actor: Actor, target: Any = None) -> bool:
    """The one who asked."""
    if target is None:
        return bool(actor.here)
    return is_here(actor, target) and target.asked_by_id == actor.user.pk


@right(
    "roadmaps.decide_move",
    "Сроки переносит и снимает с контроля контролёр карты, директор или вышестоящий координатор, "
    "и не тот, кто об этом попросил.",
)
def decide_move(actor: Actor, target: Any = None) -> bool:
    """The controller named in the roadmap, the director here, or a coordinator here or above; never the one who asked
    unless she is the director.
    """
    if not is_here(actor, target):
        return False
    if actor.is_any(HEADS):
        return True
    if isinstance(target, DueMove) and target.asked_by_id == actor.user.pk:
        return False
    return is_controller(actor, target) or actor.is_any(COORDINATORS) or actor.is_over(COORDINATORS)


def is_controller(actor: Actor, target: Any) -> bool:
    """True when the roadmap of the target names the person as its controller."""
    roadmap = roadmap_of(target)
    return roadmap is not None and bool(actor.here) and roadmap.controller_id in actor.people


@right("roadmaps.remark", "Писать в обсуждении могут сотрудники организации и вышестоящие координаторы.")
def remark(actor: Actor, target: Any = None) -> bool:
    """Whoever may see the plan."""
    return view_plan(actor, target)


@right("roadmaps.view_overview", "Обзор по организациям открыт координаторам муниципалитета и региона.")
def view_overview(actor: Actor, target: Any = None) -> bool:
    """Coordinators, heads, methodists and auditors of a node that looks at organisations below it."""
    return actor.organisation.is_above and (actor.is_any(WATCHERS) or actor.is_over(WATCHERS))


@right("roadmaps.view_people", "Кто сколько успел, видят директор, куратор и координатор.")
def view_people(actor: Actor, target: Any = None) -> bool:
    """Editors here, coordinators above."""
    return actor.is_any(EDITORS) or actor.is_over(COORDINATORS)


@right(
    "roadmaps.send_roadmap",
    "Отправить карту на согласование, отозвать и завершить её могут куратор, директор и методист.",
)
def send_roadmap(actor: Actor, target: Any = None) -> bool:
    """Those who may change the plan."""
    return change_plan(actor, target)


@right(
    "roadmaps.agree_roadmap",
    "Согласует координатор вышестоящей организации; своя организация свою карту не согласует.",
)
def agree_roadmap(actor: Actor, target: Any = None) -> bool:
    """A coordinator, head or methodist over the organisation of the roadmap; without a target, at such a node."""
    if target is None:
        return actor.organisation.is_above and actor.is_any(AGREEING)
    return is_here(actor, target) and actor.is_over(AGREEING)


@right(
    "roadmaps.approve_roadmap",
    "Номер и дату приказа вносит делопроизводитель, директор или куратор организации.",
)
def approve_roadmap(actor: Actor, target: Any = None) -> bool:
    """The clerk and the editors of the organisation itself."""
    return is_here(actor, target) and actor.is_any(EDITORS | {Role.CLERK})


def _editor_or_responsible(actor: Actor, target: Any) -> bool:
    if not is_here(actor, target):
        return False
    if actor.is_any(EDITORS):
        return True
    return bool(actor.here) if target is None else answers_for(actor, target)
