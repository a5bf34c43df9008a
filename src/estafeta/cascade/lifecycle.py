"""The life cycle of an offer from above."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

OFFER = table(
    Step("accept", states("waiting"), "accepted", "Принять", "cascade.answer_offer", "На это уже ответили."),
    Step(
        "decline",
        states("waiting"),
        "declined",
        "Отклонить",
        "cascade.answer_offer",
        "На это уже ответили.",
        "причина",
    ),
    Step(
        "replace",
        states("waiting"),
        "replaced",
        "Заменить новым",
        "cascade.address_measures",
        "На это уже ответили.",
    ),
)
