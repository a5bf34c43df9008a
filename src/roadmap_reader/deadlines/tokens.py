"""From one line of text to typed tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.lexicon import Sense, length_of, sense_of
from roadmap_reader.deadlines.spelling import correct, unglue
from russian.months import MONTHS

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "iiii": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_PIECES = re.compile(
    r"(?P<skip>\bno\s?\d[\d/-]{0,12}|\b(?:пп?\.|пункт[а-я]{0,2})\s?\d[\d.]{0,12})"
    r"|(?P<iso>(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<full>(?<![\d.])\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{4}(?!\d)|(?<!\d)\d{1,2}[-,]\d{1,2}[-,]\d{4}(?!\d)"
    r"|(?<![\d.])\d{1,2}[./]\d{1,2}[./]\d{2}(?![\d])(?!\.\d))"
    r"|(?P<month_year>(?<![\d./])\d{1,2}[./](?:19|20|21)\d{2}(?!\d))"
    r"|(?P<day_month>(?<!\d)\d{1,2}[./]\d{1,2}(?!\d))"
    r"|(?P<year>(?<!\d)(?:19|20|21)\d{2}(?!\d)(?:\s?-?\s?(?:го|й|ый|м|ом|му)\b)?)"
    r"|(?P<ord>(?<!\d)\d{1,2}(?!\d)\s?-?\s?(?:ый|ой|ий|ая|ья|ое|ье|ого|его|ому|ых|ую|ю|ые|ми|ти|ей|й|я|е|о|го|му|ом|м|х)\b)"
    r"|(?P<roman>\b[ivx]{1,4}\s?-\s?(?:ый|ой|ий|ая|ья|ое|ье|го|му|й|я|е|м)\b)"
    r"|(?P<num>\d+)"
    r"|(?P<word>[а-яa-zіѣ]+)"
    r"|(?P<punct>[,;:()/+&\\-])"
)
_LONGEST_SKIP = 8
_TENS = ("двадцат", "тридцат")
_CARDINAL_TAILS = ("ти", "ми", "х")
_SEPARATORS = {"&": "и", "+": ",", "\\": "/"}
_SPLIT = re.compile(r"[./,-]")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: num, ord, year, date, month, weekday, unit, season, every, times, length, key, punct, word, end."""

    kind: str
    text: str
    value: object = None


END = Token("end", "")


@dataclass(frozen=True, slots=True)
class Stream:
    """The tokens of a phrase, the period of its plan and what was doubtful about the spelling."""

    tokens: tuple[Token, ...]
    context: Context
    doubts: tuple[str, ...] = ()

    def at(self, i: int) -> Token:
        """The token at a position; the end token outside."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else END

    def kind(self, i: int) -> str:
        """The kind of the token at a position."""
        return self.at(i).kind

    def number(self, i: int) -> int:
        """The number that a token carries, 0 where it carries none."""
        value = self.at(i).value
        return value if isinstance(value, int) else 0

    def key(self, i: int) -> str:
        """The keyword at a position, an empty string where there is none."""
        token = self.at(i)
        return str(token.value) if token.kind == "key" else ""

    def unit(self, i: int) -> str:
        """The unit of time at a position, an empty string where there is none."""
        token = self.at(i)
        return str(token.value) if token.kind == "unit" else ""

    def is_punct(self, i: int, marks: str) -> bool:
        """Whether one of the marks stands at a position."""
        return self.kind(i) == "punct" and self.at(i).text in marks

    def skip(self, i: int, *keys: str) -> int:
        """The first position from `i` on that is none of the keywords; not farther than a phrase ever goes."""
        last = i + _LONGEST_SKIP
        while i < last and self.key(i) in keys:
            i += 1
        return i


def _full_year(number: int) -> int:
    return number + 2000 if number < 100 else number


def _date(text: str) -> Token | None:
    """A numeric date in any order that the genre uses; None where there is no such day or month."""
    parts = [int(part) for part in _SPLIT.split(text.replace(" ", ""))]
    if parts[0] > 1000:
        parts.reverse()
    day, month = parts[0], parts[1]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Token("date", text, (day, month, _full_year(parts[2]) if len(parts) > 2 else 0))


def _month_year(text: str) -> Token | None:
    month, year = (int(part) for part in _SPLIT.split(text))
    return Token("monthyear", text, (month, year)) if 1 <= month <= 12 else None


def _ordinal(text: str) -> Token:
    digits = re.sub(r"\D", "", text)
    return Token("num" if text.endswith(_CARDINAL_TAILS) else "ord", text, int(digits))


def _plain(name: str, text: str) -> Token | None:
    """The token of everything that is not a word."""
    if name in ("iso", "full", "day_month"):
        return _date(text)
    if name == "month_year":
        return _month_year(text)
    if name == "year":
        return Token("year", text[:4], int(text[:4]))
    if name == "ord":
        return _ordinal(text)
    if name == "roman":
        number = _ROMAN.get(re.split(r"[\s-]", text)[0], 0)
        return Token("ord", text, number) if number else None
    if name == "num":
        return Token("num", text, int(text) if len(text) < 5 else 0)
    return Token("punct", _SEPARATORS.get(text, text)) if name == "punct" and text != "&" else Token("key", "и", "и")


def _raw(text: str) -> Iterator[Token]:
    for match in _PIECES.finditer(text):
        name = match.lastgroup or ""
        if name == "word":
            yield Token("raw", match.group())
        elif name != "skip":
            token = _plain(name, match.group())
            if token:
                yield token


def _known(word: str) -> Token | None:
    if word in _ROMAN:
        return Token("ord", word, _ROMAN[word])
    sense = sense_of(word)
    if sense:
        return _typed(word, sense)
    length = length_of(word)
    return Token("length", word, length) if length else None


def _typed(word: str, sense: Sense) -> Token:
    if sense.kind == "key" and sense.value == "последний":
        return Token("ord", word, -1)
    return Token(sense.kind, word, sense.value)


def _joined(raw: list[Token], i: int) -> tuple[Token, int] | None:
    """A word broken in two by a line end, put together."""
    after = i + 2 if i + 1 < len(raw) and raw[i + 1].text == "-" else i + 1
    if after >= len(raw) or raw[after].kind != "raw" or (_known(raw[i].text) and _known(raw[after].text)):
        return None
    whole = raw[i].text + raw[after].text
    token = _known(whole) if len(whole) > 4 and len(raw[after].text) > 1 else None
    return (token, after + 1) if token else None


def _meant(word: str, doubts: list[str]) -> list[Token]:
    """An unknown word: apart where it is stuck, put right where it is misspelt, else as it is."""
    apart = unglue(word)
    if apart:
        return [_known(part) or Token("word", part) for part in apart]
    found = correct(word)
    if not found:
        return [Token("word", word)]
    token = _typed(*found)
    if token.kind == "month":
        doubts.append(f"Напечатано «{word}» — прочитано как «{MONTHS[int(found[1].value) - 1]}».")
    return [token]


def _words(raw: list[Token], doubts: list[str]) -> Iterator[Token]:
    i = 0
    while i < len(raw):
        if raw[i].kind != "raw":
            yield raw[i]
            i += 1
            continue
        joined = _joined(raw, i)
        if joined:
            yield joined[0]
            i = joined[1]
            continue
        token = _known(raw[i].text)
        yield from [token] if token else _meant(raw[i].text, doubts)
        i += 1


def _settled(tokens: list[Token]) -> Iterator[Token]:
    """School years as one token; «г.» after a year and a bare two-digit year after a month made plain."""
    i, before = 0, END
    while i < len(tokens):
        token, after = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else END
        i += 1
        if token.value == "учебный" and after.value == "year":
            token = Token("unit", after.text, "schoolyear")
            i += 1
        elif token.kind == "num" and token.text.startswith(_TENS) and after.kind == "ord" and after.text.isalpha():
            token = Token("ord", after.text, int(str(token.value)) + int(str(after.value)))
            i += 1
        elif token.kind == "num" and before.kind == "month" and 18 <= int(str(token.value)) <= 60:
            token = Token("year", token.text, 2000 + int(str(token.value)))
        elif token.kind == "unit" and token.value == "year" and _has_year(before):
            continue
        yield token
        before = token


def _has_year(token: Token) -> bool:
    if token.kind == "date" and isinstance(token.value, tuple):
        return bool(token.value[2])
    return token.kind in ("year", "monthyear")


def tokenise(text: str, context: Context) -> Stream:
    """The stream of tokens of a normalised phrase."""
    doubts: list[str] = []
    tokens = list(_words(list(_raw(text)), doubts))
    settled = tuple(_settled(tokens))
    return Stream(settled, context, tuple(dict.fromkeys(doubts)))
