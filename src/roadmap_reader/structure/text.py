"""Cleaning of printed text: what is layout goes, what was printed stays."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from russian.folding import fold

_SUSPECT = re.compile(r"[<&\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff\t\r\f\v*_\\`]|  ")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\v]")
_BREAKING_TAG = re.compile(r"<\s*(?:br|/p|/li|/div|/ul|/ol|/tr|p|li|div)\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
_ESCAPED = re.compile(r"\\([*_#.\-\[\]()|`!+>])")
_SPACES = re.compile(r" {2,}")
_BROKEN_WORD = re.compile(r"([а-яё]{2,})-\n([а-яё]{2,})")
BULLETS = "•·▪●◦‣∙■□✓✔➢➤❖\uf0a7\uf0b7\uf0fc\uf0d8\uf02d"
BULLET = re.compile(rf"^\s*(?:[{BULLETS}]|[-–—*](?=\s|[а-яёА-ЯЁ«]))\s*")
LOWER = re.compile(r"^[\s«\"(]*[а-яёa-z]")
BLANKS = re.compile(r"_{3,}|\.{6,}|…{3,}")


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text without markup and invisible characters; line breaks stay as "\\n"."""
    if not _SUSPECT.search(text):
        return _trim(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\f", "\n")
    text = _INVISIBLE.sub("", text)
    if "<" in text:
        text = _TAG.sub("", _BREAKING_TAG.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    text = _ODD_SPACE.sub(" ", text)
    if "**" in text or "__" in text or "*" in text:
        text = _unmark(text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return _trim(_SPACES.sub(" ", text))


def _unmark(text: str) -> str:
    """Markdown emphasis removed; fill-in lines of underscores and foot-note stars are kept."""
    if BLANKS.search(text):
        return text.replace("**", "")
    return _EMPHASIS.sub("", text)


def _trim(text: str) -> str:
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)


@lru_cache(maxsize=65536)
def flat(text: str) -> str:
    """The text as one line, words that were cut by a line break mended."""
    if "\n" not in text:
        return text
    if "-\n" in text:
        text = _BROKEN_WORD.sub(_mend, text)
    return " ".join(text.split("\n"))


def _mend(found: re.Match[str]) -> str:
    """«настав-\\nничества» is one word; «учитель-\\nученик» keeps its hyphen."""
    left, right = found.group(1), found.group(2)
    if left in _HYPHENATED or right in _HYPHENATED:
        return f"{left}-{right}"
    return left + right


_HYPHENATED = frozenset(
    [
        "учитель",
        "ученик",
        "студент",
        "педагог",
        "работодатель",
        "наставник",
        "куратор",
        "материально",
        "научно",
        "учебно",
        "организационно",
        "нормативно",
        "программно",
        "информационно",
        "психолого",
        "социально",
        "профессионально",
        "воспитатель",
        "директор",
        "июнь",
        "май",
        "апрель",
        "март",
        "февраль",
        "январь",
        "декабрь",
        "ноябрь",
        "октябрь",
        "сентябрь",
        "август",
        "июль",
        "физико",
        "химико",
    ]
)


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Lower-case words only: for comparing headings and repeated lines."""
    lowered = fold(text)
    return " ".join(re.findall(r"[a-zа-я0-9№#%]+", lowered))


def starts_low(text: str) -> bool:
    """Does the text go on with a small letter?"""
    return LOWER.match(text) is not None


def is_upper(text: str) -> bool:
    """Is it printed in capitals (at least eight letters)?"""
    return len(text) >= 8 and text == text.upper() and any(c.isalpha() for c in text)


_HANGING = re.compile(
    r"(?:[,(«–—-]|\b(?:и|или|а|в|во|на|с|со|по|о|об|от|до|для|из|к|за|у|при|не|их|его|том|числе|через|между|"
    r"под|над|без|также|который|которые|которых|как|что|по вопросам|далее))\s*$",
    re.I,
)


def hangs(text: str | None) -> bool:
    """Does the text break off before its end (a preposition, a comma, an open bracket)?"""
    if not text:
        return False
    return bool(_HANGING.search(text)) or text.count("«") > text.count("»") or text.count("(") > text.count(")")
