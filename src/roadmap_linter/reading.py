"""A plan for the linter out of what `roadmap read --json` prints, with the texts around the table."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from roadmap_linter.model import Measure, Plan, Section, Text

PACK = Path(__file__).resolve().parents[2] / "packs" / "linter" / "required_kinds.toml"
ACT = re.compile(r"^\W*(?:ПРИКАЗ\w*|РАСПОРЯЖЕНИЕ|ПОСТАНОВЛЕНИЕ)\W*$")
ANNEX = re.compile(r"^\W*(?:Приложение|УТВЕРЖД|Утвержд[её]н|ПОЛОЖЕНИЕ|ДОРОЖНАЯ КАРТА)", re.IGNORECASE)
LONGEST = 200_000


@cache
def required_kinds(path: Path = PACK) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that a plan cannot miss, by the kind of organisation."""
    return read_required(tomllib.loads(path.read_text("utf-8"))["required"])


def read_required(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[str, ...]]:
    """The same from tables. Raises ValueError with a Russian sentence for a table without its list."""
    try:
        return {row["code"]: tuple(row["measures"]) for row in rows}
    except (KeyError, TypeError) as error:
        raise ValueError(f"Обязательным мероприятиям нужны code и measures: не хватает {error}.") from error


def plan_of_json(answer: Mapping[str, Any]) -> Plan:
    """Return the plan of the reader's answer; its texts are taken from «source» when that was asked for."""
    starts, ends = answer.get("period") or (None, None)
    sections = tuple(_section(section, str(number)) for number, section in enumerate(answer.get("sections") or (), 1))
    titles = {measure.title[:40] for section in sections for measure in section.measures if len(measure.title) > 12}
    return Plan(
        title=answer.get("title") or "",
        starts=dt.date.fromisoformat(starts) if starts else None,
        ends=dt.date.fromisoformat(ends) if ends else None,
        sections=sections,
        texts=texts_of(_paragraphs(answer.get("source") or (), titles)),
    )


def texts_of(paragraphs: Iterable[str]) -> tuple[Text, ...]:
    """Cut the paragraphs of a paper into its order and the rest."""
    order: list[str] = []
    rest: list[str] = []
    state = "before"
    for line in paragraphs:
        if state == "before" and ACT.match(line):
            state = "order"
            order, rest = [*rest, line], []
            continue
        if state == "order" and ANNEX.match(line):
            state = "after"
        (order if state == "order" else rest).append(line)
    found = (Text("order", "приказ", "\n".join(order)), Text("paper", "текст документа", "\n".join(rest)))
    return tuple(Text(text.key, text.name, text.text[:LONGEST]) for text in found if text.text.strip())


def _paragraphs(source: Iterable[Mapping[str, Any]], titles: set[str]) -> Iterable[str]:
    """Yield the paragraphs that are not rows of the plan."""
    for block in source:
        text = block.get("text") or ""
        if block.get("sort") == "paragraph" and text.strip() and not any(title in text for title in titles):
            yield text.replace("*", "")


def _section(section: Mapping[str, Any], key: str) -> Section:
    rows = list(_rows(section.get("measures") or (), f"{key}-"))
    words = section.get("deadline_text") or ""
    return Section(key, section.get("number") or "", section.get("title") or "", tuple(rows), words)


def _rows(measures: Iterable[Mapping[str, Any]], prefix: str) -> Iterable[Measure]:
    for number, row in enumerate(measures, 1):
        key = f"{prefix}{number}"
        yield _measure(row, key)
        yield from _rows(_parts(row), f"{key}-")


def _parts(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows below a row: listed works that have a number or a deadline of their own, and nested measures."""
    items = [item for item in row.get("items") or () if isinstance(item, Mapping)]
    return [*(item for item in items if item.get("number") or item.get("deadline_text")), *(row.get("children") or ())]


def _items(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The listed works of a row as words."""
    parts = _parts(row)
    items = [item for item in row.get("items") or () if item not in parts]
    return tuple(str(item.get("title") or "") if isinstance(item, Mapping) else str(item) for item in items)


def _measure(row: Mapping[str, Any], key: str) -> Measure:
    deadline = row.get("deadline") or {}
    days = [dt.date.fromisoformat(day) for day in deadline.get("dates") or ()]
    end = deadline.get("end")
    dues = [(None, day) for day in days] or ([(None, dt.date.fromisoformat(end))] if end else [])
    reporting = row.get("reporting") or ()
    return Measure(
        key=key,
        number=row.get("number") or "",
        title=row.get("title") or "",
        items=_items(row),
        deadline_text=row.get("deadline_text") or "",
        deadline_kind=deadline.get("kind") or "",
        conditional=bool(deadline.get("conditional")),
        dues=tuple(dues),
        responsible=row.get("responsible") or "",
        result=row.get("result") or "",
        document=row.get("document") or "",
        reporting=tuple(" ".join(part for part in (one.get("to"), one.get("when")) if part) for one in reporting),
        kinds=tuple(kind["code"] for kind in row.get("kinds") or ()),
        is_heading=bool(_parts(row)),
    )
