"""A load's draft as the linter sees it, before anything of it is saved: the same remarks that the plan would get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from estafeta.intake.building import kept, period_of
from estafeta.intake.models import Load
from estafeta.plan_checks.plans import SURE, context_of, texts_of
from estafeta.plan_checks.queries import Remark, remark_of
from estafeta.roadmaps.drafts import ReportingDraft
from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.understanding import deadline_of, kinds_of
from roadmap_linter import Finding, Plan, Section, lint
from roadmap_linter import Measure as Row

Json = dict[str, Any]
GRAVITY = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class DraftRemarks:
    """What the checks say of a draft. `first`: the gravest few, which fit beside the draft itself."""

    every: tuple[Remark, ...]
    first: tuple[Remark, ...]


def draft_remarks(load: Load, today: dt.date, *, few: int = 5) -> DraftRemarks:
    """Return the remarks on a load's draft in the order of the plan, and the gravest few of them."""
    found = lint(plan_of_draft(load.draft), context_of(load.organisation, today))
    every = tuple(remark_of(finding, _url(load, finding)) for finding in found)
    gravest = sorted(every, key=lambda row: GRAVITY[row.finding.severity])
    return DraftRemarks(every, tuple(gravest[:few]))


def plan_of_draft(draft: Json) -> Plan:
    """Return the plan for the linter; its keys are those of the draft's rows and sections."""
    starts, ends = period_of(draft)
    return Plan(
        title=draft["head"]["title"],
        starts=starts,
        ends=ends,
        sections=tuple(_section(draft, section) for section in draft["sections"]),
        texts=texts_of("", draft["head"]["order_subject"]),
    )


def _section(draft: Json, section: Json) -> Section:
    rows = tuple(_rows(draft, section, ""))
    return Section(section["key"], section["number"], section["title"], rows, section.get("deadline_text") or "")


def _rows(draft: Json, section: Json, parent: str) -> Iterator[Row]:
    """Yield every row that is not left out, its parts right after it."""
    for row in kept(draft, section["key"], parent):
        parts = tuple(_rows(draft, section, row["key"]))
        yield _row(draft, section, row, is_heading=bool(parts))
        yield from parts


def _row(draft: Json, section: Json, row: Json, *, is_heading: bool) -> Row:
    deadline = deadline_of(row["deadline_text"], *period_of(draft))
    undated = is_heading and not row["deadline_text"].strip()
    return Row(
        key=row["key"],
        number=row["number"],
        title=row["title"],
        items=tuple(row["items"]),
        deadline_text=row["deadline_text"],
        deadline_kind=deadline.kind,
        conditional=deadline.conditional,
        dues=() if undated else tuple((due.starts, due.due_on) for due in plan_dues(deadline)),
        responsible=row["responsible_text"] or ", ".join(one["text"] for one in row["responsibles"]),
        result=row["result"],
        document=row["document"],
        reporting=tuple(_reporting(ReportingDraft(**one)) for one in row["reportings"]),
        kinds=tuple(_kinds(section, row)),
        is_heading=is_heading,
    )


def _reporting(row: ReportingDraft) -> str:
    return " — ".join(part for part in (row.to, row.when_text) if part)


def _kinds(section: Json, row: Json) -> Iterator[str]:
    if row["kinds"]:
        yield from (one["code"] for one in row["kinds"] if one.get("confirmed") or one["confidence"] >= SURE)
        return
    guessed = kinds_of(row["title"], tuple(row["items"]), section["title"])
    yield from (one.code for one in guessed if one.confidence >= SURE)


def _url(load: Load, finding: Finding) -> str:
    """Where the remark is mended before the plan is made."""
    place, keys = finding.place, [load.organisation.slug, load.pk]
    if place.sort == "measure":
        return reverse("intake:load_row", args=[*keys, place.key])
    if place.sort == "section":
        return reverse("intake:load_section", args=[*keys, place.key])
    return reverse("intake:load_head", args=keys)
