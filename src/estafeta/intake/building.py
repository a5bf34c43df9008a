"""From a checked draft to the `RoadmapDraft` that the plan is created from."""

from __future__ import annotations

import datetime as dt
from typing import Any

from estafeta.roadmaps.drafts import (
    KindDraft,
    MeasureDraft,
    ReportingDraft,
    ResponsibleDraft,
    RoadmapDraft,
    SectionDraft,
)
from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.understanding import deadline_of

Json = dict[str, Any]


def day(text: str | None) -> dt.date | None:
    """Return ISO text as a date."""
    return dt.date.fromisoformat(text) if text else None


def period_of(draft: Json) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the plan."""
    return dt.date.fromisoformat(draft["head"]["starts"]), dt.date.fromisoformat(draft["head"]["ends"])


def roadmap_draft(draft: Json) -> RoadmapDraft:
    """Return the draft without the rows left out; sections that end up empty are kept."""
    head = draft["head"]
    starts, ends = period_of(draft)
    return RoadmapDraft(
        title=head["title"],
        starts=starts,
        ends=ends,
        layout=head["layout"],
        origin="file",
        sections=tuple(section_draft(draft, section) for section in draft["sections"]),
        approved_date=day(head.get("approved_date")),
        order_date=day(head.get("order_date")),
        columns=tuple(draft.get("columns", [])),
        stages=tuple(draft.get("stages", [])),
        approved_post=head["approved_post"],
        approved_name=head["approved_name"],
        order_kind=head["order_kind"],
        order_number=head["order_number"],
        order_subject=head["order_subject"],
    )


def section_draft(draft: Json, section: Json) -> SectionDraft:
    """Return one section with its rows."""
    return SectionDraft(
        number=section["number"],
        title=section["title"],
        stage=section["stage"],
        deadline_text=section["deadline_text"],
        measures=tuple(measure_draft(draft, row) for row in kept(draft, section["key"], "")),
    )


def kept(draft: Json, section: str, parent: str) -> list[Json]:
    """Return the rows of a section under a parent that are not left out."""
    return [
        row for row in draft["rows"] if row["section"] == section and row["parent"] == parent and not row["left_out"]
    ]


def measure_draft(draft: Json, row: Json) -> MeasureDraft:
    """Return one row with its parts."""
    return MeasureDraft(
        title=row["title"],
        number=row["number"],
        items=tuple(row["items"]),
        children=tuple(measure_draft(draft, child) for child in kept(draft, row["section"], row["key"])),
        group=row["group"],
        stage=row["stage"],
        form=row["form"],
        deadline_text=row["deadline_text"],
        responsible_text=row["responsible_text"],
        responsibles=tuple(ResponsibleDraft(**one) for one in row["responsibles"]),
        responsible_columns=tuple((name, text) for name, text in row["responsible_columns"]),
        result=row["result"],
        document=row["document"],
        reportings=tuple(ReportingDraft(**one) for one in row["reportings"]),
        kinds=tuple(kind_draft(one) for one in row["kinds"]),
        places=tuple(row["places"].items()),
    )


def kind_draft(one: Json) -> KindDraft:
    """A kind as a draft keeps it."""
    return KindDraft(one["code"], one["confidence"], one["confirmed"], tuple(one.get("items", ())))


def count_dues(draft: Json) -> int:
    """Return how many dues the plan would get."""
    starts, ends = period_of(draft)
    rows = [row for row in draft["rows"] if not row["left_out"]]
    return sum(len(plan_dues(deadline_of(row["deadline_text"], starts, ends))) for row in rows)


def count_rows(draft: Json) -> int:
    """Return how many measures the plan would get."""
    return sum(1 for row in draft["rows"] if not row["left_out"])
