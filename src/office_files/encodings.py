"""Bytes to Russian text: the encoding is told by marks, by validity and by the letters it gives."""

from __future__ import annotations

import codecs
from collections import Counter

from office_files import refusals
from office_files.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1251", "koi8-r", "mac_cyrillic", "cp866", "iso8859-5")
_SAMPLE = 200_000
_LETTERS = 40_000
_WEIGHTS = {
    **dict(zip("оеаинтсрвлкмд", (109, 84, 80, 74, 67, 63, 55, 47, 45, 43, 35, 32, 30), strict=True)),
    **dict(
        zip(
            "пуяыьгзбчйхжшюцщэфъё", (28, 26, 20, 19, 17, 17, 16, 16, 15, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 1), strict=True
        )
    ),
}
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27, 26}
_MOST_CONTROLS = 0.002


def decode(data: bytes) -> str:
    """The text of the file. Refuses bytes that are no text in any encoding met in Russian offices."""
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _strictly(data, marked)
    wide = _wide(data[:_SAMPLE])
    if wide is not None:
        return _strictly(data[: len(data) // 2 * 2], wide)
    if _controls(data[:_SAMPLE]) > _MOST_CONTROLS:
        raise Unreadable(refusals.UNKNOWN_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _nearly_utf8(data, error):
            return data.decode("utf-8", "replace")
    name = best_single_byte(data[:_LETTERS])
    if name is None:
        raise Unreadable(refusals.UNKNOWN_BINARY)
    return data.decode(name, "replace")


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    strange = sum(1 for char in text[:_SAMPLE] if char == "\ufffd" or (ord(char) < 32 and char not in "\t\n\r\f\v"))
    if strange > max(4, len(text[:_SAMPLE]) * 0.02):
        raise Unreadable(refusals.UNKNOWN_BINARY)
    return text


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is 0 or 4, the high byte of Latin and Cyrillic letters."""
    if len(sample) < 16:
        return None
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[offset::2]
        low = sample[1 - offset :: 2]
        if (high.count(0) + high.count(4)) > 0.9 * len(high) and high.count(0) > 0 and low.count(0) < 0.1 * len(low):
            return name
    return None


def _controls(sample: bytes) -> float:
    counts = Counter(sample)
    return sum(counts[code] for code in _CONTROLS) / max(len(sample), 1)


def _nearly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """A UTF-8 file with a torn end or a few bad bytes: almost all non-ASCII bytes decode."""
    if len(data) - error.start < 4:
        return True
    sample = data[:_SAMPLE]
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return bad * 20 < sum(1 for byte in sample if byte > 0x7F)


def best_single_byte(sample: bytes) -> str | None:
    """The single-byte encoding whose letters look most like Russian, or None when none does."""
    scored = [(russian_score(sample.decode(name, "replace")), name) for name in _SINGLE_BYTE]
    score, name = max(scored, key=lambda pair: pair[0])
    return name if score > 0 else None


def russian_score(text: str) -> float:
    """How much the non-ASCII letters look like Russian prose: above 0 is plausible, typical prose is near 50.

    Frequent letters gain, letters of no Russian word and symbols lose; a capital inside a word loses,
    which is what tells KOI8-R from Windows-1251.
    """
    total = gain = 0.0
    previous_small = False
    for char in text:
        small = char.lower()
        weight = _WEIGHTS.get(small)
        if weight is not None:
            total += 1
            gain += -60 if char != small and previous_small else weight
            previous_small = char == small
            continue
        previous_small = False
        if char > "\x7f" and char not in "«»—–№…“”„’ \u00a0•·°§":
            total += 1
            gain -= 120
    return gain / total if total else 1.0
