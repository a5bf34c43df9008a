"""The document cut into plans: each has the lines above it and the parts of its table."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap_reader.structure.columns import ColumnOverrides, Layout, adapt_layout, read_layout
from roadmap_reader.structure.grid import Grid, GridRow, Item, Line
from roadmap_reader.structure.headers import Heading, find_heading, form_columns, has_own_heading, heading_keys
from roadmap_reader.structure.rows import duplicate_columns
from roadmap_reader.structure.text import flat, key
from roadmap_reader.structure.titles import opens_title
from roadmap_reader.structure.vocabulary import (
    BOTH,
    DEADLINE,
    DOCUMENT,
    END,
    FOREIGN,
    MONTH,
    NUMBER,
    RESPONSIBLE,
    RESULT,
    SECTION,
    START,
    TITLE,
)


@dataclass(slots=True)
class Part:
    """One piece of a plan's table, with the lines that stand between it and the piece above."""

    grid: Grid
    layout: Layout
    rows: list[GridRow]
    keys: frozenset[str]
    between: list[Line] = field(default_factory=list)
    heading: Heading | None = None


@dataclass(slots=True)
class PlanSource:
    """One plan: the lines above its table, its parts, and the lines after it."""

    above: list[Line]
    parts: list[Part] = field(default_factory=list)


def split_plans(items: list[Item], overrides: ColumnOverrides | None) -> tuple[list[PlanSource], list[Line]]:
    """The plans held in tables, and all lines of the document."""
    sources: list[PlanSource] = []
    lines: list[Line] = []
    fresh: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            fresh.append(item)
            continue
        fresh.extend(lifted := _lines_above(item))
        lines.extend(lifted)
        ordinal = len(sources)
        own = (overrides or ColumnOverrides()).of_table(ordinal)
        current = sources[-1] if sources else None
        fresh = _without_repeats(fresh, item, current)
        if current and _belongs(item, current, fresh):
            current.parts.append(_later_part(item, current, fresh))
            fresh = []
        elif part := _first_part(item, own):
            sources.append(PlanSource(list(lines), [part]))
            fresh = []
        elif len(item.rows) <= 8 and not lifted:
            lines.extend(told := _cell_lines(item.rows))
            fresh.extend(told)
    return sources, lines


def _without_repeats(fresh: list[Line], grid: Grid, current: PlanSource | None) -> list[Line]:
    """Further sheets of a plan often print its title again: that opens nothing."""
    if current is None or grid.place.sheet == current.parts[0].grid.place.sheet:
        return fresh
    printed = {key(line.text) for line in current.above if opens_title(line)}
    return [line for line in fresh if key(line.text) not in printed]


def _lines_above(grid: Grid) -> list[Line]:
    """Rows above a heading are lines: titles and approval blocks typed into the table."""
    heading = find_heading(grid)
    if heading is None:
        return []
    return _cell_lines(grid.rows[: heading.first])


def _cell_lines(rows: list[GridRow]) -> list[Line]:
    """The cells of rows that are no plan's (an approval block, a title), each line for itself."""
    out: list[Line] = []
    for row in rows:
        for column in row.filled():
            for text in row.texts[column].split("\n"):
                out.append(Line(text, text, row.bold, row.spans[column] > 1, None, not out, row.place))
    return out


def _first_part(grid: Grid, own: dict[int, str | None]) -> Part | None:
    heading = find_heading(grid)
    if heading is None and has_own_heading(grid):
        return None
    layout = read_layout(grid, heading, own)
    if not is_plan(layout, heading, grid):
        return None
    rows = grid.rows[heading.last :] if heading else grid.rows
    return Part(grid, layout, rows, heading_keys(heading, grid) if heading else frozenset(), [], heading)


def is_plan(layout: Layout, heading: Heading | None, grid: Grid) -> bool:
    """Does a table of such columns hold measures?"""
    meanings = {c.meaning for c in layout.columns}
    if heading is not None and len(form_columns(heading)) >= 2:
        return len(grid.rows) > heading.last
    foreign = sum(1 for c in layout.columns if c.meaning == FOREIGN)
    if foreign and (foreign >= 2 or TITLE not in meanings or not meanings & {DEADLINE, RESPONSIBLE, START}):
        return False
    body = len(grid.rows) - (heading.last if heading else 0)
    if body < 1 or TITLE not in meanings:
        return MONTH in meanings and RESULT not in meanings and not foreign
    if heading is None:
        known = meanings & {DEADLINE, RESPONSIBLE, NUMBER}
        return body >= 2 and DEADLINE in meanings and len(known) >= 2
    titled = next(c for c in layout.columns if c.meaning == TITLE)
    if meanings & {DEADLINE, START, END, RESPONSIBLE, BOTH, MONTH}:
        return not (titled.guessed and titled.heading and meanings & {RESULT} and not meanings & {DEADLINE})
    return bool(meanings & {RESULT, DOCUMENT, SECTION}) and not titled.guessed


def _belongs(grid: Grid, current: PlanSource, fresh: list[Line]) -> bool:
    """Is the grid a later part of the current plan's table?"""
    if any(opens_title(line) for line in fresh):
        return False
    layout = current.parts[0].layout
    heading = find_heading(grid)
    if heading is not None:
        other = read_layout(grid, heading)
        if not is_plan(other, heading, grid):
            return False
        mine = [c.meaning for c in layout.columns if c.meaning]
        theirs = [c.meaning for c in other.columns if c.meaning]
        return len(set(mine) & set(theirs)) * 3 >= 2 * len(set(mine) | set(theirs))
    if has_own_heading(grid) or sum(len(line.text) for line in fresh) > 1500:
        return False
    adapted = adapt_layout(squeeze(grid, layout.width), layout)
    return abs(grid.width - layout.width) <= 3 and adapted.has(TITLE) and _same_look(grid, adapted)


def _same_look(grid: Grid, layout: Layout) -> bool:
    """Do at least the cells of some row look as the columns say?"""
    own = read_layout(grid, None)
    shared = {c.meaning for c in own.columns if c.meaning} & {c.meaning for c in layout.columns}
    return bool(shared & {DEADLINE, RESPONSIBLE, NUMBER, RESULT, DOCUMENT}) or len(grid.rows) <= 3


def _later_part(grid: Grid, current: PlanSource, fresh: list[Line]) -> Part:
    first = current.parts[0]
    heading = find_heading(grid)
    between = [line for line in fresh if not line.text.isdigit()]
    if heading is not None:
        layout = read_layout(grid, heading) if grid.width != first.layout.width else first.layout
        return Part(grid, layout, grid.rows[heading.last :], first.keys | heading_keys(heading, grid), between, heading)
    fitted = squeeze(grid, first.layout.width)
    return Part(fitted, adapt_layout(fitted, first.layout), fitted.rows, first.keys, between)


def squeeze(grid: Grid, width: int) -> Grid:
    """The grid brought nearer to a width: columns printed twice dropped, columns that never meet joined."""
    if grid.width > width:
        empty = [i for i in range(grid.width) if not any(row.texts[i] for row in grid.rows)][: grid.width - width]
        grid = _taken(grid, [i for i in range(grid.width) if i not in empty])
    if grid.width > width:
        repeats = set(duplicate_columns(grid)[: grid.width - width])
        grid = _taken(grid, [i for i in range(grid.width) if i not in repeats])
    while grid.width > width:
        pair = _never_meet(grid)
        if pair is None:
            break
        for row in grid.rows:
            row.texts[pair] = row.texts[pair] or row.texts[pair + 1]
        grid = _taken(grid, [i for i in range(grid.width) if i != pair + 1])
    return grid


def _never_meet(grid: Grid) -> int | None:
    """The left of two neighbouring columns that are never both filled."""
    for left in range(grid.width - 1):
        a = sum(1 for r in grid.rows if r.texts[left])
        b = sum(1 for r in grid.rows if r.texts[left + 1])
        both = sum(1 for r in grid.rows if r.texts[left] and r.texts[left + 1])
        if a and b and not both:
            return left
    return None


def _taken(grid: Grid, keep: list[int]) -> Grid:
    moved = {old: new for new, old in enumerate(keep)}
    rows = [
        GridRow(
            [row.texts[i] for i in keep],
            [row.spans[i] for i in keep],
            frozenset(moved[i] for i in row.carried if i in moved),
            row.bold,
            row.gap,
            row.place,
            {moved[i]: p for i, p in row.places.items() if i in moved},
        )
        for row in grid.rows
    ]
    return Grid(rows, len(keep), grid.place, grid.textual)


def heading_text(texts: list[str]) -> str:
    """Several heading cells as one line."""
    return " ".join(flat(t) for t in texts if t)
