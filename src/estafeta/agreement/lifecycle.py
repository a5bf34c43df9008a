"""The life cycle of round of agreement."""

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
