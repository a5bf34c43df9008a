"""The life cycles of roadmaps and of what hangs on them."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

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
    Step("drop", states("asked"), "withdrawn", "Срок закрыт", "roadmaps.close_due", "Этот перенос уже решён."),
)

CLAIM = table(
    Step(
        "accept",
        states("claimed", "returned"),
        "accepted",
        "Принять",
        "roadmaps.accept_proof",
        "Это подтверждение уже принято.",
    ),
    Step(
        "return",
        states("claimed", "accepted"),
        "returned",
        "Вернуть",
        "roadmaps.accept_proof",
        "Это подтверждение уже возвращено.",
        "что исправить",
    ),
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
    Step("agree", states("sent"), "agreed", "Согласовать", "roadmaps.agree_roadmap", "Эта карта не ждёт согласования."),
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
        "restore", states("archived"), "draft", "Вернуть из архива", "roadmaps.change_plan", "Карта и так не в архиве."
    ),
)
