"""Layout noise out: what a phrase looks like must not change what it says."""

from __future__ import annotations

import re
import unicodedata

from russian.folding import fold

_LATIN = "abcehkmoptxyiu"
_LOOKS = "авсенкмортхуіи"
_TO_CYRILLIC = str.maketrans(_LATIN + "r", _LOOKS + "г")
_ROMAN_LOOKS = str.maketrans("іхуyl", "ixvvi")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\u2043\u30fc\ufe58\ufe63\uff0d]+")
_QUOTES = re.compile(r"[«»„“”‟\"'`‘’‚‹›]")
_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.I)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_CLOCK = re.compile(
    r"(?:\b(?:в|с|до|к|на)\s{0,3})?\b\d{1,2}\s?:\s?\d{2}(?!\d)(?:\s?-\s?\d{1,2}\s?:\s?\d{2}(?!\d))?"
    r"|\bв\s{0,3}\d{1,2}[.-]\d{2}(?![.\d]|\s?-)"
    r"|(?:\b(?:в|с|до|к|на)\s{1,3})?\b\d{1,2}(?:[.-]\d{2})?\s?(?:ч\.|час(?:а|ов|ам)?\b|ч\b)(?:\s?\d{2}\s?мин\w{0,2}\.?)?"
    r"|\b\d{1,2}[.-]00(?![.\d])"
)
_FRACTIONS = (
    (re.compile(r"\b1\s?[/\u2044]\s?2\s+года\b"), "полугодие"),
    (re.compile(r"\bп\s?/\s?г(?:ода?)?\b"), "полугодие"),
    (re.compile(r"\bуч\s?[./]?\s?г(?:г|од[а-я]{0,2})?\b"), "учебный год"),
    (re.compile(r"\bу\.\s?г\b"), "учебный год"),
    (re.compile(r"\bпо-(?=[а-я]{4})"), "по "),
    (re.compile(r"\b([12]|i{1,2})(\s?-?\s?(?:е|ое|го))?\s+пол\b\.?(?!\s*[а-я])"), r"\1 полугодие"),
    (re.compile(r"\b(квартал|полугодие|четверть)\s+([ivx]{1,3}|[1-4])\b(?=\s*(?:20\d\d|,|$))"), r"\2 \1"),
)
_ROMAN_MONTH = re.compile(r"\b(\d{1,2})\.\s?([ivxх]{1,4})\.\s?((?:19|20)?\d\d)\b")
_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_MONTHS = {name: at for at, name in enumerate(_MONTHS, 1)}
_LETTER_DIGIT = re.compile(r"(?<=[а-яa-z])(?=\d)")
_DIGIT_LETTER = re.compile(r"(?<=\d)(?=[а-яa-z])")
_WORD = re.compile(r"[а-яa-zіѣ]+")
_SPACED = re.compile(r"(?<!\S)(?:[а-я] ){2,24}[а-я](?!\S)")
_STUCK_ROMAN = re.compile(r"\b([ivxі]{1,4})(?=кв|полуг|четв)")
_SPACES = re.compile(r"\s+")
_ROMAN = re.compile(r"[ivxlyіху]{1,4}\Z")


def _one_alphabet(match: re.Match[str]) -> str:
    """Cyrillic letters for Latin look-alikes, except in a Roman number."""
    word = match.group()
    if _ROMAN.match(word) and not set(word) <= set("ху"):
        return word.translate(_ROMAN_LOOKS)
    if set(word) <= set(_LATIN + "r") or any("а" <= letter <= "я" for letter in word):
        return word.translate(_TO_CYRILLIC)
    return word


def _roman_month(match: re.Match[str]) -> str:
    """«20.XII.2023» with digits; what is no month stays."""
    month = _ROMAN_MONTHS.get(match[2].replace("х", "x"))
    return f"{match[1]}.{month:02d}.{match[3]}" if month else match[0]


def normalise(phrase: str) -> str:
    """One line of lower-case text with one kind of dash and space, without quotes and clock times."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", _BREAK.sub(" ", phrase)))
    text = _QUOTES.sub("", _DASHES.sub("-", fold(text)))
    text = _SPACES.sub(" ", text).strip()
    text = _STUCK_ROMAN.sub(r"\1 ", text)
    text = _WORD.sub(_one_alphabet, text)
    text = _SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    for pattern, plain in _FRACTIONS:
        text = pattern.sub(plain, text)
    text = _ROMAN_MONTH.sub(_roman_month, text)
    text = _CLOCK.sub(" ", text)
    return _DIGIT_LETTER.sub(" ", _LETTER_DIGIT.sub(" ", text))
