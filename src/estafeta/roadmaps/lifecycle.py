"""Life cycles as data: which step leads from which state to which, what it is called, who may, what it demands.

Actions check a state here, buttons are drawn from here, tests and the reference page walk these tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from estafeta.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life cycle. `demands` says in words what must be given with it."""

    name: str
    sources: frozenset[str]
    target: str
    label: str
    right: str
    refusal: str
    demands: str = ""


Table = Mapping[str, Step]


def table(*steps: Step) -> Table:
    """Return the steps by name."""
    return {step.name: step for step in steps}


def states(*names: str) -> frozenset[str]:
    """Return the states a step may start from."""
    return frozenset(names)


OPEN = states("planned", "in_progress")

DUE = table(
    Step(
        "start",
        states("planned"),
        "in_progress",
        "Начать работу",
        "roadmaps.close_due",
        "Работа уже начата или закончена.",
    ),
    Step(
        "close",
        OPEN,
        "done",
        "Отметить выполненным",
        "roadmaps.close_due",
        "Этот срок уже закрыт.",
        "подтверждение или причина, почему его нет",
    ),
    Step(
        "cancel",
        OPEN,
        "cancelled",
        "Отменить срок",
        "roadmaps.change_plan",
        "Этот срок уже закрыт, отменить его нельзя.",
        "причина",
    ),
    Step(
        "skip",
        OPEN,
        "not_needed",
        "Не понадобилось",
        "roadmaps.close_due",
        "Этот срок уже закрыт.",
        "причина; только для мероприятий «при необходимости»",
    ),
    Step(
        "reopen",
        states("done", "cancelled", "not_needed"),
        "planned",
        "Вернуть в работу",
        "roadmaps.close_due",
        "Этот срок и так открыт.",
    ),
)

MOVE = table(
    Step("agree", states("asked"), "agreed", "Согласовать", "roadmaps.decide_move", "Этот перенос уже решён."),
    Step(
        "refuse",
        states("asked"),
        "refused",
        "Отклонить",
        "roadmaps.decide_move",
        "Этот перенос уже решён.",
        "пояснение",
    ),
    Step("withdraw", states("asked"), "withdrawn", "Отозвать", "roadmaps.withdraw_move", "Этот перенос уже решён."),
)

ROADMAP = table(
    Step("archive", states("active"), "archived", "В архив", "roadmaps.change_plan", "Карта уже в архиве."),
    Step(
        "restore", states("archived"), "active", "Вернуть из архива", "roadmaps.change_plan", "Карта и так действует."
    ),
)

LOAD = table(
    Step("begin", states("waiting", "reading"), "reading", "Прочитать", "roadmaps.manage_loads", "Файл уже прочитан."),
    Step("finish", states("reading"), "read", "Прочитано", "roadmaps.manage_loads", "Файл уже прочитан."),
    Step(
        "refuse", states("waiting", "reading"), "refused", "Не читается", "roadmaps.manage_loads", "Файл уже прочитан."
    ),
    Step(
        "confirm",
        states("read"),
        "confirmed",
        "Создать карту",
        "roadmaps.manage_loads",
        "Эта загрузка уже завершена.",
    ),
    Step(
        "undo",
        states("confirmed"),
        "undone",
        "Отменить загрузку",
        "roadmaps.manage_loads",
        "Отменить можно только загрузку, из которой создана карта.",
    ),
    Step(
        "discard",
        states("waiting", "reading", "read", "refused"),
        "undone",
        "Не загружать",
        "roadmaps.manage_loads",
        "Эта загрузка уже завершена.",
    ),
)


def check(cycle: Table, name: str, state: str) -> Step:
    """Return the step when it may start from the state; refuse with the step's own sentence otherwise."""
    step = cycle[name]
    if state not in step.sources:
        raise Refusal(step.refusal)
    return step


def possible(cycle: Table, state: str) -> tuple[Step, ...]:
    """Return the steps that may start from the state."""
    return tuple(step for step in cycle.values() if state in step.sources)
