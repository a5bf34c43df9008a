"""A title as the matcher sees it: plain words, sentence by sentence, with the asides marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LAYOUT = str.maketrans({"ё": "е", "\u00ad": None, "%": " процент ", "\u0301": None})
_PIECE = re.compile(r"[0-9a-zа-я]+|[.,;!?«»\"“”„]")
_TAG = re.compile(r"<[^<>]*>")
_BROKEN_WORD = re.compile(r"(?<=[а-яё])- ?\r?\n ?(?=[а-яё])")
_FUNCTION_WORDS = frozenset(
    "и или а но о об обо в во на с со по к ко у от из за при над под через же ее его их них том числе т ч п г гг "
    "том также этап этапа далее".split()
)
_SENTENCE_MARKS = frozenset(";!?")
_QUOTES_OPEN = frozenset("«\"“„")
_QUOTES_CLOSE = frozenset("»\"“”")
_SHORTEST_LAST_WORD = 4
_TOPIC_REACH = 3


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Zones:
    """What turns the following words into an aside: they say why, where or about what, not what is done.

    `openers` maps the first word of an opening phrase to the rest of each phrase beginning with it; so does
    `heads` for phrases that say what is done themselves and only what follows is an aside, and `places` for
    phrases that are an aside by themselves;
    `topic_heads` are beginnings of nouns after which a quotation is only the topic of an event;
    `closers` are nouns that begin a new statement; `abbreviations` are words whose full stop ends nothing.
    """

    openers: Phrases
    heads: Phrases
    places: Phrases
    topic_heads: tuple[str, ...]
    closers: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """Content words with the number of the sentence and of the clause of each (a circumstance is a clause of
    its own); `aside` has bit i set where word i is an aside."""

    words: tuple[str, ...]
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    aside: int


def pieces_of(text: str) -> list[str]:
    """Words and marks in order; letter case, «ё», soft hyphens, kinds of space and dash change nothing."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\n" in text:
        text = _BROKEN_WORD.sub("", text)
    return _PIECE.findall(text.casefold().translate(_LAYOUT))


class _Reader:
    """Walks over the pieces once and remembers where it stands."""

    __slots__ = ("aside", "bits", "clause", "clauses", "quoted", "sentence", "sentences", "start", "topic", "words", "zones")

    def __init__(self, zones: Zones) -> None:
        self.zones = zones
        self.words: list[str] = []
        self.sentences: list[int] = []
        self.clauses: list[int] = []
        self.sentence = 0
        self.clause = 0
        self.bits = 0
        self.start = True
        self.aside = False
        self.quoted = False
        self.topic = 0

    def mark(self, mark: str, last: str) -> None:
        """Takes a punctuation mark; `last` is the word before it."""
        if mark in _SENTENCE_MARKS or (mark == "." and self._ends_sentence(last)):
            self.sentence += 1
            self.clause += 1
            self.start, self.aside, self.quoted, self.topic = True, False, False, 0
        elif mark == "," and self.aside and self.start:
            self.aside = False
        elif self.quoted and mark in _QUOTES_CLOSE:
            self.quoted = False
        elif mark in _QUOTES_OPEN and self.topic:
            self.quoted = True

    def _ends_sentence(self, last: str) -> bool:
        return len(last) >= _SHORTEST_LAST_WORD and not last.isdigit() and last not in self.zones.abbreviations

    def word(self, word: str, *, aside: bool) -> None:
        """Takes a content word; `aside` where it is part of an opening phrase."""
        if self.aside and (word.endswith(("ние", "тие")) or word in self.zones.closers):
            self.aside = False
            self.clause += 1
        self.topic = _TOPIC_REACH if word.startswith(self.zones.topic_heads) else max(0, self.topic - 1)
        if self.aside or self.quoted or aside:
            self.bits |= 1 << len(self.words)
        if not self.aside:
            self.start = False
        self.words.append(word)
        self.sentences.append(self.sentence)
        self.clauses.append(self.clause)


def _opens(phrases: Phrases, pieces: Sequence[str], index: int) -> int:
    """How many pieces from `index` on make one of the phrases (0: none)."""
    return next(
        (
            1 + len(rest)
            for rest in phrases.get(pieces[index], ())
            if tuple(pieces[index + 1 : index + 1 + len(rest)]) == rest
        ),
        0,
    )


def read_text(text: str, zones: Zones) -> Text:
    """The words of `text` that carry meaning."""
    pieces = pieces_of(text)
    reader = _Reader(zones)
    last = ""
    opening = heading = place = 0
    for index, piece in enumerate(pieces):
        if len(piece) == 1 and not piece.isalnum():
            reader.mark(piece, last)
            continue
        last = piece
        if not opening:
            opening = _opens(zones.openers, pieces, index)
            reader.clause += opening > 1
        heading = heading or _opens(zones.heads, pieces, index)
        place = place or _opens(zones.places, pieces, index)
        if piece not in _FUNCTION_WORDS:
            reader.word(piece, aside=bool(opening or place) and bool(reader.words))
        reader.aside = reader.aside or opening == 1 or heading == 1
        opening, heading, place = max(0, opening - 1), max(0, heading - 1), max(0, place - 1)
    return Text(tuple(reader.words), tuple(reader.sentences), tuple(reader.clauses), reader.bits)
