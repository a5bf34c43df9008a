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
        "off_control",
        OPEN,
        "off_control",
        "Снять с контроля",
        "roadmaps.decide_move",
        "Этот срок уже закрыт, снимать его с контроля не нужно.",
        "пояснение",
    ),
    Step(
        "reopen",
        states("done", "cancelled", "not_needed", "off_control"),
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

NOT_ARCHIVED = states("draft", "sent", "returned", "agreed", "approved", "in_force", "amended", "closed")
LIVING = NOT_ARCHIVED - {"closed"}
"""States in which a plan is worked on: its dues remind people and stand in overviews."""
WRITABLE = states("draft", "returned")
"""States in which the wording of the plan itself may be changed; later it changes only by an amendment."""

ROADMAP = table(
    Step(
        "send",
        WRITABLE,
        "sent",
        "Отправить на согласование",
        "roadmaps.send_roadmap",
        "Отправить можно проект карты или карту, которую вернули с замечаниями.",
    ),
    Step(
        "recall",
        states("sent", "agreed"),
        "draft",
        "Отозвать",
        "roadmaps.send_roadmap",
        "Отозвать можно карту, которая ждёт согласования или согласована, но ещё не утверждена.",
    ),
    Step(
        "return",
        states("sent"),
        "returned",
        "Вернуть с замечаниями",
        "roadmaps.agree_roadmap",
        "Эта карта не ждёт согласования.",
        "хотя бы одно замечание или пояснение",
    ),
    Step(
        "agree",
        states("sent"),
        "agreed",
        "Согласовать",
        "roadmaps.agree_roadmap",
        "Эта карта не ждёт согласования.",
    ),
    Step(
        "approve",
        states("agreed"),
        "approved",
        "Утвердить",
        "roadmaps.approve_roadmap",
        "Утвердить можно согласованную карту.",
        "номер и дата приказа",
    ),
    Step(
        "approve_without",
        states("draft"),
        "approved",
        "Утверждена без согласования",
        "roadmaps.approve_roadmap",
        "Без согласования утверждают только проект карты.",
        "номер и дата приказа, причина",
    ),
    Step(
        "enact",
        states("approved"),
        "in_force",
        "Ввести в действие",
        "roadmaps.approve_roadmap",
        "Ввести в действие можно утверждённую карту.",
    ),
    Step(
        "amend",
        states("in_force", "amended"),
        "amended",
        "Утвердить изменение",
        "roadmaps.approve_roadmap",
        "Изменения утверждаются только у действующей карты.",
        "номер и дата приказа",
    ),
    Step(
        "close",
        states("in_force", "amended"),
        "closed",
        "Завершить",
        "roadmaps.send_roadmap",
        "Завершить можно только действующую карту.",
    ),
    Step("archive", NOT_ARCHIVED, "archived", "В архив", "roadmaps.change_plan", "Карта уже в архиве."),
    Step(
        "restore",
        states("archived"),
        "draft",
        "Вернуть из архива",
        "roadmaps.change_plan",
        "Карта и так не в архиве.",
    ),
)

AGREEMENT = table(
    Step("recall", states("sent"), "recalled", "Отозвать", "roadmaps.send_roadmap", "Ответ на эту карту уже дан."),
    Step(
        "return",
        states("sent"),
        "returned",
        "Вернуть с замечаниями",
        "roadmaps.agree_roadmap",
        "Ответ на эту карту уже дан.",
        "хотя бы одно замечание или пояснение",
    ),
    Step("agree", states("sent"), "agreed", "Согласовать", "roadmaps.agree_roadmap", "Ответ на эту карту уже дан."),
)

OFFER = table(
    Step("accept", states("waiting"), "accepted", "Принять", "roadmaps.answer_offer", "На это уже ответили."),
    Step(
        "decline",
        states("waiting"),
        "declined",
        "Отклонить",
        "roadmaps.answer_offer",
        "На это уже ответили.",
        "причина",
    ),
    Step(
        "replace",
        states("waiting"),
        "replaced",
        "Заменить новым",
        "roadmaps.address_measures",
        "На это уже ответили.",
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
