"""Characters that only layout needs, taken out of a text."""

from __future__ import annotations

import re

_ODD = re.compile(
    "[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u202f\u2007\u00a0\u2060-\u2064\ufeff\ufffe"
    "\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")
_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\x0b\x0c\x85"), "\n")
_DROPPED = dict.fromkeys(
    [
        0xAD,
        0xFEFF,
        0xFFFE,
        0x7F,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x80, 0xA0),
    ]
)
_TABLE: dict[int, str | None] = {**_DROPPED, **_SPACES, **_BREAKS, 0x0D: None}


def clean(text: str) -> str:
    """The text with ordinary spaces and breaks, without soft hyphens and invisible characters."""
    if _ODD.search(text) is None:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def tidy(text: str) -> str:
    """`clean`, then every line stripped and empty lines at both ends dropped."""
    text = clean(text)
    if "\n" not in text:
        return text.strip()
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")
