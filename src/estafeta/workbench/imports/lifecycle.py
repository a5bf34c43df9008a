"""From the confirming of an import to its taking back."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

APPLY, UNDO = "workbench.apply_import", "workbench.undo_import"

IMPORT = table(
    Step("finish", states("applying"), "done", "Закончить", APPLY, "Эта загрузка уже закончена."),
    Step(
        "undo",
        states("done"),
        "undoing",
        "Отменить загрузку",
        UNDO,
        "Отменить можно загрузку, которая закончена и ещё не отменена.",
    ),
    Step("undone", states("undoing"), "undone", "Закончить отмену", UNDO, "Эта отмена уже закончена."),
)
