"""Which row is the heading and which column means what: by names, by what the organisation said before, by content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from estafeta.core.imports import Column
from russian.folding import search_key

LOOKED_AT = 30
NO_HEADING = -1

_REMEMBERED, _NAMED, _CONTAINED, _LOOKS = 4.0, 3.0, 2.0, 1.0
Rows = Sequence[Sequence[Any]]


def names_of(column: Column) -> frozenset[str]:
    """What the heading of a column may be, folded."""
    return frozenset(search_key(name) for name in (column.title, *column.synonyms))


def heading_of(rows: Rows, columns: Sequence[Column], remembered: Mapping[str, str]) -> int:
    """Return the place of the heading among the first rows.

    It is the row that names most columns; else the first, where a cell contains a name or where its cells do not look
    like values and those below do. `NO_HEADING` where the first row is a row like the others.
    """
    known = frozenset(remembered).union(*(names_of(column) for column in columns))
    found = [sum(search_key(text) in known for text in cells if text) for _, cells in rows[:LOOKED_AT]]
    best = max(found, default=0)
    if best:
        return found.index(best)
    if not rows:
        return NO_HEADING
    first = rows[0][1]
    contained = any(_contained(text, column) for text in first for column in columns)
    return 0 if contained or (_looks(rows[1:LOOKED_AT], columns) and not _looks(rows[:1], columns)) else NO_HEADING


def _looks(rows: Rows, columns: Sequence[Column]) -> bool:
    """Say whether any cell looks like a value of a column that is known by its looks."""
    known = [column.looks for column in columns if column.looks is not None]
    return any(looks(text) for _, cells in rows for text in cells if text for looks in known)


def heads_of(rows: Rows, heading: int) -> list[str]:
    """Return the headings of all columns; one without a heading is «столбец 3»."""
    width = max((len(cells) for _, cells in rows), default=0)
    given = rows[heading][1] if heading >= 0 else []
    return [(given[place] if place < len(given) else "") or f"столбец {place + 1}" for place in range(width)]


def meanings_of(rows: Rows, heading: int, columns: Sequence[Column], remembered: Mapping[str, str]) -> list[str]:
    """Return for each column of the file the key that it feeds, empty where it is not taken.

    `remembered` is what the organisation chose before, {folded heading: key}. A key is fed by the likeliest column
    alone, unless it joins several.
    """
    heads = heads_of(rows, heading)
    cells = _texts_below(rows, heading, len(heads))
    by_key = {column.key: column for column in columns}
    refused = {place for place, head in enumerate(heads) if remembered.get(search_key(head)) == ""}
    scored = sorted(
        (-_score(head, cells[place], column, remembered), place, order, column.key)
        for place, head in enumerate(heads)
        for order, column in enumerate(columns)
    )
    chosen = [""] * len(heads)
    for score, place, _, key in scored:
        wanted = score < 0 and place not in refused and not chosen[place]
        if wanted and (by_key[key].joins or key not in chosen):
            chosen[place] = key
    return chosen


def _texts_below(rows: Rows, heading: int, width: int) -> list[list[str]]:
    """The first texts of each column, those of empty cells left out."""
    below = rows[heading + 1 : heading + 1 + LOOKED_AT]
    return [[row[place] for _, row in below if place < len(row) and row[place]] for place in range(width)]


def _score(head: str, cells: Sequence[str], column: Column, remembered: Mapping[str, str]) -> float:
    if remembered.get(search_key(head)) == column.key:
        return _REMEMBERED
    if search_key(head) in names_of(column):
        return _NAMED
    if _contained(head, column):
        return _CONTAINED
    looks = column.looks
    if looks is not None and cells and sum(map(looks, cells)) > 0.6 * len(cells):
        return _LOOKS
    return 0.0


def _contained(head: str, column: Column) -> bool:
    """«E-mail сотрудника» contains «e-mail»; names shorter than four letters are not looked for inside others."""
    words = f" {search_key(head)} "
    return any(len(name) > 3 and f" {name} " in words for name in names_of(column))
