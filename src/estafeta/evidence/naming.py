"""Named ones: an app may know that something is about some organisations below and not about others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from estafeta.evidence.questions import Place

Names = Mapping[str, Callable[[Place], bool]]
Source = Callable[[Place], Names]
SOURCES: list[Source] = []


def named_by(source: Source) -> Source:
    """Register who tells, for the organisation that asks, which subject («measure:12») names whom below."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def names_of(place: Place) -> Names:
    """Return the subjects that name some below and not others."""
    return {subject: names for source in SOURCES for subject, names in source(place).items()}
