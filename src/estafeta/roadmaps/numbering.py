"""Numbers in order: offered when rows have been added or moved, never forced on a printed plan."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from estafeta.roadmaps.models import Measure, Roadmap, Section


def renumbered(roadmap: Roadmap) -> list[tuple[Section | Measure, str]]:
    """Return every section and measure in order with the number it would get.

    Sections without a title get none; their measures are counted through the plan.
    """
    rows: list[tuple[Section | Measure, str]] = []
    by_section: defaultdict[int, list[Measure]] = defaultdict(list)
    measures = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True)
    for measure in measures.order_by("position", "id"):
        by_section[measure.section_id].append(measure)
    titled, untitled = count(1), 0
    for section in roadmap.sections.filter(removed_at__isnull=True).order_by("position", "id"):
        own = by_section[section.pk]
        top = [measure for measure in own if measure.parent_id is None]
        if section.title:
            number = str(next(titled))
            rows += [(section, number), *_numbered(top, own, f"{number}.", 0)]
        else:
            rows += _numbered(top, own, "", untitled)
            untitled += len(top)
    return rows


def _numbered(level: list[Measure], own: list[Measure], prefix: str, start: int) -> list[tuple[Section | Measure, str]]:
    rows: list[tuple[Section | Measure, str]] = []
    for index, measure in enumerate(level, start + 1):
        number = f"{prefix}{index}"
        rows.append((measure, number))
        children = [row for row in own if row.parent_id == measure.pk]
        rows += _numbered(children, own, f"{number}.", 0)
    return rows
