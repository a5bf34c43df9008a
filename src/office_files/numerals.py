"""Numerals of automatic numbering: what a word processor prints for the n-th paragraph of a list."""

from __future__ import annotations

BULLET = "•"

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_CASED = {
    "lowerLetter": (_LATIN, False),
    "upperLetter": (_LATIN, True),
    "russianLower": (_RUSSIAN, False),
    "russianUpper": (_RUSSIAN, True),
}


def roman(number: int) -> str:
    """Upper-case Roman numeral; Arabic outside 1…3999."""
    if not 0 < number < 4000:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        out += letters * times
    return out


def letter(number: int, alphabet: str) -> str:
    """The n-th letter; after the last one letters are doubled, as word processors do."""
    if number < 1:
        return str(number)
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (min(times, 20) + 1)


def numeral(number: int, style: str) -> str:
    """The number in a `w:numFmt` style; unknown styles are Arabic, «none» is empty."""
    if style in _CASED:
        alphabet, upper = _CASED[style]
        text = letter(number, alphabet)
        return text.upper() if upper else text
    if style == "lowerRoman":
        return roman(number).lower()
    if style == "upperRoman":
        return roman(number)
    if style == "decimalZero":
        return f"{number:02d}"
    return "" if style == "none" else str(number)
