"""Last year's roadmap as the draft of the next one."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch

from estafeta.core.refusals import Refusal
from estafeta.roadmaps.drafts import (
    DueDraft,
    KindDraft,
    MeasureDraft,
    ReportingDraft,
    ResponsibleDraft,
    RoadmapDraft,
    SectionDraft,
)
from estafeta.roadmaps.models import Due, Measure, Roadmap, Section
from estafeta.roadmaps.year_moves import move_day, move_end, move_words, whole_years

SINGLE_DAYS = frozenset({Measure.DeadlineKind.DATE})


def draft_of_next_year(roadmap: Roadmap, starts: dt.date) -> RoadmapDraft:
    """Return the roadmap moved by whole years to a new start; who approved the old one is left out.

    Refuses a start less than half a year after the old one.
    """
    years = whole_years(roadmap.starts, starts)
    if years < 1:
        raise Refusal("Новая карта должна начинаться хотя бы на год позже прежней.")
    return RoadmapDraft(
        title=move_words(roadmap.title, years),
        starts=starts,
        ends=max(move_end(roadmap.ends, years), starts),
        sections=tuple(_section(section, years) for section in _sections(roadmap)),
        layout=roadmap.layout,
        origin=Roadmap.Origin.COPY,
        template=roadmap.template,
        previous_id=roadmap.pk,
        approved_post=roadmap.approved_post,
        approved_name=roadmap.approved_name,
        territory_note=roadmap.territory_note,
        columns=tuple(roadmap.columns),
        stages=tuple(roadmap.stages),
    )


def _sections(roadmap: Roadmap) -> list[Section]:
    measures = Measure.objects.filter(removed_at__isnull=True).prefetch_related(
        "dues", "responsibles", "reportings", "kinds"
    )
    rows = roadmap.sections.filter(removed_at__isnull=True)
    return list(rows.prefetch_related(Prefetch("measures", measures.order_by("position", "id"))))


def _section(section: Section, years: int) -> SectionDraft:
    measures = list(section.measures.all())
    return SectionDraft(
        number=section.number,
        title=section.title,
        stage=section.stage,
        deadline_text=move_words(section.deadline_text, years),
        measures=tuple(_measure(row, measures, years) for row in measures if row.parent_id is None),
    )


def _measure(measure: Measure, all_of_section: list[Measure], years: int) -> MeasureDraft:
    children = [row for row in all_of_section if row.parent_id == measure.pk]
    responsibles = tuple(
        ResponsibleDraft(row.text, row.sort, row.user_id, row.role) for row in measure.responsibles.all()
    )
    reportings = tuple(ReportingDraft(row.to, move_words(row.when_text, years)) for row in measure.reportings.all())
    return MeasureDraft(
        title=measure.title,
        number=measure.number,
        items=tuple(measure.items),
        children=tuple(_measure(child, all_of_section, years) for child in children),
        group=measure.group,
        stage=measure.stage,
        form=measure.form,
        deadline_text=move_words(measure.deadline_text, years),
        deadline_kind=measure.deadline_kind,
        rrule=measure.rrule,
        conditional=measure.conditional,
        concerns=measure.concerns,
        dues=tuple(_due(due, measure, years) for due in measure.dues.all()),
        responsible_text=measure.responsible_text,
        responsibles=responsibles,
        responsible_columns=tuple((name, value or "") for name, value in measure.responsible_columns),
        result=measure.result,
        document=measure.document,
        reportings=reportings,
        kinds=kind_drafts(measure),
    )


def kind_drafts(measure: Measure) -> tuple[KindDraft, ...]:
    """The kinds of a measure as a draft takes them."""
    rows = measure.kinds.all()
    return tuple(KindDraft(row.code, row.confidence, row.confirmed_by_person, tuple(row.items)) for row in rows)


def _due(due: Due, measure: Measure, years: int) -> DueDraft:
    move = move_day if measure.deadline_kind in SINGLE_DAYS else move_end
    return DueDraft(due.due_on and move(due.due_on, years), due.starts and move_day(due.starts, years))
