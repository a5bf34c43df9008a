"""Whole terms of mentoring and their Russian forms, from terms.toml; free text is read by lemmas.

A term is found only as whole words in their order («подготовка к ЕГЭ»), never inside another word. The morphological
dictionary is loaded when the first text is read.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pairing.people import fold
from russian.folding import fold as fold_letters

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

WORD = re.compile(r"[а-яёa-z]+|\d+", re.IGNORECASE)
Lemmas = frozenset[str]
IN_TEXT = ("need", "subject", "profession", "interest")


@dataclass(frozen=True, slots=True)
class Term:
    """A term: `kind` (need, subject, profession, interest, trait, form, language), its forms and its other spellings.

    `with_` is the instrumental («с подготовкой к ЕГЭ» without the preposition), `whom` the accusative. `words` are
    found in free text too, `exact` only where a cell says nothing else.
    """

    name: str
    kind: str
    with_: str = ""
    whom: str = ""
    field: str = ""
    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


@cache
def terms() -> tuple[Term, ...]:
    """Return every term of the dictionary."""
    rows = tomllib.loads((Path(__file__).parent / "terms.toml").read_text(encoding="utf-8"))
    return tuple(
        Term(
            row["name"],
            kind,
            row.get("with", ""),
            row.get("whom", ""),
            row.get("field", ""),
            tuple(row.get("words", ())),
            tuple(row.get("exact", ())),
        )
        for kind, found in rows.items()
        for row in found
    )


@cache
def _told() -> dict[str, Term]:
    """Return the terms that a text may tell, by name."""
    return {term.name: term for term in terms() if term.kind in IN_TEXT}


@cache
def _morph() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> Lemmas:
    """Return every dictionary form that a word may stand for."""
    return frozenset(fold_letters(parse.normal_form) for parse in _morph().parse(word.lower()))


def _key(words: str) -> tuple[Lemmas, ...]:
    """Return the lemmas of each word of a phrase."""
    return tuple(lemmas(word) for word in WORD.findall(words))


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[Lemmas, ...], str], ...]]:
    """Return the phrases of all terms by each lemma of their first word, longest first."""
    by_first: dict[str, list[tuple[tuple[Lemmas, ...], str]]] = {}
    for term in _told().values():
        for phrase in (term.name, *term.words):
            key = _key(phrase)
            for lemma in key[0]:
                by_first.setdefault(lemma, []).append((key, term.name))
    return {lemma: tuple(sorted(found, key=lambda row: (-len(row[0]), row[1]))) for lemma, found in by_first.items()}


@lru_cache(maxsize=100_000)
def terms_in(text: str) -> tuple[str, ...]:
    """Return the terms that a free text names as whole words, sorted; the longest phrase wins where two begin alike."""
    words = [lemmas(word) for word in WORD.findall(text)]
    found: set[str] = set()
    at = 0
    while at < len(words):
        length, name = _longest(words, at)
        if name:
            found.add(name)
        at += length
    return tuple(sorted(found))


def _longest(words: list[Lemmas], at: int) -> tuple[int, str]:
    """Return the length and the name of the longest term that begins here; one word and nothing where none does."""
    rows = [row for lemma in words[at] for row in _phrases().get(lemma, ())]
    for key, name in sorted(rows, key=lambda row: (-len(row[0]), row[1])):
        if _same(key, words[at : at + len(key)]):
            return len(key), name
    return 1, ""


def _same(key: tuple[Lemmas, ...], here: list[Lemmas] | tuple[Lemmas, ...]) -> bool:
    """True when the words may be the phrase."""
    return len(key) == len(here) and all(one & other for one, other in zip(key, here, strict=True))


@cache
def _spellings() -> dict[tuple[str, str], str]:
    """Return the name of a term by its kind and each spelling as compared."""
    found: dict[tuple[str, str], str] = {}
    for term in terms():
        for phrase in (term.name, *term.words, *term.exact):
            found.setdefault((term.kind, fold(phrase)), term.name)
    return found


@lru_cache(maxsize=100_000)
def term_name(words: str, *kinds: str) -> str:
    """Return the name of the term of these kinds that the words are, else the words themselves, small and trimmed."""
    plain = fold(words)
    for kind in kinds:
        if name := _spellings().get((kind, plain)):
            return name
    small = " ".join(words.lower().split())
    key = _key(small) if set(kinds) & set(IN_TEXT) else ()
    for lemma in sorted(key[0]) if key else ():
        for phrase, name in _phrases().get(lemma, ()):
            if _told()[name].kind in kinds and _same(phrase, key):
                return name
    return small


def quote(name: str) -> str:
    """Return a word that is not in the dictionary as a sentence can hold it in any case."""
    return f"«{name}»"


def with_(name: str) -> str:
    """Return «подготовкой к ЕГЭ» for «подготовка к ЕГЭ»; a quoted topic where the form is not known."""
    term = _told().get(name)
    return term.with_ if term and term.with_ else f"темой {quote(name)}"


def whom(name: str) -> str:
    """Return «физику» for «физика»; a quoted subject where the form is not known."""
    term = _told().get(name)
    return term.whom if term and term.whom else f"предмет {quote(name)}"


def profession(name: str) -> Term | None:
    """Return the term when the name is a profession."""
    term = _told().get(name)
    return term if term and term.kind == "profession" else None


def field_of(name: str) -> str:
    """Return the field of a subject or a profession («естественные науки»), or nothing."""
    term = _told().get(name)
    return term.field if term else ""
