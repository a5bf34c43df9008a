"""Reading our own export: what came back, in the words of what went out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from estafeta.roadmaps.exports import FORMATS, paper_of
from estafeta.roadmaps.exports.lines import lines_of
from estafeta.roadmaps.exports.sheet import (
    ApprovalSheet,
    MeasureSheet,
    ReportingSheet,
    RoadmapSheet,
    SectionSheet,
)
from estafeta.roadmaps.exports.wording import lead_and_points
from roadmap_reader import read_roadmaps
from roadmap_reader.model import Measure, Roadmap

DAY = dt.date(2026, 11, 21)


def read_back(sheet: RoadmapSheet, layout: str, format: str) -> RoadmapSheet:
    """Print, read, and give what was read as a sheet."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"plan.{format}"
        path.write_bytes(FORMATS[format].render(paper_of(sheet, layout, DAY)))
        return sheet_of_reading(read_roadmaps(path)[0], layout)


def sheet_of_reading(read: Roadmap, layout: str) -> RoadmapSheet:
    """The reader's roadmap as a sheet."""
    approved = read.approved
    return RoadmapSheet(
        title=read.title or "",
        organisation=read.organisation or "",
        starts=read.period[0] if read.period else DAY,
        ends=read.period[1] if read.period else DAY,
        layout=layout,
        approval=ApprovalSheet(
            post=(approved and approved.post) or "",
            name=(approved and approved.name) or "",
            date=approved.date if approved else None,
        ),
        sections=tuple(
            SectionSheet(
                number=section.number or "",
                title=section.title or "",
                deadline=section.deadline_text or "",
                measures=tuple(_measure(measure) for measure in section.measures),
            )
            for section in read.sections
        ),
    )


def _measure(read: Measure) -> MeasureSheet:
    return MeasureSheet(
        title=read.title,
        number=read.number or "",
        items=read.items,
        children=tuple(_measure(child) for child in read.children),
        group=read.group or "",
        deadline=read.deadline_text or "",
        responsible=read.responsible or "",
        responsible_columns=tuple((name, text or "") for name, text in read.responsible_columns),
        result=read.result or "",
        document=read.document or "",
        reporting=tuple(ReportingSheet(row.to, row.when or "") for row in read.reporting),
    )


def flat(text: str) -> str:
    """A text without the breaks that paper makes: one space for all of them, a number without its full stop."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\xad", "")).strip()


def bare_number(number: str) -> str:
    """A number without its last full stop."""
    return flat(number).rstrip(".)")


def printed(sheet: RoadmapSheet, layout: str) -> list[tuple[str, ...]]:
    """Everything that the layout has room for, row by row, ready to be compared."""
    rows: list[tuple[str, ...]] = []
    for place, (section, lines) in enumerate(lines_of(sheet), start=1):
        if section.title:
            staged = layout == "stages"
            number = section.number or (str(place) if staged else "")
            rows.append(("section", bare_number(number), flat(section.title), "" if staged else flat(section.deadline)))
        for line in lines:
            if line.measure is not None:
                rows += _values(replace(line.measure, number=line.number), layout)
    return rows


def wording(measure: MeasureSheet) -> tuple[str, str]:
    """Lead and list of a row, whatever the marks and stops of the list."""
    lead, points = lead_and_points(measure.title, measure.items)
    return flat(lead).rstrip(":"), " | ".join(flat(point).rstrip(";., ") for point in points)


def _values(measure: MeasureSheet, layout: str) -> list[tuple[str, ...]]:
    if layout == "stages":
        return _work(measure)
    group = flat(measure.group).rstrip(":")
    return [
        (
            "measure",
            bare_number(measure.number),
            group,
            *wording(measure),
            flat(measure.deadline),
            *_by_layout(measure, layout),
        )
    ]


def _work(measure: MeasureSheet) -> list[tuple[str, ...]]:
    """In a plan of stages every listed activity is work of its own under its heading."""
    lead, points = lead_and_points(measure.title, measure.items)
    if measure.group:
        group, lines = measure.group, [lead, *points]
    else:
        group, lines = (lead, list(points)) if points else ("", [lead])
    return [("work", flat(group).rstrip(":"), flat(line).rstrip(";.:, ")) for line in lines]


def _by_layout(measure: MeasureSheet, layout: str) -> tuple[str, ...]:
    joined = "; ".join(flat(text) for _, text in measure.responsible_columns if text)
    responsible = flat(measure.responsible) or joined
    if layout == "two_responsibles":
        return tuple(flat(text) for _, text in measure.responsible_columns if text) or (
            (responsible,) if responsible else ()
        )
    if layout == "informing8":
        to = flat("; ".join(row.to for row in measure.reporting if row.to))
        when = flat("; ".join(row.when for row in measure.reporting if row.when))
        return (responsible, flat(measure.result), flat(measure.document), to, when)
    label = "Вид документа:" if measure.result and measure.document else ""
    return (responsible, flat(f"{measure.result} {label} {measure.document}"))
