"""How the journal and the notices name things: briefly, with whole dates, in the past tense."""

from __future__ import annotations

import datetime as dt

from estafeta.core.words import MONTHS_OF, TIED
from estafeta.roadmaps.models import Due, Measure

CLIP = 90


def clipped(text: str, length: int = CLIP) -> str:
    """Return the text on one line, cut at a word with «…» when it is long."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def named(measure: Measure) -> str:
    """«1.2 Приказ о внедрении…» in guillemets."""
    return f"«{clipped(str(measure))}»"


def long_day(day: dt.date | None) -> str:
    """«30 сентября 2026», or «без даты»."""
    return "без даты" if day is None else f"{day.day}{TIED}{MONTHS_OF[day.month - 1]}{TIED}{day.year}"


def due_named(due: Due) -> str:
    """«срок 30 сентября 2026», «срок без даты»."""
    return f"срок {long_day(due.due_on)}"
