"""Texts of cells: one line, folded, or saying nothing."""

from __future__ import annotations

import re

_FOLDED = {**dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"), **dict.fromkeys(map(ord, "«»„“”\"'`’‘")), ord("ё"): "е"}
_HYPHENATED = re.compile(r"(?<=[а-яё])-[ \t]*\n[ \t]*(?=[а-яё])", re.IGNORECASE)
_NOTHING = frozenset(
    """-|--|---|нет|н/д|н.д|не указано|не указан|не указана|не указаны|нет данных|#н/д|#n/a|#ссылка!|#ref!|#знач!
    |#value!|#имя?|#name?|#дел/0!|#div/0!|null|none""".replace("\n    ", "").split("|")
) | {""}
_LONGEST_NOTHING = 24
_FIRST_OF_NOTHING = frozenset("-‐‑‒–—―−нН#nN«\"' \t\n\u00a0") | {""}


def one_line(text: str) -> str:
    """The text in one line with single spaces."""
    return " ".join(text.split())


def heading_line(text: str) -> str:
    """A heading in one line; a hyphen before a line break only divides a word."""
    return one_line(_HYPHENATED.sub("", text))


def plain(text: str) -> str:
    """The text as it is compared: one line, small letters, е for ё, one sort of dash, no quotes."""
    return one_line(text.casefold().translate(_FOLDED))


def is_silent(text: str) -> bool:
    """Whether a cell only says that there is nothing: «—», «нет», «н/д», «не указано»."""
    if len(text) > _LONGEST_NOTHING or text[:1] not in _FIRST_OF_NOTHING:
        return False
    return plain(text).rstrip(" .") in _NOTHING
