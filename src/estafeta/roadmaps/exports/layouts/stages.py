"""Three columns: a stage and all it consists of, without dates and names (as a kindergarten's model plan)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from docforge.paper import Align, Cell, Page, Row, cell
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import MeasureSheet, RoadmapSheet, SectionSheet

COLUMNS = (
    p.PrintedColumn("№ п/п", 16, p.number, align=Align.CENTRE),
    p.PrintedColumn("Наименование этапа", 46, p.title),
    p.PrintedColumn("Содержание деятельности и примерный план мероприятий", 118, p.title),
)


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    return COLUMNS


def _body(sheet: RoadmapSheet, columns: Sequence[p.PrintedColumn]) -> tuple[Row, ...]:
    rows = [row for number, section in enumerate(sheet.sections, start=1) for row in _stage(section, number)]
    return tuple(rows) or (Row(tuple(Cell() for _ in columns)),)


def _stage(section: SectionSheet, number: int) -> Iterable[Row]:
    """The stage beside its work: as many rows as there are kinds of work, number and name over all of them."""
    contents = list(_contents(section.rows())) or [()]
    own = (
        cell(section.number or str(number), rowspan=len(contents)),
        cell(section.title, bold=True, rowspan=len(contents)),
    )
    for place, content in enumerate(contents):
        yield Row((*(own if place == 0 else ()), Cell(content)))


def _contents(measures: Iterable[MeasureSheet]) -> Iterable[p.Content]:
    """Work under one heading goes into one cell as a list; work that has no heading has a cell of its own."""
    for group, members in groupby(measures, key=lambda measure: measure.group):
        if group:
            yield (*p.text(group), *p.listing(line for measure in members for line in (measure.title, *measure.items)))
        else:
            yield from (p.title(measure) for measure in members)


LAYOUT = p.PrintLayout("stages", Page.PORTRAIT, 11.0, _columns, _body)
