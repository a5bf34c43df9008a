"""What all layouts share: the head of the paper, the table by its columns, section rows, cells.

A layout is data: columns with a heading and the value each takes from a row. What a roadmap does not have is left
empty; what a layout has no column for is not printed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from docforge.paper import (
    Align,
    Approval,
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Page,
    Paper,
    Paragraph,
    Row,
    Table,
    cell,
    runs,
)
from estafeta.roadmaps.exports.lines import Line, lines_of
from estafeta.roadmaps.exports.sheet import ApprovalSheet, MeasureSheet, RoadmapSheet, SectionSheet
from estafeta.roadmaps.exports.wording import lead_and_points

Content = tuple[Paragraph | Listing, ...]

_BY_ACT = {"приказ": "приказом", "распоряжение": "распоряжением", "постановление": "постановлением"}


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of a layout. `over` is the heading above a group of neighbours; `role` marks what section rows use."""

    heading: str
    share: float
    content: Callable[[MeasureSheet], Content]
    over: str = ""
    align: Align = Align.LEFT
    role: str = ""


@dataclass(frozen=True, slots=True)
class PrintLayout:
    """One way to print a roadmap. `body` turns sections into rows under `columns`."""

    code: str
    page: Page
    size_pt: float
    columns: Callable[[RoadmapSheet], tuple[PrintedColumn, ...]]
    body: Callable[[RoadmapSheet, Sequence[PrintedColumn]], tuple[Row, ...]]
    numbered_columns: bool = False


def paper(sheet: RoadmapSheet, layout: PrintLayout, made_on: dt.date) -> Paper:
    """Lay the roadmap out: approval block, title, table."""
    columns = layout.columns(sheet)
    table = Table(
        columns=tuple(Column(column.share, column.align) for column in columns),
        header=heading_rows(columns, numbered=layout.numbered_columns),
        rows=layout.body(sheet, columns),
        size_pt=layout.size_pt,
    )
    blocks: tuple[Block, ...] = (approval(sheet.approval), Heading(sheet.title), table)
    return Paper(sheet.title, blocks, page=layout.page, author=sheet.organisation, made_on=made_on)


def approval(known: ApprovalSheet) -> Approval:
    """The block in the corner: the head approves by hand, or the act is named that has approved already."""
    by_act = _BY_ACT.get(known.act_kind.strip().lower())
    if not (by_act and (known.act_number or known.act_date)):
        return Approval(post=known.post, organisation=known.organisation, name=known.name, date=known.date)
    day = f"от {known.act_date:%d.%m.%Y}" if known.act_date else ""
    number = f"№ {known.act_number}" if known.act_number else ""
    signed = " ".join(part for part in (day, number) if part)
    return Approval(word="УТВЕРЖДЕНА", lines=(f"{by_act} {known.organisation}".strip(), signed))


def heading_rows(columns: Sequence[PrintedColumn], *, numbered: bool = False) -> tuple[Row, ...]:
    """One row of headings, two where some stand under a common one, and a row of numbers if the layout has it."""
    numbers = (Row(tuple(cell(str(number)) for number in range(1, len(columns) + 1))),) if numbered else ()
    if not any(column.over for column in columns):
        return (Row(tuple(cell(column.heading) for column in columns)), *numbers)
    lower = tuple(cell(column.heading) for column in columns if column.over)
    return (Row(tuple(_upper_cells(columns))), Row(lower), *numbers)


def _upper_cells(columns: Sequence[PrintedColumn]) -> Iterator[Cell]:
    """Common headings over their columns; a column of its own is two rows high."""
    for over, group in groupby(columns, key=lambda column: column.over):
        members = list(group)
        if over:
            yield cell(over, colspan=len(members))
        else:
            yield from (cell(column.heading, rowspan=2) for column in members)


def plain_body(sheet: RoadmapSheet, columns: Sequence[PrintedColumn]) -> tuple[Row, ...]:
    """Section rows with their measures below, parts of a measure in rows of their own."""
    with_deadlines = any(section.deadline for section in sheet.sections)
    rows: list[Row] = []
    for section, lines in lines_of(sheet):
        if section.heading:
            rows.append(section_row(section, columns, with_deadlines=with_deadlines))
        rows += [line_row(line, columns) for line in lines]
    return tuple(rows) or (Row(tuple(Cell() for _ in columns)),)


def section_row(section: SectionSheet, columns: Sequence[PrintedColumn], *, with_deadlines: bool) -> Row:
    """A section across all columns; where sections have deadlines, number, title and deadline stand in their own."""
    roles = [column.role for column in columns]
    if not (with_deadlines and roles[:3] == ["number", "title", "deadline"]):
        return Row((cell(section.heading, bold=True, colspan=len(columns), align=Align.CENTRE),), band=True)
    cells = [
        cell(section.number, bold=True, align=Align.CENTRE),
        cell(section.title, bold=True),
        cell(section.deadline, bold=True),
        *(Cell() for _ in columns[3:]),
    ]
    return Row(tuple(cells), band=True)


def line_row(line: Line, columns: Sequence[PrintedColumn]) -> Row:
    """A measure, or the name of a group: beside its number, or across the table where it has none."""
    if line.measure is not None:
        measure = replace(line.measure, number=line.number)
        return Row(tuple(Cell(column.content(measure)) for column in columns))
    if not line.number:
        name = (Paragraph(runs(line.group, italic=True)),)
        return Row((Cell(name, colspan=len(columns), align=Align.LEFT),), band=True)
    return Row((cell(line.number), cell(line.group), *(Cell() for _ in columns[2:])), band=True)


def text(value: str) -> Content:
    """A cell with one text, or an empty one; every line of the text is a paragraph."""
    return tuple(Paragraph(runs(line), align=Align.LEFT) for line in value.split("\n") if line.strip())


def title(measure: MeasureSheet) -> Content:
    """What is to be done, and the listed activities below it."""
    lead, points = lead_and_points(measure.title, measure.items)
    return (*text(lead), *listing(points))


def listing(items: Iterable[str]) -> Content:
    """A list, or nothing."""
    lines = tuple(runs(item) for item in items if item.strip())
    return (Listing(lines),) if lines else ()


def number(measure: MeasureSheet) -> Content:
    """The number of the row."""
    return text(measure.number)


def deadline(measure: MeasureSheet) -> Content:
    """The deadline in the words in which it was written."""
    return text(measure.deadline)


def responsible(measure: MeasureSheet) -> Content:
    """Who answers; columns of a plan that has several are joined."""
    parts = [name for _, name in measure.responsible_columns if name]
    return text(measure.responsible or "; ".join(parts))


def result(measure: MeasureSheet) -> Content:
    """What comes out of it."""
    return text(measure.result)


def result_and_document(measure: MeasureSheet) -> Content:
    """The result, then the kind of document; alone, the document needs no name before it."""
    if not (measure.result and measure.document):
        return text(measure.result or measure.document)
    return (*text(measure.result), *text(f"Вид документа: {measure.document}"))
