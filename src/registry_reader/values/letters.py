"""Latin letters that look like Cyrillic ones and were typed for them."""

from __future__ import annotations

import re

_LATIN = "ABCEHKMOPTXaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХасеорхук"
_TABLE = str.maketrans(_LATIN, _CYRILLIC)
_WORD_LATIN = re.compile("[A-Za-z]")
_WORD_CYRILLIC = re.compile("[А-Яа-яЁё]")
_WORD = re.compile(r"[^\W\d_]+")


def mend(text: str) -> tuple[str, bool]:
    """The text with Latin letters of mixed words put right, and whether there were any.

    A word wholly of Latin letters is left alone, unless all its letters look like Cyrillic ones and the words beside
    it are Cyrillic.
    """
    if _WORD_LATIN.search(text) is None or _WORD_CYRILLIC.search(text) is None:
        return text, False
    mended = _WORD.sub(lambda found: _mend_word(found[0]), text)
    return mended, mended != text


def _mend_word(word: str) -> str:
    if _WORD_LATIN.search(word) is None:
        return word
    mended = word.translate(_TABLE)
    return mended if _WORD_LATIN.search(mended) is None else word
