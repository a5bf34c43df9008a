"""What the reader says of a wording: the one door from this room to `roadmap_reader`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from estafeta.roadmaps.drafts import KindDraft
from roadmap_reader.deadlines import Context, read_deadline
from roadmap_reader.kinds import MeasureKind as CatalogueKind
from roadmap_reader.kinds import classify, load_catalogue
from roadmap_reader.model import Deadline


def deadline_of(phrase: str, starts: dt.date, ends: dt.date) -> Deadline:
    """Return the phrase of a «срок» column as understood within the plan's period."""
    return read_deadline(phrase, Context(starts, ends))


def kinds_of(title: str, items: tuple[str, ...] = (), section: str = "") -> tuple[KindDraft, ...]:
    """Return the kinds that a measure speaks of, the likeliest first."""
    guesses = classify(title, items=items, section=section or None)
    return tuple(KindDraft(guess.code, min(1.0, max(0.0, guess.confidence))) for guess in guesses)


def catalogue() -> Mapping[str, CatalogueKind]:
    """Return the catalogue of kinds by code, in the order of the stages."""
    return load_catalogue()


def stage_of_kinds(codes: list[str]) -> int | None:
    """Return the stage of the likeliest kind that has one; codes come likeliest first."""
    known = catalogue()
    stages = (known[code].stage for code in codes if code in known)
    return next((stage for stage in stages if stage), None)
