"""What the reader says of a wording: the one door from this room to `roadmap_reader`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from estafeta.roadmaps.drafts import KindDraft
from estafeta.roadmaps.packs import KINDS
from roadmap_reader.deadlines import Context, read_deadline
from roadmap_reader.kinds import MeasureKind as CatalogueKind
from roadmap_reader.kinds import classify
from roadmap_reader.model import Deadline

SURE = 0.5
"""From this confidence on a guess is taken for what the wording says."""
OTHER = "other"


def deadline_of(phrase: str, starts: dt.date, ends: dt.date) -> Deadline:
    """Return the phrase of a «срок» column as understood within the plan's period."""
    return read_deadline(phrase, Context(starts, ends))


def kinds_of(title: str, items: Sequence[str] = (), section: str = "") -> tuple[KindDraft, ...]:
    """Return the kinds that a measure and its list of works speak of, the likeliest first."""
    guesses = classify(title, items=tuple(items), section=section or None, pack=KINDS.value())
    found = tuple(KindDraft(guess.code, min(1.0, max(0.0, guess.confidence))) for guess in guesses)
    return with_items(found, items)


def with_items(kinds: Sequence[KindDraft], items: Sequence[str]) -> tuple[KindDraft, ...]:
    """Add what each work of the list speaks of by itself; every kind knows the places of the works that name it."""
    found, pack = {kind.code: replace(kind, items=()) for kind in kinds}, KINDS.value()
    for place, item in enumerate(items):
        for guess in classify(item, pack=pack):
            if guess.code != OTHER and guess.confidence >= SURE:
                known = found.get(guess.code) or KindDraft(guess.code, min(1.0, guess.confidence))
                found[guess.code] = replace(known, items=(*known.items, place))
    if len(found) > 1 and not found.get(OTHER, KindDraft(OTHER)).confirmed:
        found.pop(OTHER, None)
    return tuple(found.values())


def catalogue() -> Mapping[str, CatalogueKind]:
    """Return the catalogue of kinds by code, in the order of the stages."""
    return KINDS.value().catalogue


def stage_of_kinds(codes: list[str]) -> int | None:
    """Return the stage of the likeliest kind that has one; codes come likeliest first."""
    known = catalogue()
    stages = (known[code].stage for code in codes if code in known)
    return next((stage for stage in stages if stage), None)
