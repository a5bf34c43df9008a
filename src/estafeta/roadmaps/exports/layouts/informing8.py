"""Eight columns: with result, kind of document, and whom to inform when (as a district centre prints it)."""

from __future__ import annotations

from docforge.paper import Align, Page
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import MeasureSheet, RoadmapSheet


def _document(measure: MeasureSheet) -> p.Content:
    return p.text(measure.document)


def _to(measure: MeasureSheet) -> p.Content:
    return p.text(";\n".join(row.to for row in measure.reporting if row.to))


def _when(measure: MeasureSheet) -> p.Content:
    return p.text(";\n".join(row.when for row in measure.reporting if row.when))


COLUMNS = (
    p.PrintedColumn("№", 11, p.number, align=Align.CENTRE, role="number"),
    p.PrintedColumn("Направление деятельности, мероприятия", 60, p.title, role="title"),
    p.PrintedColumn("Срок", 30, p.deadline, role="deadline"),
    p.PrintedColumn("Результат", 51, p.result),
    p.PrintedColumn("Вид документа", 29, _document),
    p.PrintedColumn("кого", 31, _to, over="Информирование о результате"),
    p.PrintedColumn("когда", 26, _when, over="Информирование о результате"),
    p.PrintedColumn("Ответственные", 34, p.responsible),
)


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    return COLUMNS


LAYOUT = p.PrintLayout("informing8", Page.LANDSCAPE, 10.0, _columns, p.plain_body)
