"""Heading rows: which rows of a grid are headings, and what each heading says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.numbering import whole_number
from roadmap_reader.structure.text import flat, key, starts_low
from roadmap_reader.structure.vocabulary import (
    COMPILED_HEADINGS,
    CORE,
    DEADLINE,
    DOCUMENT,
    FOREIGN,
    MENTORING_FORM,
    MONTH,
    MONTH_HEADING,
    MONTH_SHORT,
    NUMBER,
    OTHER,
    PERIOD_HEADING,
    REPORT_TO,
    REPORT_WHEN,
    RESPONSIBLE,
    RESULT,
    SECTION,
    TITLE,
    YEAR_HEADING,
)
from russian.folding import fold

LONGEST_HEADING = 110
ROWS_SEARCHED = 25


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a table's heading stands: rows `first`…`last` (exclusive), and the words of each column."""

    first: int
    last: int
    own: tuple[str, ...]
    parent: tuple[str, ...]


@lru_cache(maxsize=8192)
def guesses(heading: str, parent: str = "") -> tuple[tuple[str, float], ...]:
    """Meanings of a heading, the likeliest first. `parent` is the merged heading above it."""
    text = fold(flat(heading)).strip(' .:*"«»')
    if not text or len(text) > LONGEST_HEADING:
        return guesses(parent) if parent else ()
    if MONTH_HEADING.match(text) or MONTH_SHORT.match(text) or PERIOD_HEADING.match(text):
        return ((MONTH, 12.0),)
    if YEAR_HEADING.match(text):
        return ((MONTH, 9.0),)
    found: dict[str, float] = {}
    for meaning, weight, pattern in COMPILED_HEADINGS:
        match = pattern.search(text)
        if match:
            slope = 0.1 if meaning in (RESULT, DOCUMENT) else 0.02
            found[meaning] = max(found.get(meaning, 0.0), weight - slope * match.start())
    _mend_by_parent(found, text, parent)
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _mend_by_parent(found: dict[str, float], text: str, parent: str) -> None:
    """A sub-heading inherits: «кого»/«когда» under «Информирование», «ОО» under «Ответственные»."""
    if not parent:
        return
    above = guesses(parent)
    top = above[0][0] if above else None
    if top == REPORT_TO:
        when = "когда" in text or "срок" in text or "дат" in text
        found[REPORT_WHEN if when else REPORT_TO] = 20.0
    elif top == RESPONSIBLE:
        found[RESPONSIBLE] = 20.0
    elif top == DEADLINE:
        _deadline_part(found, text)
    elif top and top not in found:
        found[top] = above[0][1] - 1.0


def _deadline_part(found: dict[str, float], text: str) -> None:
    """«план» and «факт», «начало» and «окончание» under «Сроки»."""
    if "факт" in text:
        found["mark"] = 20.0
    elif "нач" in text or text in ("с", "от"):
        found["start"] = 20.0
    elif "оконч" in text or "заверш" in text or "конец" in text or text in ("по", "до"):
        found["end"] = 20.0
    elif not found or "план" in text:
        found[DEADLINE] = 20.0


def heading_meanings(texts: list[str]) -> list[str | None]:
    """The likeliest meaning of each heading text."""
    out: list[str | None] = []
    for text in texts:
        found = guesses(text) if text else ()
        out.append(found[0][0] if found and found[0][1] >= 5 else None)
    return out


def is_number_row(row: GridRow) -> bool:
    """A second heading row: 1 2 3 4 5."""
    own = [row.texts[i].strip(" .") for i in row.filled()]
    if len(own) < 2 or not all(text.isdigit() for text in own):
        return False
    values = [int(text) for text in own]
    return values[0] in (1, 2) and values == list(range(values[0], values[0] + len(values)))


def row_score(row: GridRow) -> float:
    """How much a row looks like headings: the number of known meanings, 0 where something speaks against."""
    own = row.filled()
    if len(own) < 2 or is_number_row(row):
        return 0.0
    texts = [row.texts[i] for i in own]
    if any(len(text) > LONGEST_HEADING for text in texts) or (whole_number(texts[0]) and len(texts[0]) < 6):
        return 0.0
    meanings = heading_meanings(texts)
    known = [m for m in meanings if m]
    distinct = set(known)
    months = known.count(MONTH)
    forms = sum(1 for text in texts if MENTORING_FORM.match(flat(text)))
    score = len(distinct & CORE) + 0.4 * (len(distinct) - len(distinct & CORE)) + (2 if months >= 3 else 0)
    score += 2 if forms >= 2 else 0
    score += 0.6 if TITLE in distinct and SECTION in distinct else 0
    unknown = len(texts) - len(known) - forms
    score -= 0.7 * sum(
        1
        for text, m in zip(texts, meanings, strict=True)
        if m != MONTH and starts_low(text) and not text.startswith("п/п")
    )
    dated = sum(
        1 for text, m in zip(texts, meanings, strict=True) if like_deadline(text) and m not in (DEADLINE, MONTH)
    )
    return score - 0.3 * unknown - 0.5 * dated


def find_heading(grid: Grid) -> Heading | None:
    """The heading of a grid, looked for near its top."""
    best, best_row = 1.65, -1
    for index, row in enumerate(grid.rows[:ROWS_SEARCHED]):
        score = row_score(row)
        if score > best and _meant(row):
            best, best_row = score, index
            if score >= 4:
                break
    if best_row < 0:
        return None
    last = best_row + 1
    while last < min(len(grid.rows), best_row + 3) and _continues(grid, best_row, last):
        last += 1
    own, parent = _words(grid, best_row, last)
    while last < len(grid.rows) and is_number_row(grid.rows[last]):
        last += 1
    return Heading(best_row, last, own, parent)


def _meant(row: GridRow) -> bool:
    """A heading names measures, or a deadline with somebody who answers, or months."""
    texts = [row.texts[i] for i in row.filled()]
    known = set(heading_meanings(texts))
    if known <= {NUMBER, FOREIGN, OTHER, None}:
        return sum(1 for text in texts if MENTORING_FORM.match(flat(text))) >= 2
    return True


def _continues(grid: Grid, first: int, index: int) -> bool:
    """Is the row a second line of the heading («муниципальные | ОО»)?"""
    row, top = grid.rows[index], grid.rows[first]
    own = row.filled()
    if not own or is_number_row(row) or any(len(row.texts[i]) > 60 for i in own):
        return False
    if whole_number(row.texts[own[0]]) or len(own) == grid.width:
        return False
    if len(own) == 1 and row.spans[own[0]] > 1:
        return False
    covered = _covered(top, grid)
    inside = all(i in covered or i in row.carried for i in own)
    if grid.textual:
        blank_left = not row.texts[0] and (grid.width < 2 or 0 not in own)
        return blank_left and len(own) <= max(2, grid.width // 2) and _short(row, own)
    return inside and (bool(row.carried) or len(own) < grid.width)


def _short(row: GridRow, own: list[int]) -> bool:
    return all((len(row.texts[i]) <= 40 and not like_deadline(row.texts[i])) or _sub_word(row.texts[i]) for i in own)


def _sub_word(text: str) -> bool:
    return key(text) in ("когда", "кого", "план", "факт", "начало", "окончание", "срок", "дата")


def _covered(top: GridRow, grid: Grid) -> set[int]:
    """Columns under a merged heading, or with an empty heading."""
    covered: set[int] = set()
    for column in range(grid.width):
        span = top.spans[column]
        if span > 1:
            covered.update(range(column, min(column + span, grid.width)))
        elif not top.texts[column]:
            covered.add(column)
            if column and span == 1:
                covered.add(column - 1)
    return covered


def _words(grid: Grid, first: int, last: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each column's own heading and the merged heading above it."""
    top = list(grid.rows[first].texts)
    if last > first + 1:
        for column in range(1, grid.width):
            below = [row for row in grid.rows[first + 1 : last] if row.texts[column]]
            covered = grid.rows[first].spans[column] == 0 or any(row.texts[column - 1] for row in below)
            if not top[column] and below and covered:
                top[column] = top[column - 1]
    own, parent = list(top), [""] * grid.width
    for row in grid.rows[first + 1 : last]:
        for column, text in enumerate(row.texts):
            if text and column not in row.carried and text != own[column]:
                parent[column], own[column] = own[column], text
    return tuple(flat(t) for t in own), tuple(flat(t) for t in parent)


def same_heading(row: GridRow, keys: frozenset[str]) -> bool:
    """Is the row a repeat of the heading?"""
    own = row.filled()
    if not own or not keys or len(own) < 2:
        return False
    return sum(1 for i in own if len(row.texts[i]) <= LONGEST_HEADING and key(row.texts[i]) in keys) >= max(
        2, 0.7 * len(own)
    )


def heading_keys(heading: Heading, grid: Grid) -> frozenset[str]:
    """Keys of the heading's texts, for finding repeats."""
    return frozenset(key(text) for row in grid.rows[heading.first : heading.last] for text in row.texts if text)


def form_columns(heading: Heading) -> list[int]:
    """Columns headed by a form of mentoring."""
    return [i for i, text in enumerate(heading.own) if text and MENTORING_FORM.match(text)]


def has_own_heading(grid: Grid) -> bool:
    """Do the first rows look like headings of anything at all?"""
    for row in grid.rows[:2]:
        own = row.filled()
        texts = [row.texts[i] for i in own]
        if len(own) < 2 or any(len(text) > LONGEST_HEADING for text in texts) or whole_number(texts[0]):
            continue
        meanings = heading_meanings(texts)
        known = [m for m in meanings if m]
        if meanings[0] == NUMBER or (FOREIGN in known and len(known) >= 2):
            return True
    return False
