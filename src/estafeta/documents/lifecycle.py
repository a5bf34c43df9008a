"""The life cycles of a paper and of many papers made by one list."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

OPEN = states("draft", "on_signature")

PAPER = table(
    Step(
        "send",
        states("draft"),
        "on_signature",
        "На подпись",
        "documents.draft",
        "На подпись отдают проект бумаги.",
    ),
    Step(
        "take_back",
        states("on_signature"),
        "draft",
        "Вернуть в проект",
        "documents.draft",
        "Вернуть в проект можно бумагу, которая на подписи.",
    ),
    Step(
        "register",
        OPEN,
        "registered",
        "Зарегистрировать",
        "documents.register",
        "Эта бумага уже зарегистрирована.",
        "номер и дата",
    ),
    Step(
        "cancel",
        states("registered"),
        "cancelled",
        "Признать утратившей силу",
        "documents.register",
        "Утратившей силу признают зарегистрированную бумагу.",
        "дата и причина",
    ),
    Step(
        "replace",
        states("registered"),
        "amended",
        "Заменить новой редакцией",
        "documents.register",
        "Новую редакцию готовят для зарегистрированной бумаги.",
        "зарегистрированная новая редакция",
    ),
)
