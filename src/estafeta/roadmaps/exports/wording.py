"""The wording of a row, what leads in and what is listed; and a name as it stands under a signature.

A row that was read from a file keeps its whole text in the title and the listed activities beside it; a row made by
hand has them only in the list. On paper both look the same: a lead and a list below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PATRONYMIC = re.compile(r"(?:вич|вна|чна|шна|оглы|кызы)$")
_MARKS = " \t\n\xa0-–—•·▪*"


def lead_and_points(title: str, items: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Take the listed activities out of the title where it holds them all, in their order, words untouched."""
    wanted = tuple(item.strip() for item in items if item.strip())
    starts = _starts(title, wanted)
    if not starts:
        return title, wanted
    ends = [*starts[1:], len(title)]
    points = tuple(title[start:end].rstrip(_MARKS) for start, end in zip(starts, ends, strict=True))
    return title[: starts[0]].rstrip(_MARKS), points


def _starts(title: str, items: Sequence[str]) -> list[int]:
    """Where each item begins in the title; empty when one is not there."""
    starts: list[int] = []
    position = 0
    for item in items:
        pattern = r"\s+".join(re.escape(word) for word in item.split())
        found = re.compile(pattern).search(title, position)
        if found is None:
            return []
        starts.append(found.start())
        position = found.end()
    # A title that is nothing but its list has no lead to stand above it.
    return starts if starts and title[: starts[0]].strip(_MARKS) else []


def signing_name(name: str) -> str:
    """Turn «Громов Павел Андреевич» into «П. А. Громов»; any other name stays as it is."""
    words = name.split()
    if len(words) != 3 or not _PATRONYMIC.search(words[2]):
        return name
    surname, first, patronymic = words
    return f"{first[0]}. {patronymic[0]}. {surname}"
