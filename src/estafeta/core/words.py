"""Russian words that the whole product repeats: months, weekdays, states."""

from __future__ import annotations

from dataclasses import dataclass

NARROW = "\N{NARROW NO-BREAK SPACE}"
TIED = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

MONTHS = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
MONTHS_OF = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
MONTHS_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")

NEAR_DAYS = {-1: "вчера", 0: "сегодня", 1: "завтра"}


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
        StateWord("conditional", "по условию", "slate", "dotted"),
    )
}
