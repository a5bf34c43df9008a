"""Three columns: a stage and all it consists of, without dates and names (as a kindergarten's model plan)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from docforge.paper import Align, Cell, Page, Row, cell
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import MeasureSheet, RoadmapSheet, SectionSheet
from estafeta.roadmaps.exports.wording import lead_and_points

COLUMNS = (
    p.PrintedColumn("№ п/п", 16, p.number, align=Align.CENTRE),
    p.PrintedColumn("Наименование этапа", 46, p.title),
    p.PrintedColumn("Содержание деятельности и примерный план мероприятий", 118, p.title),
)


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    return COLUMNS


def _body(sheet: RoadmapSheet, columns: Sequence[p.PrintedColumn]) -> tuple[Row, ...]:
    rows = [row for place, section in enumerate(sheet.sections, start=1) for row in _stage(section, place)]
    return tuple(rows) or (Row(tuple(Cell() for _ in columns)),)


def _stage(section: SectionSheet, place: int) -> Iterable[Row]:
    """The stage beside its work: as many rows as there are kinds of work, number and name over all of them."""
    contents = list(_contents(section.rows())) or [()]
    own = (
        cell(section.number or str(place), rowspan=len(contents)),
        cell(section.title, bold=True, rowspan=len(contents)),
    )
    for index, content in enumerate(contents):
        yield Row((*(own if index == 0 else ()), Cell(content)))


def _contents(measures: Iterable[MeasureSheet]) -> Iterable[p.Content]:
    """Work under one heading goes into one cell as a list, and so does work without any; its own list has its own."""
    for (group, alone), run in groupby(measures, key=lambda measure: (measure.group, bool(measure.items))):
        members = list(run)
        if group:
            yield (*p.text(group), *p.listing(line for measure in members for line in _all(measure)))
        elif alone or len(members) == 1:
            yield from (p.title(measure) for measure in members)
        else:
            yield p.listing(measure.title for measure in members)


def _all(measure: MeasureSheet) -> tuple[str, ...]:
    lead, points = lead_and_points(measure.title, measure.items)
    return (lead, *points)


LAYOUT = p.PrintLayout("stages", Page.PORTRAIT, 11.0, _columns, _body)
