"""Numbers of sections and measures: «1.», «2.3», «IV.», «Раздел 2», «а)»."""

from __future__ import annotations

import re
from functools import lru_cache

_WHOLE = re.compile(r"^(?:п\.\s*)?№?\s*(\d{1,3}(?:\s*\.\s*\d{1,3}){0,5})\s*[.)]{0,2}$")
_ROMAN = re.compile(r"^((?=[IVXІХ])[XХ]{0,3}(?:I[XХ]|IV|V?[IІ]{0,4}|[ІI]{1,4}))[.)]?$")
_LETTER = re.compile(r"^([а-яa-z])[.)]$")
_LEADING = re.compile(
    r"^(?:п\.\s*|№\s*)?(\d{1,3}(?:\.\d{1,3}){1,5}[.)]?|\d{1,3}[.)])(?![\d])\s*(?=[^\d\s.,)])",
)
_LEADING_ROMAN = re.compile(r"^([IVXІХ]{1,5})[.)]?\s+(?=[А-ЯЁ«])")
_NAMED = re.compile(
    r"^((?:раздел|этап|блок|направление|модуль|часть|глава|задача)\s*(?:№\s*)?(\d{1,2}|[IVXІХ]{1,5})"
    r"|(\d{1,2}|[IVXІХ]{1,5})(?:\s*-?(?:й|ый|ой))?\s+(?:этап|раздел|блок|модуль))\s*[.:)–—-]*\s*",
    re.I,
)
SHORTEST = 3


@lru_cache(maxsize=16384)
def whole_number(text: str) -> str | None:
    """The number if the cell holds nothing else («1.2.» → «1.2»), else None."""
    text = text.strip()
    if not text or len(text) > 24:
        return None
    if found := _WHOLE.match(text):
        return re.sub(r"\s+", "", found.group(1))
    if found := _ROMAN.match(text):
        return found.group(1) or None
    if found := _LETTER.match(text.lower()):
        return found.group(1)
    return None


@lru_cache(maxsize=16384)
def split_number(text: str) -> tuple[str | None, str]:
    """A leading number taken off the text: «1.2. Издать приказ» → («1.2», «Издать приказ»)."""
    if found := _LEADING.match(text):
        rest = text[found.end() :]
        number = found.group(1).rstrip(".)")
        if not _dateish(number, rest):
            return number, rest
    return None, text


@lru_cache(maxsize=4096)
def split_section_number(text: str) -> tuple[str | None, str]:
    """As `split_number`, with roman numbers and «Раздел 2.» allowed; «1 этап: …» stays in the title."""
    number, rest = split_number(text)
    if number:
        return number, rest
    if found := _LEADING_ROMAN.match(text):
        return found.group(1), text[found.end() :]
    if found := _NAMED.match(text):
        rest = text[found.end() :]
        return found.group(2) or found.group(3), rest if found.group(2) and len(rest) >= SHORTEST else text
    return None, text


def _dateish(number: str, rest: str) -> bool:
    parts = number.split(".")
    month_second = len(parts) in (2, 3) and len(parts[0]) == 2 and len(parts[1]) == 2
    return month_second and rest[:1] in "–—-г("


def depth(number: str | None) -> int:
    """Levels of a number: «3» → 1, «3.1» → 2, none → 0."""
    return number.count(".") + 1 if number else 0


def is_child(number: str | None, parent: str | None) -> bool:
    """Does «3.1» stand under «3»?"""
    return bool(number and parent and number.startswith(f"{parent}."))


def is_roman(number: str | None) -> bool:
    """Is the number written in roman figures?"""
    return bool(number) and not number[0].isdigit() and number[0].isupper()  # type: ignore[index]


def expected_next(number: str) -> str:
    """The number that should follow on the same level."""
    head, _, last = number.rpartition(".")
    following = str(int(last) + 1) if last.isdigit() else last
    return f"{head}.{following}" if head else following
