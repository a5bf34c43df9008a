"""Tables typed as text: cells between tabs, between pipes, or in columns of spaces."""

from __future__ import annotations

import re
from collections import Counter

from roadmap_reader.structure.grid import Item, Line, grid_of_texts
from roadmap_reader.structure.headers import heading_meanings
from roadmap_reader.structure.numbering import whole_number
from roadmap_reader.structure.text import starts_low

_RULE = re.compile(r"^[\s|:+=-]+$")
_WIDE_GAP = re.compile(r"\S(?:.*?\S)??(?=\s{2,}|$)")
Row = tuple[list[str], Line]


def grids_of_pipes(lines: list[Line]) -> list[Item]:
    """Runs of lines like «| 1 | Приказ | до 1 октября |» become grids."""
    out: list[Item] = []
    rows: list[Row] = []
    for line in lines:
        cells = _pipe_cells(line.raw)
        if cells is None:
            out.extend(_closed(rows))
            rows = []
            out.append(line)
        elif cells:
            rows.append((cells, line))
    out.extend(_closed(rows))
    return out


def _pipe_cells(raw: str) -> list[str] | None:
    """Cells of a piped line; [] for a rule; None where the line is not a table's."""
    text = raw.strip()
    if text.count("|") < 2 and not (text.startswith("|") or text.startswith("+-")):
        return None
    if _RULE.match(text):
        return []
    if not text.startswith("|") and text.count("|") < 2:
        return None
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", text.strip("|"))]


def _closed(rows: list[Row]) -> list[Item]:
    if len(rows) >= 2:
        return [grid_of_texts(rows)]
    return [line for _, line in rows]


def grids_of_tabs(lines: list[Line]) -> list[Item]:
    """Runs of lines with tabs between cells become grids; a line without tabs inside a run is a row of its own."""
    flags = [_tabbed(line) for line in lines]
    out: list[Item] = []
    index = 0
    while index < len(lines):
        end = _tab_run(lines, flags, index) if flags[index] else index
        if sum(flags[index:end]) >= 3 and max(len(lines[i].raw.split("\t")) for i in range(index, end)) >= 3:
            rows = [(_tab_cells(lines[i], flags[i]), lines[i]) for i in range(index, end)]
            out.append(grid_of_texts(_whole_rows(rows)))
            index = end
        else:
            out.append(lines[index])
            index += 1
    return out


def _tabbed(line: Line) -> bool:
    return (
        "\t" in line.raw.strip(" \n")
        and len([c for c in line.raw.split("\t") if c.strip()]) >= 1
        and ("\t" in line.raw.strip() or line.raw.count("\t") >= 2)
    )


def _tab_run(lines: list[Line], flags: list[bool], start: int) -> int:
    """Where the run of tabbed lines that begins at `start` ends; up to three plain lines may stand inside."""
    end = index = start
    while index < len(lines) and index - end <= 3:
        if flags[index]:
            end = index + 1
        index += 1
    return end


def _whole_rows(rows: list[Row]) -> list[Row]:
    """Rows that a line break inside a cell cut in two are made whole."""
    width = Counter(len(cells) for cells, _ in rows if len(cells) > 1).most_common(1)[0][0]
    width = max(width, len(rows[0][0]))
    out: list[Row] = []
    for cells, line in rows:
        if out and _completes(out[-1][0], cells, width) and not line.gap:
            last, opened = out[-1]
            out[-1] = ([*last[:-1], f"{last[-1]}\n{cells[0]}", *cells[1:]], opened)
        else:
            out.append((cells, line))
    return out


def _completes(above: list[str], cells: list[str], width: int) -> bool:
    """Do the cells go on where the row above broke off?"""
    if not cells[0].strip() or whole_number(cells[0]) or len(above) + len(cells) - 1 > width:
        return False
    if len(cells) == 1:
        return starts_low(cells[0]) and len(above) > 1
    return 1 < len(above) < width and len(above) + len(cells) - 1 == width


def _tab_cells(line: Line, tabbed: bool) -> list[str]:
    return line.raw.rstrip("\n").split("\t") if tabbed else [line.raw]


def grids_of_columns(lines: list[Line]) -> list[Item]:
    """A table held by columns of spaces, as a PDF viewer prints it: found by its heading line."""
    for index, line in enumerate(lines):
        starts = _heading_starts(line.raw)
        if starts:
            end = _layout_end(lines, index)
            rows = [(_slices(item.raw, starts), item) for item in lines[index:end]]
            merged = _merge_lines(rows)
            if len(merged) >= 3:
                return [*lines[:index], grid_of_texts(merged), *grids_of_columns(lines[end:])]
    return list(lines)


def _heading_starts(raw: str) -> list[int]:
    """Where the columns begin, if the line is a heading of at least three known columns."""
    if "   " not in raw.strip():
        return []
    found = list(_WIDE_GAP.finditer(raw.expandtabs(8)))
    if len(found) < 3:
        return []
    meanings = [m for m in heading_meanings([f.group() for f in found]) if m]
    return [f.start() for f in found] if len(set(meanings)) >= 3 else []


def _layout_end(lines: list[Line], start: int) -> int:
    """The table ends where three lines in a row have no wide gap and begin at the margin."""
    plain = 0
    for index in range(start + 1, len(lines)):
        raw = lines[index].raw.expandtabs(8)
        plain = 0 if "  " in raw.rstrip() else plain + 1
        if plain >= 3:
            return index - 2
    return len(lines)


def _slices(raw: str, starts: list[int]) -> list[str]:
    """The line cut into the columns; a word belongs to the column whose start is nearest."""
    cells = [""] * len(starts)
    for found in _WIDE_GAP.finditer(raw.expandtabs(8)):
        distances = [abs(found.start() - start) for start in starts]
        column = max((i for i, s in enumerate(starts) if s <= found.start() + 3), default=0)
        if distances[column] > 12:
            column = distances.index(min(distances)) if min(distances) < distances[column] else column
        cells[column] = f"{cells[column]} {found.group()}".strip()
    return cells


def _merge_lines(rows: list[Row]) -> list[Row]:
    """Lines of one row joined: a new row begins at a number, or after a blank line."""
    counted = Counter(bool(whole_number(cells[0])) for cells, _ in rows[1:])
    numbered = counted[True] >= 2
    out: list[Row] = []
    for cells, line in rows:
        fresh = bool(whole_number(cells[0])) if numbered else line.gap
        if out and not fresh and not (numbered and line.gap and _alone(cells)):
            last = out[-1][0]
            out[-1] = ([f"{a}\n{b}".strip() for a, b in zip(last, cells, strict=True)], out[-1][1])
        else:
            out.append((cells, line))
    return out


def _alone(cells: list[str]) -> bool:
    return sum(1 for cell in cells if cell.strip()) == 1
