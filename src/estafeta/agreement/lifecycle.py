"""The life cycles of a round of agreement, of a remark in it and of the working copy of an amendment."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

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

REMARK = table(
    Step(
        "answer",
        states("open", "answered"),
        "answered",
        "Ответить",
        "roadmaps.send_roadmap",
        "Это замечание уже снято.",
        "что сделано",
    ),
    Step(
        "settle",
        states("open", "answered"),
        "settled",
        "Снять с согласованием карты",
        "roadmaps.agree_roadmap",
        "Это замечание уже снято.",
    ),
)

AMENDMENT = table(
    Step(
        "merge",
        states("agreed"),
        "archived",
        "Внести в карту",
        "roadmaps.approve_roadmap",
        "Утвердить можно согласованное изменение.",
        "номер и дата приказа",
    ),
    Step(
        "merge_without",
        states("draft"),
        "archived",
        "Внести в карту без согласования",
        "roadmaps.approve_roadmap",
        "Без согласования утверждают только проект изменения.",
        "номер и дата приказа, причина",
    ),
)
"""A working copy is sent, returned and agreed as a plan is (`roadmaps.lifecycle.ROADMAP`); so it ends."""
