"""Tables without vertical ruling lines: rows told by ruling, by wider gaps or by numbers, cells by columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median
from typing import Any

from roadmap_reader.pdf.cells import Piece, PieceCell, cell_of
from roadmap_reader.pdf.columns import Columns, Ink, columns_again, columns_under, headings_in, ink_of

_SPOKEN = ("срок", "период", "ответств", "исполнит")
_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3}){0,3}[.)]?$")
_SECTION = re.compile(r"^(?:раздел|этап|блок|направление|[ivx]{1,4}[.)])\s|^\d\s+этап")
_MOST_TRIED = 5
_END_GAP = 2.5
_TAIL_GAP = 1.2
_CLOSE = 0.9
_WIDER = 1.45
_FEW = 3

Band = list[Ink]


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found on a page, the characters that are not in it, and whether it runs to the page's last line."""

    piece: Piece
    rest: list[Any]
    columns: Columns
    to_the_end: bool


def find_unruled(chars: list[Any], page: Any, number: int, carried: Columns | None) -> Unruled | None:
    """The table of a page: under its own heading, or going on in the columns `carried` from the page before."""
    spoken = "".join(char["text"] for char in chars).lower()
    if carried is None and not any(word in spoken for word in _SPOKEN):
        return None
    lines = ink_of(chars)
    begin, columns = _begin(lines, carried)
    if columns is None:
        return None
    end = _end(lines, begin, columns)
    inside = lines[begin:end]
    bands = _bands(inside, columns, _rules(page, columns))
    if len(bands) < 2:
        return None
    used = {id(char) for line in inside for char in line.chars}
    rest = [char for char in chars if id(char) not in used]
    return Unruled(Piece(number, _cells(bands, columns)), rest, columns, end >= len(lines) - 1)


def _begin(lines: list[Ink], carried: Columns | None) -> tuple[int, Columns | None]:
    if carried is not None and lines:
        again = columns_again(lines, carried)
        if again is not None:
            return 0, again
    for index in islice(headings_in(lines), _MOST_TRIED):
        columns = columns_under(lines, index)
        if columns is not None:
            return _top_of_heading(lines, index, columns), columns
    return 0, None


def _top_of_heading(lines: list[Ink], index: int, columns: Columns) -> int:
    while index and _belongs_above(lines[index - 1], lines[index], columns):
        index -= 1
    return index


def _belongs_above(line: Ink, below: Ink, columns: Columns) -> bool:
    """A line of the heading that stands higher than the first one known."""
    return below.top - line.bottom < 0.6 * below.size and not columns.crossed(line) and len(line.runs) < 4


def _end(lines: list[Ink], begin: int, columns: Columns) -> int:
    """Where the table ends: after its last parted line and the lines that close up to it inside a column."""
    end = begin + 1
    full = max((n for n in range(begin, len(lines)) if len(_filled(lines[n], columns)) >= _FEW), default=begin)
    for index in range(begin + 1, len(lines)):
        line, gap = lines[index], lines[index].top - lines[index - 1].bottom
        loose = index > full and not _is_numbered(line, columns)
        if gap > (_TAIL_GAP if loose else _END_GAP) * line.size:
            break
        if line.parted or (end == index and gap < _CLOSE * line.size and not columns.crossed(line)):
            end = index + 1
    return end


def _rules(page: Any, columns: Columns) -> list[float]:
    """Heights of the horizontal lines drawn under most of the table's width."""
    width = columns.edges[-1] - columns.edges[0]
    drawn: dict[int, float] = {}
    for edge in page.edges:
        if edge["orientation"] == "h":
            height = round(edge["top"])
            drawn[height] = drawn.get(height, 0.0) + edge["x1"] - edge["x0"]
    return sorted(float(height) for height, length in drawn.items() if length > 0.6 * width)


def _bands(lines: list[Ink], columns: Columns, rules: list[float]) -> list[Band]:
    """The rows as groups of lines, by the first sign that gives each number a row of its own."""
    numbered = sum(_is_numbered(line, columns) for line in lines)
    between = [rule for rule in rules if lines[0].top < rule < lines[-1].bottom]
    if len(between) >= _FEW:
        bands = _split(lines, lambda above, line: any(_middle(above) < rule < _middle(line) for rule in between))
        if _good(bands, columns):
            return bands
    for step, strict in _steps(lines):
        bands = _split_by_gaps(lines, step)
        if len(bands) > 2 and _good(bands, columns) and (not strict or _each_numbered(bands, columns)):
            return bands
    if numbered >= _FEW:
        return _split(lines, lambda above, line: _is_numbered(line, columns) or _heads_section(line, columns))
    return _split(lines, lambda above, line: _speaks(line, columns) or _heads_section(line, columns))


def _split(lines: list[Ink], opens: Callable[[Ink, Ink], bool]) -> list[Band]:
    bands = [[lines[0]]]
    for above, line in pairwise(lines):
        if opens(above, line):
            bands.append([line])
        else:
            bands[-1].append(line)
    return bands


def _split_by_gaps(lines: list[Ink], step: float) -> list[Band]:
    bands = [[lines[0]]]
    bottom = lines[0].bottom
    for line in lines[1:]:
        if line.top - bottom > step:
            bands.append([line])
        else:
            bands[-1].append(line)
        bottom = max(bottom, line.bottom)
    return bands


def _steps(lines: list[Ink]) -> list[tuple[float, bool]]:
    """Gaps that may part rows: wider than those inside cells, then narrower ones, good only if numbers agree."""
    size, bottom = median(line.size for line in lines), lines[0].bottom
    gaps: list[float] = []
    for line in lines[1:]:
        if line.top - bottom > 0.05 * size:
            gaps.append(line.top - bottom)
        bottom = max(bottom, line.bottom)
    gaps.sort()
    close = median(gaps[: max(1, len(gaps) // 3)]) if gaps else 0.0
    return [(max(_WIDER * close, close + 1.5), False), (0.35 * size, True), (0.15 * size, True)]


def _good(bands: list[Band], columns: Columns) -> bool:
    """No row with two numbers, most with one where the plan has numbers at all; else hardly any with two beginnings."""
    counts = [sum(_is_numbered(line, columns) for line in band) for band in bands]
    if any(count > 1 for count in counts):
        return False
    if sum(counts) >= _FEW:
        return 2 * sum(counts) >= len(bands)
    return sum(_speaks(line, columns) for band in bands for line in band[1:]) * 3 <= len(bands)


def _each_numbered(bands: list[Band], columns: Columns) -> bool:
    """Every row but the heading has its number or goes across."""
    return all(
        any(_is_numbered(line, columns) for line in band) or _is_wide(band, columns) or _heads_section(band[0], columns)
        for band in bands[1:]
    )


def _middle(line: Ink) -> float:
    return (line.top + line.bottom) / 2


def _filled(line: Ink, columns: Columns) -> set[int]:
    return {columns.at((run[0] + run[1]) / 2) for run in line.runs}


def _speaks(line: Ink, columns: Columns) -> bool:
    """Does a line of a table without numbers begin a row: with a capital, and in all columns but one at most?"""
    filled = _filled(line, columns)
    return 0 in filled and len(filled) >= len(columns.cuts) and not line.runs[0][2][0].islower()


def _heads_section(line: Ink, columns: Columns) -> bool:
    return columns.crossed(line) or _SECTION.match(line.text) is not None


def _is_numbered(line: Ink, columns: Columns) -> bool:
    x0, x1, text = line.runs[0]
    return columns.at((x0 + x1) / 2) == 0 and _NUMBER.match(text.strip()) is not None


def _cells(bands: list[Band], columns: Columns) -> tuple[PieceCell, ...]:
    """All cells, empty ones too; a row whose words pass over the columns is one cell."""
    wide = [_is_wide(band, columns) for band in bands]
    tops = _tops(bands)
    sorted_chars = [_by_column(band, columns) for band in bands]
    widths = _widths([chars for chars, is_wide in zip(sorted_chars, wide, strict=True) if not is_wide], columns)
    found = []
    for band, chars, is_wide, (top, bottom) in zip(bands, sorted_chars, wide, pairwise(tops), strict=True):
        if is_wide:
            box = (columns.edges[0], top, columns.edges[-1], bottom)
            found.append(cell_of(box, [char for line in band for char in line.chars]))
            continue
        for members, ink, (left, right) in zip(chars, widths, pairwise(columns.edges), strict=True):
            cell = cell_of((ink[0], top, ink[1], bottom), members)
            found.append(PieceCell((left, top, right, bottom), cell.text, cell.bold))
    return tuple(found)


def _is_wide(band: Band, columns: Columns) -> bool:
    return columns.crossed(band[0]) and len(band[0].runs) <= 2 and not any(line.parted for line in band[1:])


def _tops(bands: list[Band]) -> list[float]:
    """The upper edge of every row and the lower one of the last, never closer than a line."""
    tops = [bands[0][0].top - 1]
    for above, band in pairwise(bands):
        bottom = max(line.bottom for line in above)
        tops.append(max(tops[-1] + 5, (bottom + band[0].top) / 2))
    return [*tops, max(tops[-1] + 5, max(line.bottom for line in bands[-1]) + 1)]


def _by_column(band: Band, columns: Columns) -> list[list[Any]]:
    """Characters of a row by column; a word is never parted."""
    found: list[list[Any]] = [[] for _ in range(len(columns.cuts) + 1)]
    for line in band:
        for word in _words(line):
            found[columns.at((word[0]["x0"] + word[-1]["x1"]) / 2)].extend(word)
    return found


def _words(line: Ink) -> list[list[Any]]:
    words: list[list[Any]] = []
    last: Any = None
    for char in sorted(line.chars, key=lambda item: item["x0"]):
        if char["text"].isspace():
            last = None
            continue
        if last is None or char["x0"] - last["x1"] > 0.18 * char["size"]:
            words.append([])
        words[-1].append(char)
        last = char
    return words


def _widths(rows: list[list[list[Any]]], columns: Columns) -> list[tuple[float, float]]:
    """The ink of each column from left to right: what its lines had to fit."""
    found: list[tuple[float, float]] = []
    for column, edges in enumerate(pairwise(columns.edges)):
        chars = [char for row in rows for char in row[column]]
        ink = (min(char["x0"] for char in chars), max(char["x1"] for char in chars)) if chars else edges
        found.append(ink)
    return found
