"""The life of a letter in the outbox."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

RIGHT = "notifications.send_letters"
LETTER = table(
    Step("send", states("waiting"), "sent", "Отправить", RIGHT, "Это письмо не ждёт отправки."),
    Step("fail", states("waiting"), "failed", "Не ушло", RIGHT, "Это письмо не ждёт отправки."),
    Step("hold", states("waiting"), "held", "Отложить", RIGHT, "Это письмо не ждёт отправки."),
    Step(
        "again",
        states("failed", "held"),
        "waiting",
        "Отправить снова",
        RIGHT,
        "Снова отправляют то, что не ушло и чей текст ещё цел.",
    ),
    Step("hand", states("failed", "held"), "handed", "Передано лично", RIGHT, "Письмо уже ушло или передано."),
    Step("take_back", states("handed"), "failed", "Ещё не передано", RIGHT, "Письмо не отмечено как переданное."),
    Step("drop", states("waiting", "failed", "held"), "dropped", "Не отправлять", RIGHT, "Письмо уже ушло."),
)
