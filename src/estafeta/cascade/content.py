"""What of a measure goes down, frozen: from below the roadmap above cannot be seen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from estafeta.roadmaps.drafts import DueDraft, KindDraft, MeasureDraft
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.sentences import long_day

Content = dict[str, Any]

TEXTS = ("title", "items", "deadline_text", "result", "document", "group", "form")
SHOWN = {
    "title": "Мероприятие",
    "items": "Перечень работ",
    "deadline_text": "Срок",
    "dues": "Даты",
    "result": "Результат",
    "document": "Вид документа",
    "locked": "Обязательность срока",
}


def content_of(measure: Measure, *, locked: bool, note: str) -> Content:
    """Return what an offer shows and makes; measures and their dues may be prefetched."""
    roadmap = measure.section.roadmap
    dues = [[text_of(due.starts), text_of(due.due_on)] for due in measure.dues.all()]
    return {
        **{name: getattr(measure, name) for name in TEXTS},
        "number": measure.number,
        "deadline_kind": measure.deadline_kind,
        "rrule": measure.rrule,
        "conditional": measure.conditional,
        "dues": dues,
        "stage": measure.stage or measure.section.stage,
        "section": str(measure.section),
        "kinds": [row.code for row in measure.kinds.all()],
        "locked": locked,
        "note": note,
        "from": roadmap.organisation.short_name,
        "from_id": roadmap.organisation_id,
        "roadmap": roadmap.title,
    }


def text_of(day: dt.date | None) -> str | None:
    """A day as the content keeps it."""
    return day.isoformat() if day else None


def day_of(text: str | None) -> dt.date | None:
    """A kept day as a day."""
    return dt.date.fromisoformat(text) if text else None


def dues_of(content: Content) -> tuple[DueDraft, ...]:
    """The dues of a content."""
    return tuple(DueDraft(day_of(due_on), day_of(starts)) for starts, due_on in content["dues"])


def draft_of(content: Content) -> MeasureDraft:
    """The measure that accepting makes."""
    return MeasureDraft(
        title=content["title"],
        items=tuple(content["items"]),
        stage=content["stage"],
        deadline_text=content["deadline_text"],
        deadline_kind=content["deadline_kind"],
        rrule=content["rrule"],
        conditional=content["conditional"],
        dues=dues_of(content),
        group=content["group"],
        form=content["form"],
        result=content["result"],
        document=content["document"],
        kinds=tuple(KindDraft(code) for code in content["kinds"]),
    )


def says_same(one: Content, other: Content) -> bool:
    """True when the two say the same of the work; number, section and accompanying words do not count."""
    names = (*SHOWN, "conditional")
    return all(one.get(name) == other.get(name) for name in names)


def differences(content: Content) -> list[tuple[str, str, str]]:
    """What a change changes: (what, was, becomes); nothing for an offer that is not a change."""
    was = content.get("was")
    if not was:
        return []
    names = [name for name in SHOWN if was.get(name) != content.get(name)]
    if "deadline_text" in names and "dues" in names:
        names.remove("dues")
    return [(SHOWN[name], in_words(name, was), in_words(name, content)) for name in names]


def in_words(name: str, content: Content) -> str:
    """One field of a content in words."""
    value = content.get(name)
    if name == "dues":
        return ", ".join(long_day(day_of(due_on)) for _, due_on in value or [])
    if name == "items":
        return "; ".join(value or [])
    if name == "locked":
        return "срок обязателен" if value else "срок можно изменить"
    return str(value or "")


def stage_name(content: Content) -> str:
    """The stage of the offered measure, in words."""
    return STAGES.get(content.get("stage") or 0, "")
