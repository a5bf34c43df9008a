"""One PDF page as paragraphs and pieces of tables, top to bottom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from office_files import refusals
from office_files.blocks import Paragraph, Place
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT, Budget
from roadmap_reader.pdf.cells import Box, Piece, cell_of
from roadmap_reader.pdf.columns import Columns
from roadmap_reader.pdf.lines import Line, lines_of, paragraphs_of
from roadmap_reader.pdf.refusals import TOO_SLOW_PAGES
from roadmap_reader.pdf.unruled import find_unruled

_PAGE_NUMBER = re.compile(r"^[-–—\s]*(?:стр\.?|страница)?\s*\d{1,4}(?:\s*из\s*\d{1,4})?[-–—\s]*$", re.IGNORECASE)
_MARGIN = 0.09
_MOST_EDGES = 15_000
_MOST_CHARACTERS = 60_000
_MOST_CELLS = 5_000


@dataclass(slots=True)
class Page:
    """What stands on a page, in reading order."""

    number: int
    items: list[Paragraph | Piece] = field(default_factory=list)
    columns: Columns | None = None


def read_page(page: Any, number: int, budget: Budget, carried: Columns | None = None) -> Page:
    """Read one pdfplumber page; `carried` are the columns of a table that may go on from the page before."""
    chars = [char for char in page.chars if char["text"] and char["size"] > 0.5]
    if len(chars) > _MOST_CHARACTERS:
        raise Unreadable(TOO_SLOW_PAGES)
    budget.characters += len(chars)
    if budget.characters > DOCUMENT.characters:
        raise Unreadable(refusals.TOO_MUCH_TEXT)
    boxes = _tables(page)
    inside, outside = _sort_chars(chars, boxes)
    found: list[tuple[float, Paragraph | Piece]] = []
    for cells, texts in zip(boxes, inside, strict=True):
        piece = Piece(number, tuple(cell_of(box, members) for box, members in zip(cells, texts, strict=True)))
        if len(cells) > 1 and any(cell.text for cell in piece.cells):
            found.append((min(box[1] for box in cells), piece))
        elif piece.cells[0].text:
            found.extend(
                (cells[0][1], Paragraph(line, piece.cells[0].bold, place=Place(page=number)))
                for line in piece.cells[0].text.split("\n")
            )
    ruled = any(isinstance(item, Piece) for _, item in found)
    unruled = None if ruled else find_unruled(outside, page, number, carried)
    if unruled is not None:
        outside = unruled.rest
        found.append((unruled.piece.cells[0].box[1], unruled.piece))
    tops = sorted(top for top, _ in found)
    found.extend(_paragraphs(outside, page, number, tops))
    found.sort(key=lambda pair: pair[0])
    columns = unruled.columns if unruled is not None and unruled.to_the_end else None
    return Page(number, [item for _, item in found], columns)


def _tables(page: Any) -> list[list[Box]]:
    """Cell boxes of each ruled table. Shading is not ruling: filled boxes without a stroke are left out."""
    if len(page.rects) + len(page.lines) + len(page.curves) > _MOST_EDGES:
        return []
    ruled = page.filter(_is_not_shading) if page.rects else page
    if len(ruled.edges) < 4 or len(ruled.edges) > _MOST_EDGES:
        return []
    return [list(table.cells) for table in ruled.find_tables() if 0 < len(table.cells) <= _MOST_CELLS]


def _is_not_shading(item: dict[str, Any]) -> bool:
    if item["object_type"] != "rect":
        return bool(item["object_type"] != "char")
    return not (item.get("fill") and not item.get("stroke") and item["width"] > 4 and item["height"] > 4)


def _sort_chars(chars: list[dict[str, Any]], tables: list[list[Box]]) -> tuple[list[list[list[Any]]], list[Any]]:
    """Characters of each cell of each table, and those outside of all tables."""
    inside: list[list[list[Any]]] = [[[] for _ in cells] for cells in tables]
    bounds = [
        (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
        for cells in tables
    ]
    outside: list[Any] = []
    home: list[Any] = outside
    previous: dict[str, Any] | None = None
    for char in chars:
        if previous is None or not _is_same_word(previous, char):
            home = _home(char, tables, bounds, inside, outside)
        home.append(char)
        previous = char
    return inside, outside


def _is_same_word(before: dict[str, Any], char: dict[str, Any]) -> bool:
    """A word that runs over the edge of its cell stays whole."""
    if char["text"].isspace() or before["text"].isspace() or not char["upright"]:
        return False
    if char["text"].isupper() and before["text"].islower():
        return False
    gap, drop = abs(char["x0"] - before["x1"]), abs(char["top"] - before["top"])
    return bool(gap < 0.1 * char["size"] and drop < 0.3 * char["size"])


def _home(
    char: dict[str, Any], tables: list[list[Box]], bounds: list[Box], inside: list[list[list[Any]]], outside: list[Any]
) -> list[Any]:
    """The list that a character belongs to: that of its cell, or `outside`."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for at, bound in enumerate(bounds):
        if _within(bound, x, y):
            for cell, box in enumerate(tables[at]):
                if _within(box, x, y):
                    return inside[at][cell]
            return outside
    return outside


def _within(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _paragraphs(chars: list[Any], page: Any, number: int, tops: list[float]) -> list[tuple[float, Paragraph]]:
    """Text outside of tables: lines between two tables are joined into paragraphs on their own."""
    lines = [line for line in lines_of(chars, columns=True) if not _is_page_number(line, float(page.height))]
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(sum(top < line.top for top in tops), []).append(line)
    middle = (left + right) / 2
    found = []
    for group in groups.values():
        for line in paragraphs_of(group, right - left):
            centred = abs((line.x0 + line.x1) / 2 - middle) < 6 and line.x0 - left > 20
            found.append((line.top, Paragraph(line.text, line.bold, centred, None, Place(page=number))))
    return [(top, paragraph) for top, paragraph in found if paragraph.text]


def _is_page_number(line: Line, height: float) -> bool:
    in_margin = line.top < height * _MARGIN or line.bottom > height * (1 - _MARGIN)
    return in_margin and _PAGE_NUMBER.match(line.text) is not None
