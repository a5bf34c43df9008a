"""The Russian order of the alphabet for sorting: ё right after е, capitals among small letters."""

from __future__ import annotations

import re
import unicodedata

_FROM_YO = "ёжзийклмнопрстуфхцчшщъыьэюя"
# The code points of ж and what follows, one for each letter from ё on: no two letters share a place.
_PLACES = {ord(letter): 0x0436 + at for at, letter in enumerate(_FROM_YO)}
_UNSEEN = re.compile("[\u00ad\u0301\u200b-\u200d\u2060\ufeff]")


def collation_key(text: str) -> str:
    """Return a key that sorts as a Russian list does where keys are compared by code points.

    Case and kinds of spaces do not count: texts that differ in nothing else have one key and want a second one where
    their order must be certain. Digits stand before Latin letters, and these before Cyrillic ones. The key is for
    comparing only, it is no text.
    """
    whole = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).casefold()
    return " ".join(whole.split()).translate(_PLACES)
