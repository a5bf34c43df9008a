"""The life of a dated thing to do."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

TASK = table(
    Step(
        "finish",
        states("open"),
        "done",
        "Сделано",
        "workbench.finish_task",
        "Это дело уже закрыто.",
    ),
    Step(
        "drop",
        states("open"),
        "dropped",
        "Снять",
        "workbench.change_task",
        "Снять можно открытое дело.",
    ),
    Step(
        "reopen",
        states("done", "dropped"),
        "open",
        "Вернуть в работу",
        "workbench.finish_task",
        "Это дело и так открыто.",
    ),
)
