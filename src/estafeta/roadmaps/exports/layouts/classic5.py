"""Five columns: who does it by name, what comes out and which document shows it."""

from __future__ import annotations

from docforge.paper import Align, Page
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import RoadmapSheet

COLUMNS = (
    p.PrintedColumn("№ п/п", 15, p.number, align=Align.CENTRE, role="number"),
    p.PrintedColumn("Наименование мероприятий", 95, p.title, role="title"),
    p.PrintedColumn("Срок реализации", 40, p.deadline, role="deadline"),
    p.PrintedColumn("Ответственный исполнитель", 50, p.responsible),
    p.PrintedColumn("Результат. Вид документа", 67, p.result_and_document),
)


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    return COLUMNS


LAYOUT = p.PrintLayout("classic5", Page.LANDSCAPE, 11.0, _columns, p.plain_body, numbered_columns=True)
