"""Texts of cells: one line, folded, or saying nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from russian.folding import fold

_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"[‐‑‒–—―−]")
_QUOTES = re.compile(r"[«»„“”\"'`’‘]")
_HYPHENATED = re.compile(r"(?<=[а-яё])-[ \t]*\n[ \t]*(?=[а-яё])", re.IGNORECASE)
_NOTHING = frozenset(
    """-|--|---|нет|н/д|н.д|не указано|не указан|не указана|не указаны|нет данных|#н/д|#n/a|#ссылка!|#ref!|#знач!
    |#value!|#имя?|#name?|#дел/0!|#div/0!|null|none""".replace("\n    ", "").split("|")
) | {""}


def one_line(text: str) -> str:
    """The text in one line with single spaces."""
    return _SPACES.sub(" ", text).strip()


def heading_line(text: str) -> str:
    """A heading in one line; a hyphen before a line break only divides a word."""
    return one_line(_HYPHENATED.sub("", text))


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The text as it is compared: one line, small letters, е for ё, one sort of dash, no quotes."""
    return one_line(_QUOTES.sub("", _DASHES.sub("-", fold(text))))


@lru_cache(maxsize=50_000)
def is_silent(text: str) -> bool:
    """Whether a cell only says that there is nothing: «—», «нет», «н/д», «не указано»."""
    return plain(text).rstrip(" .") in _NOTHING
