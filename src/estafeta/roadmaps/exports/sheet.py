"""A roadmap as it goes on paper: frozen texts in printing order, and the query that takes them from the database."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from estafeta.roadmaps.exports.wording import signing_name
from estafeta.roadmaps.models import Measure, Reporting, Responsible, Roadmap, Section


@dataclass(frozen=True, slots=True)
class ReportingSheet:
    """Whom to inform, and when."""

    to: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """A row with its texts as printed; `responsible_columns` are (name of the column, text)."""

    title: str
    number: str = ""
    items: tuple[str, ...] = ()
    children: tuple[MeasureSheet, ...] = ()
    group: str = ""
    deadline: str = ""
    responsible: str = ""
    responsible_columns: tuple[tuple[str, str], ...] = ()
    result: str = ""
    document: str = ""
    reporting: tuple[ReportingSheet, ...] = ()

    def with_parts(self) -> Iterable[MeasureSheet]:
        """The row itself, then its parts with theirs, in printing order."""
        yield self
        for child in self.children:
            yield from child.with_parts()


@dataclass(frozen=True, slots=True)
class SectionSheet:
    """A section; a plan without sections has one with an empty number and title."""

    number: str = ""
    title: str = ""
    deadline: str = ""
    measures: tuple[MeasureSheet, ...] = ()

    @property
    def heading(self) -> str:
        """«1. Подготовка»: the number with a full stop, the title; empty when both are."""
        number = self.number if self.number.endswith((".", ")")) or not self.number else f"{self.number}."
        return " ".join(part for part in (number, self.title) if part)

    def rows(self) -> Iterable[MeasureSheet]:
        """All rows of the section, parts after what they are parts of."""
        for measure in self.measures:
            yield from measure.with_parts()


@dataclass(frozen=True, slots=True)
class ApprovalSheet:
    """Who approves, or by what act it is approved; whatever is empty is left to be filled by hand."""

    post: str = ""
    organisation: str = ""
    name: str = ""
    date: dt.date | None = None
    act_kind: str = ""
    act_number: str = ""
    act_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RoadmapSheet:
    """The whole plan. `municipal`: it is the plan of a node above institutions."""

    title: str
    organisation: str
    starts: dt.date
    ends: dt.date
    layout: str
    municipal: bool = False
    approval: ApprovalSheet = ApprovalSheet()
    sections: tuple[SectionSheet, ...] = ()

    @property
    def years(self) -> str:
        """«2026–2027», or one year."""
        first, last = self.starts.year, self.ends.year
        return str(first) if first == last else f"{first}–{last}"


def sheet_of(roadmap: Roadmap) -> RoadmapSheet:
    """Take everything that is printed, in a number of queries that does not depend on the size of the plan."""
    measures = Measure.objects.filter(removed_at=None).prefetch_related(
        Prefetch("reportings", Reporting.objects.order_by("position", "id")),
        Prefetch("responsibles", Responsible.objects.select_related("user").order_by("position", "id")),
    )
    sections = roadmap.sections.filter(removed_at=None).prefetch_related(
        Prefetch("measures", measures.order_by("position", "id"), to_attr="printed")
    )
    return RoadmapSheet(
        title=roadmap.title,
        organisation=roadmap.organisation.short_name,
        starts=roadmap.starts,
        ends=roadmap.ends,
        layout=roadmap.layout,
        municipal=roadmap.organisation.is_above,
        approval=_approval(roadmap),
        sections=tuple(_section(section) for section in sections.order_by("position", "id")),
    )


def _approval(roadmap: Roadmap) -> ApprovalSheet:
    organisation = roadmap.organisation
    known = roadmap.approved_post or roadmap.approved_name
    post = roadmap.approved_post if known else organisation.head_post
    return ApprovalSheet(
        post=post,
        organisation="" if organisation.short_name in post else organisation.short_name,
        name=roadmap.approved_name if known else signing_name(organisation.head_name),
        date=roadmap.approved_date,
        act_kind="" if known else roadmap.order_kind,
        act_number=roadmap.order_number,
        act_date=roadmap.order_date,
    )


def _section(section: Section) -> SectionSheet:
    printed: list[Measure] = section.printed  # type: ignore[attr-defined]
    here = {measure.pk for measure in printed}
    parts: dict[int | None, list[Measure]] = defaultdict(list)
    for measure in printed:
        # A part whose whole was removed is printed as a row of its own.
        parts[measure.parent_id if measure.parent_id in here else None].append(measure)
    return SectionSheet(
        number=section.number,
        title=section.title,
        deadline=section.deadline_text,
        measures=tuple(_measure(measure, parts) for measure in parts[None]),
    )


def _measure(measure: Measure, parts: Mapping[int | None, list[Measure]]) -> MeasureSheet:
    people = measure.responsibles.all()
    return MeasureSheet(
        title=measure.title,
        number=measure.number,
        items=tuple(measure.items),
        children=tuple(_measure(part, parts) for part in parts.get(measure.pk, ())),
        group=measure.group,
        deadline=measure.deadline_text,
        responsible=measure.responsible_text or ", ".join(str(who) for who in people),
        responsible_columns=tuple((name, text or "") for name, text in measure.responsible_columns),
        result=measure.result,
        document=measure.document,
        reporting=tuple(ReportingSheet(to=row.to, when=row.when_text) for row in measure.reportings.all()),
    )
