"""Text as it may stand in a paper: what no file format can hold is dropped before anything is drawn."""

from __future__ import annotations

import re

# XML 1.0 has no place for these, and Word, Excel and typst refuse a file that holds them.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return the text with every line break as one newline, tabs as spaces and no forbidden characters."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))
