"""Responsible in columns of their own: the municipality and the organisations (as an education department does)."""

from __future__ import annotations

from collections.abc import Callable

from docforge.paper import Align, Page
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import MeasureSheet, RoadmapSheet

MUNICIPAL, ORGANISATION = "муниципальные", "ОО"
_ROOM = 72.0


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    names = _names(sheet)
    # A plan whose responsible were never told apart puts them where its own organisation stands.
    home = MUNICIPAL if sheet.municipal else ORGANISATION
    people = tuple(p.PrintedColumn(name, _ROOM / len(names), _of(name, home), over="Ответственные") for name in names)
    return (
        p.PrintedColumn("№ п/п", 16, p.number, align=Align.CENTRE, role="number"),
        p.PrintedColumn("Мероприятия", 62, p.title, role="title"),
        p.PrintedColumn("Сроки исполнения", 32, p.deadline, role="deadline"),
        *people,
    )


def _names(sheet: RoadmapSheet) -> tuple[str, ...]:
    """The columns that the plan has, in the order in which they first appear, or the usual two."""
    rows = (measure for section in sheet.sections for measure in section.rows())
    found = dict.fromkeys(name for measure in rows for name, _ in measure.responsible_columns if name)
    return tuple(found) if len(found) > 1 else (MUNICIPAL, ORGANISATION)


def _of(name: str, home: str) -> Callable[[MeasureSheet], p.Content]:
    def content(measure: MeasureSheet) -> p.Content:
        columns = dict(measure.responsible_columns)
        if any(columns.values()):
            return p.text(columns.get(name, ""))
        return p.text(measure.responsible) if name == home else ()

    return content


LAYOUT = p.PrintLayout("two_responsibles", Page.PORTRAIT, 10.5, _columns, p.plain_body)
