"""Classes and groups as people write them, in one spelling."""

from __future__ import annotations

import re

from russian.spaces import TIED

_CLASS = re.compile(
    r"(?P<number>1[0-2]|[1-9])\s*[-–—.\s]?\s*[«\"'(]?\s*(?P<letter>[А-ЯЁ]?)\s*[»\"')]?(?:\s*(?:КЛАСС|КЛ)\.?)?"
)
_WORDS = re.compile(r"^(?:класс|кл\.?|группа|гр\.?)\s+", re.IGNORECASE)
_LATIN = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")
LAST_CLASS = 11


def class_of(text: str) -> str:
    """«7 «а»», «7-А класс», «7A» give «7А», «11» gives «11»; what is no class stays as it is, without spare spaces."""
    line = _WORDS.sub("", " ".join(text.replace(TIED, " ").split()))
    found = _CLASS.fullmatch(line.upper().translate(_LATIN))
    return f"{found['number']}{found['letter']}" if found else line


def level_of(unit: str) -> int | None:
    """The number of a class: 8 of «8Б»; None of what is no class."""
    found = _CLASS.fullmatch(unit.upper().translate(_LATIN))
    return int(found["number"]) if found else None


def next_class(unit: str) -> str:
    """The class of the next year: «9Б» of «8Б»; empty after the last one and where there is no number."""
    level = level_of(unit)
    if level is None or level >= LAST_CLASS:
        return ""
    return f"{level + 1}{unit[len(str(level)) :]}"
