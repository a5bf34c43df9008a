"""The states that pages draw: word, tone and shape of each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StateWord:
    """How a state looks: its word, its tone (a class of `state.css`) and its shape (drawn by the component)."""

    key: str
    word: str
    tone: str
    shape: str


STATES = {
    row.key: row
    for row in (
        StateWord("planned", "запланировано", "plain", "circle"),
        StateWord("in_progress", "в работе", "accent", "half"),
        StateWord("soon", "скоро", "soon", "diamond-open"),
        StateWord("today", "сегодня", "soon", "diamond"),
        StateWord("late", "просрочено", "late", "triangle"),
        StateWord("done", "выполнено", "accent", "tick"),
        StateWord("done_late", "выполнено с опозданием", "accent", "tick-open"),
        StateWord("cancelled", "отменено", "slate", "cross"),
        StateWord("not_needed", "не требуется", "slate", "dash"),
        StateWord("off_control", "снято с контроля", "slate", "dash"),
        StateWord("claimed", "приложено, проверьте", "soon", "sheet"),
        StateWord("accepted", "принято", "accent", "sheet-tick"),
        StateWord("conditional", "по условию", "slate", "dotted"),
    )
}
