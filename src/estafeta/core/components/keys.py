"""The keys of every page: one list, shown by «?» and obeyed by `keys.js`, which reads it from the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key by its place on the keyboard, whatever the layout; `act` names what `keys.js` does.

    `caps` is what is printed on the keys. Without `code` the browser does it itself and the line only tells of it.
    """

    caps: tuple[str, ...]
    words: str
    act: str = ""
    code: str = ""
    shift: bool = False
    ctrl: bool = False

    @property
    def always(self) -> bool:
        """Obeyed in a field too: a letter is written there, and Ctrl+Z takes back what was written."""
        return self.ctrl and self.act != "undo"


KEYS = (
    Key(("/",), "искать во всех разделах", "search", "Slash"),
    Key(("?",), "клавиши и «Как это сделать»", "help", "Slash", shift=True),
    Key(("J",), "следующая строка", "next", "KeyJ"),
    Key(("K",), "предыдущая строка", "previous", "KeyK"),
    Key(("X",), "отметить строку", "tick", "KeyX"),
    Key(("Enter",), "открыть строку"),
    Key(("Esc",), "закрыть панель, меню или окно"),
    Key(("1", "…", "9"), "вкладки страницы по порядку", "tab", "Digit"),
    Key(("Ctrl", "Enter"), "главная кнопка", "main", "Enter", ctrl=True),
    Key(("Ctrl", "Z"), "отменить последнее действие", "undo", "KeyZ", ctrl=True),
)
