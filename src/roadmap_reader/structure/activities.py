"""Lists inside a cell: the line that leads in, and the points."""

from __future__ import annotations

import re

from roadmap_reader.structure.text import BULLET, flat, starts_low

_POINT_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[а-я]\))\s+")
_INLINE = re.compile(r":\s+[-–—•]\s+")


def split_points(text: str) -> tuple[str | None, tuple[str, ...]]:
    """«Изучение:\\n• приказа\\n• положения» → («Изучение:», («приказа», «положения»)); no list: (None, ())."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return _inline(text)
    marked = [bool(BULLET.match(line) or _POINT_NUMBER.match(line)) for line in lines]
    if not any(marked):
        return None, ()
    first = marked.index(True)
    lead = flat("\n".join(lines[:first])) or None
    points = _points(lines[first:], marked[first:])
    return lead, tuple(points)


def _inline(text: str) -> tuple[str | None, tuple[str, ...]]:
    """«Организация работы: - встреча; - обсуждение» on one line."""
    found = _INLINE.search(text)
    if not found:
        return None, ()
    points = [p.strip() for p in re.split(r"(?<=[;,.])\s+[-–—•]\s+", text[found.end() :]) if p.strip()]
    return (text[: found.start() + 1], tuple(points)) if len(points) >= 2 else (None, ())


def _points(lines: list[str], marked: list[bool]) -> list[str]:
    """The points; an unmarked line goes on with the point above; a point that only leads in gives way to its own."""
    points: list[str] = []
    for line, mark in zip(lines, marked, strict=True):
        body = BULLET.sub("", line, count=1) if BULLET.match(line) else _POINT_NUMBER.sub("", line, count=1)
        if mark or not points:
            points.append(body.strip())
        else:
            points[-1] = flat(f"{points[-1]}\n{body.strip()}")
    return [p for i, p in enumerate(points) if p and not _leads_in(points, i)]


def _leads_in(points: list[str], index: int) -> bool:
    """A point that ends with a colon and is followed by points in small letters is not a point itself."""
    if not points[index].rstrip().endswith(":") or index + 1 >= len(points):
        return False
    return starts_low(points[index + 1]) and not starts_low(points[index])
