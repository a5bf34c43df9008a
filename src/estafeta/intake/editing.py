"""Correcting a draft: pure functions that return a new draft; nothing is written here."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from estafeta.core.refusals import Refusal

Json = dict[str, Any]
GONE = "Этой строки уже нет в загрузке. Обновите страницу."


def find(draft: Json, part: str, key: str) -> Json:
    """Return the section, row or doubt with the key; refuse when there is none."""
    found = next((one for one in draft.get(part, []) if one["key"] == key), None)
    if found is None:
        raise Refusal(GONE)
    return dict(found)


def put(draft: Json, part: str, key: str, values: Mapping[str, Any]) -> Json:
    """Return the draft with new values of one section, row or doubt."""
    find(draft, part, key)
    new = copy.copy(draft)
    new[part] = [{**one, **values} if one["key"] == key else one for one in draft[part]]
    return new


def correct_row(draft: Json, key: str, values: Mapping[str, Any]) -> Json:
    """Return the draft with a corrected row; doubts about the fields that changed are settled."""
    old = find(draft, "rows", key)
    changed = {name for name, value in values.items() if old.get(name) != value}
    new = put(draft, "rows", key, {**values, "corrected": old["corrected"] or bool(changed)})
    settled = {"deadline_text": "deadline_text", "responsible_text": "responsible"}
    fields = changed | {settled.get(name, name) for name in changed}
    new["doubts"] = [
        {**doubt, "checked": True}
        if doubt["row"] == key and (not doubt["field"] or doubt["field"] in fields)
        else doubt
        for doubt in new["doubts"]
    ]
    return new


def leave_out(draft: Json, key: str, *, out: bool) -> Json:
    """Return the draft with a row and its parts left out (or taken back); its doubts go with it."""
    family = {key} | {row["key"] for row in draft["rows"] if row["parent"] == key}
    find(draft, "rows", key)
    new = copy.copy(draft)
    new["rows"] = [{**row, "left_out": out} if row["key"] in family else row for row in draft["rows"]]
    new["doubts"] = [{**one, "checked": out} if one["row"] in family else one for one in draft["doubts"]]
    return new


def move_to_section(draft: Json, key: str, section: str) -> Json:
    """Return the draft with a row (and its parts) in another section, in reading order."""
    find(draft, "sections", section)
    family = {key} | {row["key"] for row in draft["rows"] if row["parent"] == key}
    new = copy.copy(draft)
    rows = [{**row, "section": section} if row["key"] in family else row for row in draft["rows"]]
    order = {one["key"]: place for place, one in enumerate(draft["sections"])}
    new["rows"] = sorted(rows, key=lambda row: order[row["section"]])
    return new


def check_doubt(draft: Json, key: str, *, checked: bool) -> Json:
    """Return the draft with a doubt settled or opened again."""
    return put(draft, "doubts", key, {"checked": checked})


def carry_over(old: Json, new: Json) -> Json:
    """Return a re-read draft with the head as it was corrected by hand."""
    return {**new, "head": {**new["head"], **old.get("head_corrections", {})}} | {
        "head_corrections": old.get("head_corrections", {})
    }
