"""A roadmap as the plain JSON that the command line prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from roadmap_reader.model import Approval, Deadline, Measure, Order, Roadmap, Section

Json = dict[str, Any]


def roadmap_to_json(roadmap: Roadmap) -> Json:
    """One roadmap; keys that do not apply are left out, nulls mean «nothing is printed»."""
    return {
        "title": roadmap.title,
        "organisation": roadmap.organisation,
        "period": [day.isoformat() for day in roadmap.period] if roadmap.period else None,
        "granularity": roadmap.granularity,
        "approved": _approval(roadmap.approved),
        "order": _order(roadmap.order),
        "stages": [
            _stripped({"number": s.number, "title": s.title, "task": s.task, "result": s.result})
            for s in roadmap.stages
        ],
        "columns": [
            _stripped({"heading": c.heading, "meaning": c.meaning, "table": c.table, "index": c.index})
            for c in roadmap.columns
        ],
        "sections": [_section(section) for section in roadmap.sections],
        "doubts": [{"where": d.where, "what": d.what, "severity": d.severity} for d in roadmap.doubts],
    }


def roadmaps_to_json(roadmaps: Sequence[Roadmap]) -> Json:
    """All roadmaps of a file as one: the head of the first, the sections and doubts of all."""
    first = roadmap_to_json(roadmaps[0])
    for other in roadmaps[1:]:
        form = roadmap_to_json(other)
        first["sections"].extend(form["sections"])
        first["doubts"].extend(form["doubts"])
    return first


def _stripped(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [], (), {})}


def _section(section: Section) -> Json:
    form: Json = {"number": section.number, "title": section.title}
    if section.stage is not None:
        form["stage"] = section.stage
    if section.deadline_text is not None:
        form["deadline_text"] = section.deadline_text
        form["deadline"] = deadline_to_json(section.deadline)
    form["measures"] = [_measure(measure) for measure in section.measures]
    return form


def _measure(measure: Measure) -> Json:
    form: Json = {
        "number": measure.number,
        "title": measure.title,
        "deadline_text": measure.deadline_text,
        "deadline": deadline_to_json(measure.deadline),
        "responsible": measure.responsible,
        "responsible_list": [{"name": r.name, "sort": r.sort} for r in measure.responsible_list],
        "result": measure.result,
        "kinds": [{"code": k.code, "confidence": round(k.confidence, 3)} for k in measure.kinds],
    }
    form |= _stripped(
        {
            "document": measure.document,
            "group": measure.group,
            "parent": measure.parent,
            "stage": measure.stage,
            "form": measure.form,
            "reporting": [{"to": r.to or None, "when": r.when} for r in measure.reporting],
            "responsible_columns": dict(measure.responsible_columns),
            "items": [{"title": item, "group": measure.items_lead or measure.group} for item in measure.items],
            "children": [_measure(child) for child in measure.children],
            "place": str(measure.place),
            "places": {name: str(place) for name, place in measure.places} or None,
        }
    )
    return form


def deadline_to_json(deadline: Deadline | None) -> Json | None:
    """A deadline as CONVENTION writes it."""
    if deadline is None:
        return None
    return {
        "kind": deadline.kind,
        "dates": [day.isoformat() for day in deadline.dates],
        "start": _day(deadline.start),
        "end": _day(deadline.end),
        "rrule": deadline.rrule,
        "conditional": deadline.conditional,
    } | _stripped({"offset": deadline.offset, "anchor": deadline.anchor, "doubts": list(deadline.doubts)})


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _approval(approval: Approval | None) -> Json | None:
    if approval is None:
        return None
    return {"post": approval.post, "name": approval.name, "date": _day(approval.date)}


def _order(order: Order | None) -> Json | None:
    if order is None:
        return None
    return {
        "kind": order.kind,
        "number": order.number,
        "date": _day(order.date),
        "subject": order.subject,
        "signed_by": order.signed_by,
    }
