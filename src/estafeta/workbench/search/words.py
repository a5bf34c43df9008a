"""Words of a text and of a question, as the index keeps and asks them. Pure.

A question finds every row that has, for each of its words, a word that begins so; ends of words that change with the
case are cut off: «приказы» finds «приказ», «Громову» finds «Громов».
"""

from __future__ import annotations

from russian.folding import search_key

MOST_WORDS = 8
"""Words of a question that count."""
LONGEST_WORD = 40
MOST_TEXT = 2000
"""Characters of a row that are searched."""
STEM_FROM = 5
"""Letters from which a word loses its end."""
ENDS = frozenset("аеиоуыэюяйь")
MOST_CUT = 2


def words_of(*texts: str) -> str:
    """Return the different words of the texts, folded, one space apart, in their order."""
    return " ".join(dict.fromkeys(search_key(" ".join(texts)[:MOST_TEXT]).split()))


def asked_words(question: str) -> tuple[str, ...]:
    """Return the beginnings of words that a question asks for."""
    words = [stem_of(word[:LONGEST_WORD]) for word in search_key(question).split()]
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def stem_of(word: str) -> str:
    """Return a word without the vowels, й and ь at its end, at most two of them, short words as they are."""
    for _ in range(MOST_CUT):
        if len(word) >= STEM_FROM and word[-1] in ENDS:
            word = word[:-1]
    return word
