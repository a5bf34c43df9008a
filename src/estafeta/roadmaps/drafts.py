"""A roadmap before it exists: what a confirmed load, a template or a copy of last year hands to `create_from_draft`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class DueDraft:
    """One date or stretch; both None for ongoing work and work upon an event."""

    due_on: dt.date | None = None
    starts: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ResponsibleDraft:
    """As printed, and as a user or a role of the organisation when somebody said so. `sort`: see the model."""

    text: str
    sort: str = "person"
    user_id: int | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class ReportingDraft:
    """Whom to inform and when."""

    to: str
    when_text: str = ""


@dataclass(frozen=True, slots=True)
class KindDraft:
    """A kind of the catalogue with how sure that is (0…1); `items` are the works of the list that speak of it."""

    code: str
    confidence: float = 1.0
    confirmed: bool = False
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureDraft:
    """One row. `dues` None: read them from `deadline_text` within the roadmap's period; a tuple: exactly these.

    `concerns` empty: the wording says whether it is about those below.
    """

    title: str
    number: str = ""
    items: tuple[str, ...] = ()
    children: tuple[MeasureDraft, ...] = ()
    group: str = ""
    stage: int | None = None
    form: str = ""
    deadline_text: str = ""
    deadline_kind: str = ""
    rrule: str = ""
    conditional: bool = False
    concerns: str = ""
    dues: tuple[DueDraft, ...] | None = None
    responsible_text: str = ""
    responsibles: tuple[ResponsibleDraft, ...] = ()
    responsible_columns: tuple[tuple[str, str], ...] = ()
    result: str = ""
    document: str = ""
    reportings: tuple[ReportingDraft, ...] = ()
    kinds: tuple[KindDraft, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    def count(self) -> int:
        """How many measures this is with its parts."""
        return 1 + sum(child.count() for child in self.children)


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section; a plan without sections has one with an empty number and title."""

    number: str = ""
    title: str = ""
    stage: int | None = None
    deadline_text: str = ""
    measures: tuple[MeasureDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class RoadmapDraft:
    """The whole plan with its head. `origin` and `layout`: see the model."""

    title: str
    starts: dt.date
    ends: dt.date
    sections: tuple[SectionDraft, ...] = ()
    layout: str = "classic5"
    origin: str = "file"
    template: str = ""
    previous_id: int | None = None
    approved_post: str = ""
    approved_name: str = ""
    approved_date: dt.date | None = None
    approved_text: str = ""
    order_kind: str = ""
    order_number: str = ""
    order_date: dt.date | None = None
    order_subject: str = ""
    territory_note: str = ""
    columns: tuple[dict[str, Any], ...] = ()
    stages: tuple[dict[str, Any], ...] = ()

    def count(self) -> int:
        """How many measures the plan has."""
        return sum(measure.count() for section in self.sections for measure in section.measures)
