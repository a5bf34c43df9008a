"""Parts of a sentence: lists, the preposition «с», capitals, text that must fit."""

from __future__ import annotations

from collections.abc import Sequence

from russian.spaces import ELLIPSIS

CLIP = 90
"""Characters of a name inside a line of a journal or a notice."""


def listed(items: Sequence[str], last: str = "и", *, most: int | None = None, total: int = 0) -> str:
    """Join words as a sentence does: «а, б и в»; beyond `most` of them «а, б и ещё 3».

    `total` counts those whose words were not even made, where there are more than `items`.
    """
    rest = 0 if most is None else max(total, len(items)) - min(most, len(items))
    if rest:
        return f"{', '.join(items[:most])} и ещё {rest}"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def together_with(phrase: str) -> str:
    """Put «с» or «со» before a phrase in the instrumental: «с проектом», «со школьными документами»."""
    second = phrase[1:2].lower()
    hard = phrase[:1].lower() in "сзшж" and second.isalpha() and second not in "аеёиоуыэюя"
    return f"со {phrase}" if hard else f"с {phrase}"


def capital(sentence: str) -> str:
    """Return a sentence with a capital first letter, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def clip(text: str, length: int = CLIP) -> str:
    """Return the text on one line, cut after a word with «…» where it is longer than `length` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + ELLIPSIS
