"""The shape of a load's draft, and how the reader's answer becomes one.

A draft is JSON: {"head": {…}, "columns": […], "sections": […], "rows": […], "doubts": […], "source": […],
"others": n}. A row is a measure with "key", "section" (key), "parent" (key or ""), the texts as printed, "places"
(field → anchor of its place in the original) and "left_out". A doubt has "key", "what", "where", "severity",
"row" (key or ""), "field" (or "") and "checked".
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from estafeta.accounts.models import User
from estafeta.intake.matching import Matcher
from estafeta.roadmaps.drafts import KindDraft
from estafeta.roadmaps.packs import KINDS
from estafeta.roadmaps.understanding import kinds_of, with_items

Json = dict[str, Any]

TEXTS = ("number", "title", "group", "form", "deadline_text", "result", "document")
SEVERITIES = ("high", "medium", "low")
LARGEST_SOURCE = 6000
LONGEST = {"title": 500, "approved_post": 300, "approved_name": 200, "order_kind": 100, "order_number": 50}


def draft_of(answer: Json, *, colleagues: Sequence[User], today: dt.date) -> Json:
    """Return the draft of the reader's answer; people and roles are recognised among the colleagues."""
    matcher = Matcher(colleagues)
    sections: list[Json] = []
    rows: list[Json] = []
    for number, section in enumerate(answer.get("sections") or [], 1):
        key = f"s{number}"
        sections.append(section_of(section, key))
        rows.extend(rows_of(section.get("measures") or [], key, "", f"{key}m", matcher))
    return {
        "head": head_of(answer, today),
        "columns": answer.get("columns") or [],
        "stages": answer.get("stages") or [],
        "sections": sections,
        "rows": rows,
        "doubts": doubts_of(answer.get("doubts") or [], rows),
        "source": source_of(answer.get("source") or []),
        "others": len(answer.get("others") or []),
    }


def head_of(answer: Json, today: dt.date) -> Json:
    """Return title, period, approval and order as flat fields; without a period the current school year stands."""
    approved, order = answer.get("approved") or {}, answer.get("order") or {}
    starts, ends = answer.get("period") or school_year(today)
    texts = {
        "title": answer.get("title"),
        "organisation": answer.get("organisation"),
        "approved_post": approved.get("post"),
        "approved_name": approved.get("name"),
        "order_kind": order.get("kind"),
        "order_number": order.get("number"),
        "order_subject": order.get("subject"),
    }
    return {
        **{name: (text or "")[: LONGEST.get(name)] for name, text in texts.items()},
        "starts": starts,
        "ends": ends,
        "period_guessed": not answer.get("period"),
        "layout": layout_of(answer),
        "approved_date": approved.get("date"),
        "order_date": order.get("date"),
    }


def anchor(place: str) -> str:
    """Return the id under which a place of the file stands on the page."""
    return f"place-{zlib.crc32(place.encode()):08x}" if place else ""


def source_of(blocks: Sequence[Json]) -> list[Json]:
    """Return the original for the page, with anchors; at most `LARGEST_SOURCE` cells and paragraphs of it."""
    found: list[Json] = []
    room = LARGEST_SOURCE
    for block in blocks:
        if room <= 0:
            return [*found, {"sort": "cut"}]
        shown = _shown(block, room)
        found.append(shown)
        room -= sum(len(row) for row in shown["rows"]) if "rows" in shown else 1
    return found


def _shown(block: Json, room: int) -> Json:
    if block["sort"] == "paragraph":
        return {**block, "id": anchor(block["place"])}
    rows = block["rows"][:room]
    return {"sort": "table", "rows": [[{**cell, "id": anchor(cell["place"])} for cell in row] for row in rows]}


def school_year(today: dt.date) -> tuple[str, str]:
    """Return the first and last day of the school year of the day, as ISO text."""
    year = today.year if today.month >= 7 else today.year - 1
    return dt.date(year, 9, 1).isoformat(), dt.date(year + 1, 8, 31).isoformat()


def layout_of(answer: Json) -> str:
    """Return the print layout nearest to the columns that were found."""
    sections = _list(answer, "sections")
    rows = [row for section in sections for row in _list(section, "measures")]
    if any(row.get("reporting") for row in rows):
        return "informing8"
    if any(len(row.get("responsible_columns") or {}) > 1 for row in rows):
        return "two_responsibles"
    if answer.get("granularity") == "activity" or not any(row.get("deadline_text") for row in rows):
        return "stages"
    return "classic5" if any(section.get("title") for section in sections) else "roles5"


def _list(part: Json, name: str) -> list[Any]:
    return part.get(name) or []


def _text(part: Json, name: str) -> str:
    return part.get(name) or ""


def section_of(section: Json, key: str) -> Json:
    """Return one section of the draft."""
    return {
        "key": key,
        "number": section.get("number") or "",
        "title": section.get("title") or "",
        "stage": section.get("stage"),
        "deadline_text": section.get("deadline_text") or "",
    }


def rows_of(measures: Sequence[Json], section: str, parent: str, prefix: str, matcher: Matcher) -> Iterator[Json]:
    """Yield the rows of measures and, after each, of its parts."""
    for number, measure in enumerate(measures, 1):
        row = row_of(measure, f"{prefix}{number}", matcher)
        row["section"], row["parent"] = section, parent
        yield row
        yield from rows_of(measure.get("children") or [], section, row["key"], f"{row['key']}-", matcher)


def row_of(measure: Json, key: str, matcher: Matcher) -> Json:
    """Return one row."""
    items = [item if isinstance(item, str) else item.get("title", "") for item in _list(measure, "items")]
    columns = measure.get("responsible_columns") or {}
    informed = _list(measure, "reporting")
    return {
        "key": key,
        **{name: _text(measure, name) for name in TEXTS},
        "items": items,
        "stage": measure.get("stage"),
        "responsible_text": _text(measure, "responsible"),
        "responsibles": [matcher.match(one["name"], one["sort"]) for one in _list(measure, "responsible_list")],
        "responsible_columns": [[name, text or ""] for name, text in columns.items()],
        "reportings": [{"to": _text(one, "to"), "when_text": _text(one, "when")} for one in informed],
        "kinds": kinds_read(measure, items),
        "places": places_of(measure),
        "left_out": False,
        "corrected": False,
    }


def kinds_read(measure: Json, items: Sequence[str]) -> list[Json]:
    """Return the kinds of a measure with those of its works: each work of a list is read by itself.

    The child that opens strangers' files knows only what is shipped; where something lies over it, words are read here.
    """
    if KINDS.is_as_shipped():
        read = tuple(KindDraft(one["code"], one["confidence"]) for one in measure.get("kinds") or [])
        found = with_items(read, items)
    else:
        found = kinds_of(measure.get("title") or "", items)
    return [{**asdict(kind), "items": list(kind.items)} for kind in found]


FIELDS = {"deadline": "deadline_text"}
PLACED = ("number", "title", "deadline_text", "responsible", "result", "document")


def places_of(measure: Json) -> dict[str, str]:
    """Return field → anchor; a field without a place of its own lights the place of the whole row."""
    row = anchor(measure.get("place") or "")
    own = {FIELDS.get(name, name): anchor(place) for name, place in (measure.get("places") or {}).items()}
    return {**({name: row for name in PLACED} if row else {}), **own}


def doubts_of(doubts: Sequence[Json], rows: Sequence[Json]) -> list[Json]:
    """Return the doubts, the serious ones first, each tied to the row and field whose place it names."""
    at = {place: (row["key"], field) for row in rows for field, place in reversed(list(row["places"].items()))}
    found = []
    for number, doubt in enumerate(doubts, 1):
        row, field = at.get(anchor(doubt["where"].partition(" (")[0]), ("", ""))
        found.append({**doubt, "key": f"d{number}", "row": row, "field": field, "checked": False})
    return sorted(found, key=lambda doubt: SEVERITIES.index(doubt["severity"]))
