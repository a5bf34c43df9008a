"""Five columns: who does it by role, and the result that is expected."""

from __future__ import annotations

from docforge.paper import Align, Page
from estafeta.roadmaps.exports import printing as p
from estafeta.roadmaps.exports.sheet import RoadmapSheet

COLUMNS = (
    p.PrintedColumn("п/п", 14, p.number, align=Align.CENTRE, role="number"),
    p.PrintedColumn("Основные мероприятия", 58, p.title, role="title"),
    p.PrintedColumn("Срок исполнения", 33, p.deadline, role="deadline"),
    p.PrintedColumn("Ответственные исполнители", 36, p.responsible),
    p.PrintedColumn("Ожидаемый результат", 45, p.result_and_document),
)


def _columns(sheet: RoadmapSheet) -> tuple[p.PrintedColumn, ...]:
    return COLUMNS


LAYOUT = p.PrintLayout("roles5", Page.PORTRAIT, 10.5, _columns, p.plain_body)
