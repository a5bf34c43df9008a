"""Tables turned on their side: the first column holds the headings, each further column (or block) one measure."""

from __future__ import annotations

from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.headers import guesses
from roadmap_reader.structure.text import key
from roadmap_reader.structure.vocabulary import DEADLINE, NUMBER, RESPONSIBLE, RESULT, TITLE

LONGEST_LABEL = 60


def upright(grid: Grid) -> Grid:
    """The grid with its headings in the first row; a grid that already has them there is returned as it is."""
    if grid.width < 2 or not grid.rows or not (grid.rows[0].texts[0] and _meaning(grid.rows[0].texts[0])):
        return grid
    labels = [row.texts[0] for row in grid.rows]
    if len(labels) < 3 or not _are_labels(labels):
        return grid
    names: list[str] = []
    for label in labels:
        if label and label not in names:
            names.append(label)
    records = [record for column in range(1, grid.width) for record in _records(grid, column, names)]
    rows = [GridRow(list(names), [1] * len(names), frozenset(), True, place=grid.place), *records]
    return Grid(rows, len(names), grid.place, grid.textual)


def _are_labels(labels: list[str]) -> bool:
    """Do most rows begin with a known heading, a measure's name and a deadline or people among them?"""
    named = [label for label in labels if label]
    known: set[str] = set()
    strange = 0
    for label in named:
        meaning = _meaning(label)
        if meaning:
            known.add(meaning)
            continue
        strange += 1
        if strange * 4 > len(named):
            return False
    return len(known) >= 3 and TITLE in known and (DEADLINE in known or RESPONSIBLE in known)


def _meaning(label: str) -> str | None:
    if len(label) > LONGEST_LABEL:
        return None
    found = guesses(label.rstrip(":"))
    good = bool(found) and found[0][1] >= 8
    return (
        found[0][0]
        if good and found[0][0] in (TITLE, DEADLINE, RESPONSIBLE, RESULT, NUMBER, "document", "note")
        else None
    )


def _records(grid: Grid, column: int, names: list[str]) -> list[GridRow]:
    """One row for each block of labels; a block ends where its first label comes again."""
    made: list[GridRow] = []
    current: dict[str, str] = {}
    opening = key(names[0])
    last = ""
    for row in grid.rows:
        label, text = row.texts[0] or last, row.texts[column]
        if key(label) == opening and row.texts[0] and current:
            made.append(_record(current, names, grid))
            current = {}
        if text and 0 not in row.carried | {-1}:
            current[label] = f"{current[label]}\n{text}" if label in current else text
        last = label
    if current:
        made.append(_record(current, names, grid))
    return made


def _record(values: dict[str, str], names: list[str], grid: Grid) -> GridRow:
    return GridRow([values.get(name, "") for name in names], [1] * len(names), place=grid.place)
