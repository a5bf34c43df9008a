"""A read roadmap as a table for people, made from its JSON form."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_HEADS = ("№", "Мероприятие", "Срок", "Понято", "Ответственный", "Результат")
_SHARES = (0.07, 0.33, 0.15, 0.13, 0.17, 0.15)
_SEVERITY = {"high": "важно", "medium": "проверьте", "low": "к сведению"}
_KINDS = {
    "ongoing": "постоянно",
    "event": "по событию",
    "relative": "от события",
    "unspecified": "не задан",
    "recurring": "повторяется",
}


def print_roadmap(answer: Json, width: int) -> str:
    """Head, sections with measures, doubts, and how many further roadmaps the file holds."""
    lines = list(_head(answer, width))
    columns = [max(4, int(share * (width - 3 * len(_SHARES)))) for share in _SHARES]
    lines += [*_row(_HEADS, columns), "─" * width]
    for section in answer.get("sections") or []:
        title = _section_title(section.get("number"), section.get("title"))
        if title:
            lines += ["", *textwrap.wrap(title, width), ""]
        for measure in section.get("measures") or []:
            lines += _measure(measure, columns)
    lines += _doubts(answer.get("doubts") or [], width)
    others = answer.get("others") or []
    if others:
        lines += ["", f"В файле не одна карта, прочитаны все вместе. Ещё: {len(others)}."]
        lines += [f"  • {other.get('title') or 'без названия'}" for other in others]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(answer: Json, width: int) -> Iterator[str]:
    yield from textwrap.wrap(answer.get("title") or "Дорожная карта без названия", width)
    if answer.get("organisation"):
        yield from textwrap.wrap(f"Организация: {answer['organisation']}", width)
    period = answer.get("period")
    if period:
        yield f"Период: {_day(period[0])} — {_day(period[1])}"
    sections = answer.get("sections") or []
    yield f"Разделов: {len(sections)}, мероприятий: {sum(len(section.get('measures') or []) for section in sections)}"
    yield ""


def _section_title(number: str | None, title: str | None) -> str:
    """The number is not said twice where the title holds it («Раздел 1. …»)."""
    if not number or not title:
        return title or number or ""
    return title if number.rstrip(".") in title[:20] else f"{number} {title}"


def _measure(measure: Json, columns: list[int]) -> Iterator[str]:
    values = (
        measure.get("number"),
        measure.get("title"),
        measure.get("deadline_text"),
        _understood(measure.get("deadline")),
        measure.get("responsible"),
        measure.get("result"),
    )
    yield from _row(tuple(str(value or "—") for value in values), columns)
    for item in measure.get("items") or []:
        title = item.get("title") if isinstance(item, dict) else item
        yield from _row(("", f"• {title}", "", "", "", ""), columns)
    for child in measure.get("children") or []:
        yield from _measure(child, columns)


def _understood(deadline: Json | None) -> str:
    if not deadline:
        return ""
    dates = deadline.get("dates") or []
    shown = ", ".join(map(_day, dates[:3])) + (f" и ещё {len(dates) - 3}" if len(dates) > 3 else "")
    words = [shown or _KINDS.get(str(deadline.get("kind")), "")]
    if deadline.get("conditional"):
        words.append("(при необходимости)")
    return " ".join(filter(None, words))


def _doubts(doubts: list[Json], width: int) -> Iterator[str]:
    yield ""
    if not doubts:
        yield "Сомнений нет."
        return
    yield f"Сомнения ({len(doubts)}):"
    for doubt in sorted(doubts, key=lambda one: list(_SEVERITY).index(one.get("severity", "medium"))):
        note = f"{_SEVERITY.get(doubt.get('severity', ''), 'проверьте')}: {doubt.get('where')}: {doubt.get('what')}"
        yield from textwrap.wrap(note, width, initial_indent="  • ", subsequent_indent="    ")


def _row(values: tuple[str, ...], columns: list[int]) -> Iterator[str]:
    cells = [
        [part for line in value.split("\n") for part in textwrap.wrap(line, column) or [""]]
        for value, column in zip(values, columns, strict=True)
    ]
    for at in range(max(map(len, cells))):
        yield " │ ".join(
            (cell[at] if at < len(cell) else "").ljust(column) for cell, column in zip(cells, columns, strict=True)
        )


def _day(iso: str) -> str:
    try:
        return f"{dt.date.fromisoformat(iso):%d.%m.%Y}"
    except (ValueError, TypeError):
        return str(iso)
