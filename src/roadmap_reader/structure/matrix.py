"""Matrices: the columns are months (or forms of mentoring), the cells hold measures or marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_reader.structure.columns import Layout
from roadmap_reader.structure.drafts import DraftMeasure, DraftPlan, DraftSection
from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.headers import Heading, form_columns
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.numbering import split_number, split_section_number, whole_number
from roadmap_reader.structure.parts import Part
from roadmap_reader.structure.rows import RowReader, skip_reason
from roadmap_reader.structure.text import BULLET, flat
from roadmap_reader.structure.vocabulary import (
    DEADLINE,
    MONTH,
    MONTH_HEADING,
    NUMBER,
    RESPONSIBLE,
    SECTION,
    TITLE,
)

_MARK = re.compile(r"^[+xхvVХX*✓✔•●■√–-]+$|^(?:да|выполн\w*)$|^\d+(?:[.,]\d+)?\s*%?$", re.I)


def is_matrix(layout: Layout, grid: Grid, heading: Heading | None) -> bool:
    """Are at least three columns months, or two of them forms of mentoring?"""
    units = len(layout.all(MONTH))
    alone = units >= 2 and layout.has(TITLE) and not layout.has(DEADLINE)
    return units >= 3 or alone or (heading is not None and len(form_columns(heading)) >= 2)


def read_matrix(part: Part, plan: DraftPlan) -> None:
    """The cells of one part as measures."""
    reader, matrix = RowReader(part.grid, part.layout), _Matrix.of(part)
    for row in part.rows:
        view = reader.view(row)
        if skip_reason(view, part.keys):
            continue
        if view.wide:
            plan.open(DraftSection(*split_section_number(flat(view.wide)), place=row.place))
            continue
        held = {i: row.texts[i] for i in matrix.names if row.texts[i]}
        if matrix.by_month and held and all(_marks(text) for text in held.values()):
            _marked(plan, matrix, row, held)
        elif held:
            _cells(plan, matrix, row, held)


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The columns of a matrix: their names, and whether they are months (else forms of mentoring)."""

    layout: Layout
    names: dict[int, str]
    by_month: bool

    @classmethod
    def of(cls, part: Part) -> _Matrix:
        months, heading = part.layout.all(MONTH), part.heading
        columns = months if len(months) >= 2 or heading is None else form_columns(heading)
        names = {i: heading.own[i] if heading else part.layout.columns[i].heading for i in columns}
        return cls(part.layout, names, columns is months)


def _marks(text: str) -> bool:
    """Is the cell only a mark, or a date inside the column's own year or month?"""
    return _MARK.match(text) is not None or (len(text) <= 40 and like_deadline(flat(text)))


def _marked(plan: DraftPlan, matrix: _Matrix, row: GridRow, held: dict[int, str]) -> None:
    """A row whose months are only marked is one measure due in those months."""
    texts, layout = row.texts, matrix.layout
    column = layout.first(TITLE)
    if column is None:
        column = next((i for i, text in enumerate(texts) if len(text) > 5), None)
    if column is None:
        return
    number, title = _number(layout, texts, texts[column])
    draft = DraftMeasure(number, [title], place=row.place)
    due = [matrix.names[i] if _MARK.match(text) else f"{flat(text)} {matrix.names[i]}" for i, text in held.items()]
    draft.add(DEADLINE, ", ".join(due))
    _others(draft, layout, texts)
    plan.section.measures.append(draft)


def _cells(plan: DraftPlan, matrix: _Matrix, row: GridRow, held: dict[int, str]) -> None:
    """A row whose cells hold words: each point of each cell is a measure; the row's own name is its section."""
    layout = matrix.layout
    beside = [text for i, text in enumerate(row.texts[: min(matrix.names)]) if layout.columns[i].meaning != NUMBER]
    name = next((flat(text) for text in beside if text and not whole_number(text)), None)
    if name and plan.section.title != name:
        plan.open(DraftSection(*split_section_number(name), place=row.place))
    for column, text in held.items():
        for point in _points(text):
            number, title = split_number(point)
            draft = DraftMeasure(number, [title], place=row.places.get(column, row.place))
            if matrix.by_month:
                draft.add(DEADLINE, matrix.names[column])
            else:
                draft.form = matrix.names[column].strip(' «»"')
                if name and MONTH_HEADING.match(name):
                    draft.add(DEADLINE, name)
            _others(draft, layout, row.texts)
            plan.section.measures.append(draft)


def _points(text: str) -> list[str]:
    """The points of a cell: by bullets or numbers, else by paragraphs that begin with a capital letter."""
    out: list[str] = []
    for line in text.split("\n"):
        marked = BULLET.match(line) or split_number(line)[0]
        body = BULLET.sub("", line, count=1).strip()
        if not body or _MARK.match(body):
            continue
        if out and not marked and body[0].islower():
            out[-1] = f"{out[-1]} {body}"
        else:
            out.append(body)
    return [point.rstrip(";") for point in out]


def _number(layout: Layout, texts: list[str], title: str) -> tuple[str | None, str]:
    column = layout.first(NUMBER)
    number = whole_number(texts[column]) if column is not None else None
    return (number, title) if number else split_number(flat(title))


def _others(draft: DraftMeasure, layout: Layout, texts: list[str]) -> None:
    """People and results that stand beside the months."""
    for plan in layout.columns:
        if not texts[plan.index] or plan.meaning in (None, MONTH, TITLE, SECTION, NUMBER):
            continue
        if plan.meaning == RESPONSIBLE:
            draft.add_responsible(plan.heading, texts[plan.index])
        elif plan.meaning != DEADLINE:
            draft.add(plan.meaning or "", texts[plan.index])
