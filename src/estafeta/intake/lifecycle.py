"""The life cycle of a file on its way to become a plan."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

LOAD = table(
    Step("begin", states("waiting", "reading"), "reading", "Прочитать", "intake.manage_loads", "Файл уже прочитан."),
    Step("finish", states("reading"), "read", "Прочитано", "intake.manage_loads", "Файл уже прочитан."),
    Step("refuse", states("waiting", "reading"), "refused", "Не читается", "intake.manage_loads", "Файл уже прочитан."),
    Step(
        "confirm",
        states("read"),
        "confirmed",
        "Создать карту",
        "intake.manage_loads",
        "Эта загрузка уже завершена.",
    ),
    Step(
        "undo",
        states("confirmed"),
        "undone",
        "Отменить загрузку",
        "intake.manage_loads",
        "Отменить можно только загрузку, из которой создана карта.",
    ),
    Step(
        "discard",
        states("waiting", "reading", "read", "refused"),
        "undone",
        "Не загружать",
        "intake.manage_loads",
        "Эта загрузка уже завершена.",
    ),
)
