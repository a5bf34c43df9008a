"""A title as the matcher sees it: plain words, sentence by sentence, with the asides marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_LAYOUT = str.maketrans({"ё": "е", "\u00ad": None, "%": " процент ", "\u0301": None})
_PIECE = re.compile(r"[0-9a-zа-я]+|(?<=[,:;.])\s*[-‐‑‒–—−•·▪*]\s|[.,;!?«»\"“”„]")
_ODD = re.compile("[ё\u00ad%\u0301]")
_TAG = re.compile(r"<[^<>]*>")
_BROKEN_WORD = re.compile(r"(?<=[а-яё])- ?\r?\n ?(?=[а-яё])")
_SENTENCE_MARKS = frozenset(";!?")
_QUOTES_OPEN = frozenset('«"“„')
_QUOTES_CLOSE = frozenset('»"“”')
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
    `closers` are nouns that begin a new statement, as do all in «-ние» and «-тие» but the `steady` ones;
    `abbreviations` are words whose full stop ends nothing;
    `ignored` are words that carry no meaning here.
    """

    openers: Phrases
    heads: Phrases
    places: Phrases
    topic_heads: tuple[str, ...]
    closers: frozenset[str]
    steady: frozenset[str]
    abbreviations: frozenset[str]
    ignored: frozenset[str]


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
    text = text.casefold()
    if _ODD.search(text):
        text = text.translate(_LAYOUT)
    return _PIECE.findall(text)


@dataclass(slots=True)
class _Reader:
    """Walks over the pieces once and remembers where it stands."""

    zones: Zones
    words: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    sentence: int = 0
    clause: int = 0
    bits: int = 0
    topic: int = 0
    start: bool = True
    aside: bool = False
    quoted: bool = False
    fresh: bool = False

    def mark(self, mark: str, last: str) -> None:
        """Takes a punctuation mark; `last` is the word before it."""
        self.fresh = False
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

    def _closes(self, word: str) -> bool:
        return word in self.zones.closers or (word.endswith(("ние", "тие")) and word not in self.zones.steady)

    def word(self, word: str, *, aside: bool) -> None:
        """Takes a content word; `aside` where it is part of an opening phrase."""
        if self.aside and not self.fresh and self._closes(word):
            self.aside = False
            self.clause += 1
        self.topic = _TOPIC_REACH if word.startswith(self.zones.topic_heads) else max(0, self.topic - 1)
        if self.aside or self.quoted or aside:
            self.bits |= 1 << len(self.words)
        self.fresh = False
        if not self.aside:
            self.start = False
        self.words.append(word)
        self.sentences.append(self.sentence)
        self.clauses.append(self.clause)


def _opens(phrases: Phrases, pieces: Sequence[str], index: int) -> int:
    """How many pieces from `index` on make one of the phrases (0: none)."""
    after = index + 1
    for rest in phrases.get(pieces[index], ()):
        if tuple(pieces[after : after + len(rest)]) == rest:
            return 1 + len(rest)
    return 0


def read_text(text: str, zones: Zones) -> Text:
    """The words of `text` that carry meaning."""
    pieces = pieces_of(text)
    reader = _Reader(zones)
    openers, heads, places, ignored = zones.openers, zones.heads, zones.places, zones.ignored
    last = ""
    opening = heading = place = 0
    for index, piece in enumerate(pieces):
        if not piece[-1].isalnum():
            reader.mark(piece if len(piece) == 1 else ";", last)
            continue
        last = piece
        if not opening:
            opening = _opens(openers, pieces, index)
            reader.clause += opening > 1
        heading = heading or _opens(heads, pieces, index)
        place = place or _opens(places, pieces, index)
        if piece not in ignored:
            reader.word(piece, aside=bool(opening or place) and bool(reader.words))
        if opening or heading or place:
            if opening == 1 or heading == 1:
                reader.aside = reader.fresh = True
            opening, heading, place = max(0, opening - 1), max(0, heading - 1), max(0, place - 1)
    return Text(tuple(reader.words), tuple(reader.sentences), tuple(reader.clauses), reader.bits)
