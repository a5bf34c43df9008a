"""Given names: the frequent ones by heart, the rest asked of the dictionary of words."""

from __future__ import annotations

from functools import cache, lru_cache

from registry_reader.data import words
from russian.folding import fold

_COMMON = frozenset(words("given_names.txt"))


def is_common_name(word: str) -> bool:
    """Whether the word, in any case of letters, is one of the frequent given names."""
    return fold(word) in _COMMON


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    """Whether a word, or each part of a double one, is a given name in the nominative."""
    return all(part in _COMMON or _in_dictionary(part) for part in fold(word).split("-"))


def _in_dictionary(word: str) -> bool:
    if len(word) < 2 or not word.isalpha():
        return False
    parses = _analyzer().parse(word)
    return any(parse.is_known and {"Name", "nomn"} in parse.tag for parse in parses)


@cache
def _analyzer():  # type: ignore[no-untyped-def]
    import pymorphy3

    return pymorphy3.MorphAnalyzer()
