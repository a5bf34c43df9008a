"""From a document to its roadmaps: the order of work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from office_files.blocks import Document
from office_files.errors import Unreadable
from roadmap_reader.model import Column, Roadmap
from roadmap_reader.structure.builder import PlanBuilder, settle_numbers
from roadmap_reader.structure.columns import ColumnOverrides, Layout
from roadmap_reader.structure.doubts import doubts_of
from roadmap_reader.structure.drafts import DraftPlan, DraftSection
from roadmap_reader.structure.finish import deadline_text, finish_sections
from roadmap_reader.structure.grid import Line
from roadmap_reader.structure.head import read_approval, read_order, read_stages
from roadmap_reader.structure.matrix import is_matrix, read_matrix
from roadmap_reader.structure.numbering import split_section_number
from roadmap_reader.structure.organisations import read_organisation
from roadmap_reader.structure.parts import Part, PlanSource, split_plans
from roadmap_reader.structure.period import Period, read_period
from roadmap_reader.structure.plain_text import read_plain_plan
from roadmap_reader.structure.stream import read_stream
from roadmap_reader.structure.text import starts_low
from roadmap_reader.structure.titles import find_title, opens_title
from roadmap_reader.structure.vocabulary import (
    BOTH,
    DEADLINE,
    END,
    GROUP,
    MONTH,
    MONTH_HEADING,
    NUMBER,
    RESPONSIBLE,
    RESULT,
    SECTION,
    SECTION_WORD,
    START,
)

NO_PLAN = (
    "В файле не найдено ни таблицы, ни списка мероприятий: проверьте, что это дорожная карта или план"
    " с мероприятиями и сроками."
)

_RUNNING = re.compile(r"^(?:продолжение|окончание|стр(?:аница)?\b|лист\b|приложение\b|\W*\d+\W*$)", re.I)
_DEFAULT_SHEET = re.compile(r"^(?:лист|sheet)\s*\d+$", re.I)


def interpret(
    document: Document, columns: ColumnOverrides | None = None, period: Period | None = None
) -> list[Roadmap]:
    """Every roadmap of the document. Raises `Unreadable` where there is none.

    `columns` gives columns other meanings than the reader would; keys as in `Column.table`, `Column.index`.
    `period` stands for the plan's own where a person knows better.
    """
    sources, lines = split_plans(read_stream(document), columns)
    frame = Frame(document, lines, period)
    roadmaps: list[Roadmap] = []
    seen = 0
    for ordinal, source in enumerate(sources):
        plan = _plan_of(source)
        if plan.count():
            roadmaps.append(_roadmap(plan, source.above[seen:], frame, source.parts[0].layout, ordinal))
            seen = len(source.above)
    roadmaps = roadmaps or _of_text(frame)
    if not roadmaps:
        raise Unreadable(NO_PLAN)
    return roadmaps


@dataclass(frozen=True, slots=True)
class Frame:
    """What all plans of a file share: the document, its lines, the period that a person gave."""

    document: Document
    lines: list[Line]
    period: Period | None


def _plan_of(source: PlanSource) -> DraftPlan:
    plan = DraftPlan()
    first = source.parts[0]
    if is_matrix(first.layout, first.grid, first.heading):
        for part in source.parts:
            read_matrix(part, plan)
    else:
        _read_parts(source, plan)
    return plan


def _read_parts(source: PlanSource, plan: DraftPlan) -> None:
    builder = PlanBuilder(plan)
    source.parts[0].between = _own_section(source.above)
    sheets = {part.grid.place.sheet for part in source.parts}
    for index, part in enumerate(source.parts):
        sheet = part.grid.place.sheet
        if len(sheets) > 1 and sheet and not _DEFAULT_SHEET.match(sheet):
            plan.open(DraftSection(*split_section_number(sheet), place=part.grid.place))
        for line in part.between:
            if _is_section_line(line, part):
                plan.open(DraftSection(*split_section_number(line.text), place=line.place))
        builder.read(part.grid, part.layout, part.rows, part.keys, index > 0)
    settle_numbers(plan, _lists_activities(source.parts[0].layout))


def _lists_activities(layout: Layout) -> bool:
    """Neither deadlines nor people: each point of a cell's list is what the plan counts."""
    return not layout.has(DEADLINE, START, END, BOTH, RESPONSIBLE, MONTH) and layout.has(SECTION, GROUP, NUMBER, RESULT)


def _own_section(above: list[Line]) -> list[Line]:
    """The line right above the first table, if it is printed like a section's name and not like the plan's."""
    if not above or opens_title(above[-1]) or len(above[-1].text) > 200:
        return []
    line = above[-1]
    number, _ = split_section_number(line.text)
    named = SECTION_WORD.match(line.text) or MONTH_HEADING.match(line.text) or (number and line.strong)
    return [line] if named else []


def _is_section_line(line: Line, part: Part) -> bool:
    """A line between two parts of a table that is printed like a heading."""
    text = line.text
    if len(text) > 250 or text.endswith((".", ";", ",")) or starts_low(text) or _RUNNING.match(text):
        return False
    return line.strong or line is part.between[-1]


def _of_text(frame: Frame) -> list[Roadmap]:
    found = read_plain_plan(frame.lines)
    if found is None or not found[0].count():
        return []
    plan, start = found
    above = frame.lines[: start + 6] if start else frame.lines[:15]
    return [_roadmap(plan, above, frame, None, 0)]


def _roadmap(plan: DraftPlan, above: list[Line], frame: Frame, layout: Layout | None, ordinal: int) -> Roadmap:
    title, start = find_title(above)
    order = read_order(frame.lines[: len(above)] or frame.lines)
    if title is None and layout is None and order is not None:
        title = order.subject
    phrases = [phrase for section in plan.sections for m in section.measures if (phrase := deadline_text(m))]
    period = frame.period or read_period(title, phrases)
    approval = read_approval(above[:start] if start > 0 else above)
    activities = layout is not None and _lists_activities(layout)
    sections = finish_sections(plan, period, activities)
    unfolded = activities and plan.count() < sum(len(section.measures) for section in sections)
    posts = [approval.text] if approval else []
    return Roadmap(
        title=title,
        organisation=read_organisation(title, posts, [line.text for line in frame.lines[:15]]),
        period=period,
        sections=sections,
        granularity="activity" if unfolded else "measure",
        approved=approval,
        order=order,
        stages=read_stages(above[max(start, 0) :]),
        columns=_columns(layout, ordinal),
        file_kind=frame.document.kind,
        doubts=(*frame.document.doubts, *plan.doubts, *doubts_of(sections, layout, period)),
    )


def _columns(layout: Layout | None, ordinal: int) -> tuple[Column, ...]:
    if layout is None:
        return ()
    return tuple(
        Column(c.index, c.heading, c.meaning, ordinal, round(c.confidence, 2), c.guessed, c.parent)
        for c in layout.columns
    )
