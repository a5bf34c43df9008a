"""Of what kinds a measure is."""

from __future__ import annotations

from estafeta.roadmaps.models import Measure, MeasureKind
from estafeta.roadmaps.understanding import OTHER, SURE


def kinds_of(measure: Measure) -> list[MeasureKind]:
    """The kinds that a person confirmed or the reader is sure of; «other», unsaved, where there is none."""
    rows = [row for row in measure.kinds.all() if row.confirmed_by_person or row.confidence >= SURE]
    return rows or [MeasureKind(measure=measure, code=OTHER)]
