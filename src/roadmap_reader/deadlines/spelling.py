"""Slips of the pen: a misspelt word of the genre is read as it was meant."""

from __future__ import annotations

from functools import cache, lru_cache

from roadmap_reader.deadlines.lexicon import Sense, full_forms, sense_of

_SHORTEST, _LONGEST = 5, 20
_LONG = 11
_GLUED = ("в", "до", "к", "с", "по", "на", "за", "при", "не", "раз", "весь")
_SLIPS = {"втечение": ("в", "течение"), "втечении": ("в", "течение"), "втеч": ("в", "течение"), "теч": ("течение",)}


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Every form under itself and under itself without one letter."""
    index: dict[str, list[str]] = {}
    for form in full_forms():
        for key in {form} | _deletions(form):
            index.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in index.items()}


def _distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting as one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, mate in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != mate))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mate:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


@lru_cache(maxsize=4096)
def _corrected(word: str) -> str | None:
    if not _SHORTEST <= len(word) <= _LONGEST:
        return None
    allowed = 2 if len(word) >= _LONG else 1
    keys = {word} | _deletions(word)
    if allowed > 1:
        keys |= {shorter for key in keys for shorter in _deletions(key)}
    forms = {form for key in keys for form in _index().get(key, ())}
    ranked = sorted((_distance(word, form), form) for form in forms if form[0] == word[0] or form[1] == word[0])
    return ranked[0][1] if ranked and ranked[0][0] <= allowed else None


def correct(word: str) -> tuple[str, Sense] | None:
    """The word that was meant with its sense; None for a word that is not of the genre."""
    form = _corrected(word) if len(word) <= _LONGEST else None
    sense = sense_of(form) if form else None
    return (form, sense) if form and sense else None


def unglue(word: str) -> tuple[str, ...] | None:
    """A word stuck to its preposition, apart; None where nothing is stuck."""
    if word in _SLIPS:
        return _SLIPS[word]
    for head in _GLUED:
        rest = word[len(head) :]
        sense = sense_of(rest) if word.startswith(head) and len(rest) > 2 else None
        if sense and (len(rest) > 4 or sense.kind == "month"):
            return (head, rest)
    return None
