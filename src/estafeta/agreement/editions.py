"""An edition: the whole plan as plain values that outlive the rows they came from.

Shape: {"title", "starts", "ends", "sections": [{"key", "number", "title", "stage", "deadline", "measures": [{"key",
"number", "title", "items", "deadline", "responsible", "result", "document", "reporting", "dues": [[starts, due_on]],
"depth"}]}]}; days are ISO texts. A key is the id of the row in the plan itself, also in a working copy; a row that the
copy has added has a key that starts with «n».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch

from estafeta.roadmaps.models import Measure, Responsible, Roadmap, Section
from russian.phrases import clip

Edition = dict[str, Any]


def section_name(section: Mapping[str, Any]) -> str:
    """A section of an edition in words: number and title."""
    return " ".join(part for part in (section["number"], section["title"]) if part)


def section_place(name: str) -> str:
    """What a remark on a section is on, in words that fit its field."""
    return clip(f"Раздел «{name}»", 300)


def edition_of(roadmap: Roadmap) -> Edition:
    """Return the plan as it stands, in a number of queries that does not depend on its size."""
    people = Prefetch("responsibles", Responsible.objects.select_related("user"))
    measures = Measure.objects.filter(removed_at__isnull=True).select_related("parent")
    measures = measures.prefetch_related("dues", "reportings", people).order_by("position", "pk")
    sections = roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk")
    rows = sections.prefetch_related(Prefetch("measures", measures, to_attr="standing"))
    return {
        "title": roadmap.title,
        "starts": roadmap.starts.isoformat(),
        "ends": roadmap.ends.isoformat(),
        "sections": [_section(section, roadmap) for section in rows],
    }


def key_of(row: Section | Measure, roadmap: Roadmap) -> str:
    """The key of a row: its own id in a plan, the id of what it changes in a working copy."""
    if roadmap.amends_id is None:
        return str(row.pk)
    return str(row.source_id) if row.source_id else f"n{row.pk}"


def _section(section: Section, roadmap: Roadmap) -> dict[str, Any]:
    standing: list[Measure] = section.standing  # type: ignore[attr-defined]
    return {
        "key": key_of(section, roadmap),
        "number": section.number,
        "title": section.title,
        "stage": section.stage,
        "deadline": section.deadline_text,
        "measures": [_measure(measure, roadmap) for measure in standing],
    }


def _measure(measure: Measure, roadmap: Roadmap) -> dict[str, Any]:
    people = "; ".join(str(row) for row in measure.responsibles.all())
    dues = [[_iso(due.starts), _iso(due.due_on)] for due in measure.dues.all() if due.state != "cancelled"]
    parent = measure.parent
    return {
        "key": key_of(measure, roadmap),
        "number": measure.number,
        "title": measure.title,
        "items": list(measure.items),
        "deadline": measure.deadline_text,
        "responsible": measure.responsible_text or people,
        "result": measure.result,
        "document": measure.document,
        "reporting": "; ".join(str(row) for row in measure.reportings.all()),
        "dues": sorted(dues, key=lambda pair: (pair[1] or "", pair[0] or "")),
        "depth": 0 if parent is None else 1 if parent.parent_id is None else 2,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
