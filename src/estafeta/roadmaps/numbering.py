"""Numbers in order: offered when rows have been added or moved, never forced on a printed plan."""

from __future__ import annotations

from estafeta.roadmaps.models import Measure, Roadmap, Section


def renumbered(roadmap: Roadmap) -> list[tuple[Section | Measure, str]]:
    """Return every section and measure in order with the number it would get; unnamed sections stay unnumbered."""
    rows: list[tuple[Section | Measure, str]] = []
    measures = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True).order_by("position", "id")
    by_section: dict[int, list[Measure]] = {}
    for measure in measures:
        by_section.setdefault(measure.section_id, []).append(measure)
    sections = list(roadmap.sections.filter(removed_at__isnull=True).order_by("position", "id"))
    titled = [section for section in sections if section.title]
    running = 0
    for section in sections:
        own = by_section.get(section.pk, [])
        prefix = ""
        if section.title:
            number = str(titled.index(section) + 1)
            rows.append((section, number))
            prefix = f"{number}."
        top = [measure for measure in own if measure.parent_id is None]
        start = 0 if prefix else running
        rows += _numbered(top, own, prefix, start)
        running += 0 if prefix else len(top)
    return rows


def _numbered(level: list[Measure], own: list[Measure], prefix: str, start: int) -> list[tuple[Section | Measure, str]]:
    rows: list[tuple[Section | Measure, str]] = []
    for index, measure in enumerate(level, start + 1):
        number = f"{prefix}{index}"
        rows.append((measure, number))
        children = [row for row in own if row.parent_id == measure.pk]
        rows += _numbered(children, own, f"{number}.", 0)
    return rows
