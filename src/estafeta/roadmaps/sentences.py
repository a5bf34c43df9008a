"""How the journal and the notices name things: briefly, with whole dates, in the past tense."""

from __future__ import annotations

import datetime as dt

from estafeta.roadmaps.models import Due, Measure
from russian import dates
from russian.phrases import clip


def named(measure: Measure) -> str:
    """«1.2 Приказ о внедрении…» in guillemets."""
    return f"«{clip(str(measure))}»"


def long_day(day: dt.date | None) -> str:
    """«30 сентября 2026», or «без даты»."""
    return "без даты" if day is None else dates.long_day(day)


def due_named(due: Due) -> str:
    """«срок 30 сентября 2026», «срок без даты»."""
    return f"срок {long_day(due.due_on)}"
