"""How wide a text is without a font at hand, and numbers short enough for an axis."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from charts.values import Value
from russian.figures import figure
from russian.spaces import DASH, ELLIPSIS, TIED

_SLIM = frozenset(" .,:;!|'`ijlfrtI()[]гт1\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
_BROAD = frozenset("ЖШЩЮФМЫДmwMW@%—…ЪЁжшщюфм№")
_STEPS = ((1e12, "трлн"), (1e9, "млрд"), (1e6, "млн"), (1e4, "тыс."))


def width_of(text: str, size: float) -> float:
    """Estimate the width of a line in the unit of `size`; never less than PT Sans needs."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if letter in _SLIM:
        return 0.45
    if letter in _BROAD or ord(letter) > 0x2E7F:
        return 1.05
    return 0.74 if letter.isupper() else 0.6


def cut(text: str, room: float, size: float) -> str:
    """Shorten a line to the room, with «…» where something is lost; empty where not even that fits."""
    text = clean(text)
    if width_of(text, size) <= room:
        return text
    ends = list(accumulate(width_of(letter, size) for letter in text))
    kept = text[: bisect_right(ends, room - width_of(ELLIPSIS, size))]
    return f"{kept.rstrip()}{ELLIPSIS}" if kept else ""


def clean(text: str) -> str:
    """One line that XML can hold."""
    return " ".join("".join(filter(_printable, text)).split())


def _printable(letter: str) -> bool:
    code = ord(letter)
    return letter.isspace() or not (code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE)


def number(value: Value, unit: str = "") -> str:
    """Write a value as people read it, with its unit; a dash where it is not known."""
    if value is None:
        return DASH
    written = figure(_plain(value))
    return f"{written}{TIED}{clean(unit)}" if unit else written


def _plain(value: float) -> int | float:
    """At most two places after the comma, and none that say nothing."""
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def short(value: float) -> str:
    """Write a value of an axis: 35, 0,5, 12 тыс., 1,2 млн."""
    for step, word in _STEPS:
        if abs(value) >= step:
            scaled = round(value / (1e3 if word == "тыс." else step), 1)
            return f"{number(scaled)}{TIED}{word}"
    return number(value) if abs(value) >= 0.01 or value == 0 else f"{value:.0e}"
