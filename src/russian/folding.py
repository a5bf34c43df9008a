"""Text as it is compared and sought: case, ё and е, marks between words do not count."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the text in small letters with е for ё; spaces and marks stay as they are."""
    return text.casefold().replace("ё", "е")


def search_key(text: str) -> str:
    """Return the words of a text as a search compares them: folded, one space apart, without marks.

    «Салтыков-Щедрин, М. Е.» gives «салтыков щедрин м е»; the key of a key is the key itself. A letter that was typed
    in two pieces (и and its breve) is one letter; stress marks and soft hyphens are nothing.
    """
    whole = unicodedata.normalize("NFKC", fold(unicodedata.normalize("NFKC", text)))
    return _BETWEEN_WORDS.sub(" ", _UNSEEN.sub("", whole)).strip()
