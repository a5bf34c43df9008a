"""From a document to its roadmaps: the order of work."""

from __future__ import annotations

import re

from roadmap_reader.blocks import Document
from roadmap_reader.errors import Unreadable
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

NO_PLAN = "В файле не найдено ни таблицы, ни списка мероприятий: проверьте, что это дорожная карта или план с мероприятиями и сроками."

_DEFAULT_SHEET = re.compile(r"^(?:лист|sheet)\s*\d+$", re.I)


def interpret(
    document: Document, columns: ColumnOverrides | None = None, period: Period | None = None
) -> list[Roadmap]:
    """Every roadmap of the document. Raises `Unreadable` where there is none.

    `columns` gives columns other meanings than the reader would; keys as in `Column.table`, `Column.index`.
    `period` stands for the plan's own where a person knows better.
    """
    items = read_stream(document)
    sources, lines = split_plans(items, columns)
    roadmaps = []
    seen = 0
    for source in sources:
        own_lines = source.above[seen:]
        roadmap = _of_tables(source, own_lines, lines, document, len(roadmaps), period)
        if roadmap is not None:
            roadmaps.append(roadmap)
            seen = len(source.above)
    if not roadmaps:
        roadmaps = _of_text(lines, document, period)
    if not roadmaps:
        raise Unreadable(NO_PLAN)
    return roadmaps


def _of_tables(
    source: PlanSource, above: list[Line], lines: list[Line], document: Document, ordinal: int, period: Period | None
) -> Roadmap | None:
    plan = DraftPlan()
    first = source.parts[0]
    if is_matrix(first.layout, first.grid, first.heading):
        for part in source.parts:
            read_matrix(part, plan)
    else:
        _read_parts(source, plan)
    if not plan.count():
        return None
    return _roadmap(plan, above, lines, document, first.layout, ordinal, period)


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
    return len(line.text) <= 250 and not line.text.endswith((".", ";")) and (line.strong or line is part.between[-1])


def _of_text(lines: list[Line], document: Document, period: Period | None) -> list[Roadmap]:
    found = read_plain_plan(lines)
    if found is None or not found[0].count():
        return []
    plan, start = found
    above = lines[: start + 6] if start else lines[:15]
    return [_roadmap(plan, above, lines, document, None, 0, period)]


def _roadmap(
    plan: DraftPlan,
    above: list[Line],
    lines: list[Line],
    document: Document,
    layout: Layout | None,
    ordinal: int,
    given: Period | None,
) -> Roadmap:
    title, start = find_title(above)
    phrases = [p for s in plan.sections for m in s.measures if (p := deadline_text(m))]
    period = given or read_period(title, phrases)
    approval = read_approval(above[:start] if start > 0 else above)
    order = read_order(lines[: len(above)] or lines)
    activities = layout is not None and _lists_activities(layout)
    sections = finish_sections(plan, period, activities)
    posts = [approval.text] if approval else []
    return Roadmap(
        title=title or (order.subject if order and layout is None else None),
        organisation=read_organisation(title, posts, [line.text for line in lines[:15]]),
        period=period,
        sections=sections,
        granularity="activity" if activities and _unfolded(plan, sections) else "measure",
        approved=approval,
        order=order,
        stages=read_stages(above[start:] if start >= 0 else above),
        columns=_columns(layout, ordinal),
        file_kind=document.kind,
        doubts=(*document.doubts, *plan.doubts, *doubts_of(sections, layout, period)),
    )


def _unfolded(plan: DraftPlan, sections: tuple[object, ...]) -> bool:
    return plan.count() < sum(len(s.measures) for s in sections)  # type: ignore[attr-defined]


def _columns(layout: Layout | None, ordinal: int) -> tuple[Column, ...]:
    if layout is None:
        return ()
    return tuple(
        Column(c.index, c.heading, c.meaning, ordinal, round(c.confidence, 2), c.guessed, c.parent)
        for c in layout.columns
    )
