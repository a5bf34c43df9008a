"""A roadmap as the linter sees it, and what it is held against."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch

from estafeta.documents.packs import norms_here
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import colleagues
from estafeta.plan_checks.packs import required_here
from estafeta.roadmaps.models import Measure, Responsible, Roadmap
from estafeta.roadmaps.models import Section as SectionRow
from estafeta.roadmaps.understanding import catalogue
from roadmap_linter import Context, Own, Plan, Section, Text
from roadmap_linter import Measure as Row

SURE = 0.5


def plan_of(roadmap: Roadmap) -> Plan:
    """Return the plan for the linter, in a number of queries that does not depend on its size."""
    people = Prefetch("responsibles", Responsible.objects.select_related("user"))
    measures = Measure.objects.filter(removed_at__isnull=True).order_by("position", "pk")
    measures = measures.prefetch_related("dues", "kinds", "reportings", people)
    sections = roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk")
    rows = sections.prefetch_related(Prefetch("measures", measures, to_attr="standing"))
    return Plan(
        title=roadmap.title,
        starts=roadmap.starts,
        ends=roadmap.ends,
        sections=tuple(_section(section) for section in rows),
        texts=texts_of(roadmap.approved_text, roadmap.order_subject),
    )


def texts_of(approved: str, order: str) -> tuple[Text, ...]:
    """What is written beside the rows: how the plan was approved, and the order about it; empty ones are left out."""
    both = (Text("head", "сведения о карте", approved), Text("order", "приказ", order))
    return tuple(text for text in both if text.text)


def _section(section: SectionRow) -> Section:
    standing: list[Measure] = section.standing  # type: ignore[attr-defined]
    wholes = {measure.parent_id for measure in standing}
    return Section(
        str(section.pk),
        section.number,
        section.title,
        tuple(_row(row, row.pk in wholes) for row in standing),
        section.deadline_text,
    )


def _row(measure: Measure, is_whole: bool) -> Row:
    return Row(
        key=str(measure.pk),
        number=measure.number,
        title=measure.title,
        items=tuple(measure.items),
        deadline_text=measure.deadline_text,
        deadline_kind=measure.deadline_kind,
        conditional=measure.conditional,
        dues=tuple((due.starts, due.due_on) for due in measure.dues.all() if due.is_open),
        responsible=measure.responsible_text or ", ".join(str(row) for row in measure.responsibles.all()),
        result=measure.result,
        document=measure.document,
        reporting=tuple(str(row) for row in measure.reportings.all()),
        kinds=tuple(row.code for row in measure.kinds.all() if row.confirmed_by_person or row.confidence >= SURE),
        is_heading=is_whole,
    )


def context_of(organisation: Organisation, today: dt.date) -> Context:
    """Return what a plan of the organisation is held against: its people, its neighbours, what its kind requires."""
    names = catalogue()
    required = {code: names[code].name for code in required_here().get(organisation.kind, ()) if code in names}
    return Context(
        today,
        own=Own(
            full_name=organisation.full_name,
            short_name=organisation.short_name,
            kind=organisation.kind,
            place=organisation.place,
            region=" ".join((organisation.founder, organisation.full_name)),
        ),
        people=tuple(user.full_name for user in colleagues(organisation, today=today)),
        others=_others(organisation),
        required=required,
        norms=norms_here(),
    )


def _others(organisation: Organisation) -> tuple[str, ...]:
    """Names of the neighbours: organisations beside this one, never those above or below it."""
    if organisation.parent_id is None or organisation.is_above:
        return ()
    beside = Organisation.objects.filter(parent_id=organisation.parent_id).exclude(pk=organisation.pk)
    kinds = Organisation.Kind
    return tuple(row.short_name for row in beside.exclude(kind__in=[kinds.MENTORING_CENTRE, kinds.PARTNER]))
