"""What each column of a plan means: by its heading first, by its cells where the heading is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.headers import Heading, guesses
from roadmap_reader.structure.looks import like_deadline, like_document, like_people
from roadmap_reader.structure.numbering import whole_number
from roadmap_reader.structure.vocabulary import (
    BOTH,
    DEADLINE,
    DOCUMENT,
    END,
    FOREIGN,
    GROUP,
    MONTH,
    NUMBER,
    OTHER,
    RESPONSIBLE,
    RESULT,
    SECTION,
    START,
    TITLE,
    UNIQUE,
)

SAMPLE = 60
SURE = 8.0


@dataclass(frozen=True, slots=True)
class ColumnOverrides:
    """A person's own meanings of columns: (ordinal of the plan's table from 0, column index) → meaning or None."""

    meanings: Mapping[tuple[int, int], str | None] = field(default_factory=dict)

    def of_table(self, ordinal: int) -> dict[int, str | None]:
        """The overrides of one table by column."""
        return {column: meaning for (table, column), meaning in self.meanings.items() if table == ordinal}


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column: its heading (and the merged one above), its meaning and how sure that is (0…1)."""

    index: int
    heading: str
    parent: str
    meaning: str | None
    confidence: float
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a plan's table."""

    columns: tuple[ColumnPlan, ...]

    def all(self, meaning: str) -> list[int]:
        """Indexes of all columns of a meaning, from left to right."""
        return [c.index for c in self.columns if c.meaning == meaning]

    def first(self, meaning: str) -> int | None:
        """The leftmost column of a meaning."""
        return next((c.index for c in self.columns if c.meaning == meaning), None)

    def has(self, *meanings: str) -> bool:
        """Is there a column of any of the meanings?"""
        return any(c.meaning in meanings for c in self.columns)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)


@dataclass(slots=True)
class Content:
    """Shares of cells of each look in one column."""

    filled: int = 0
    numbers: float = 0.0
    deadlines: float = 0.0
    people: float = 0.0
    documents: float = 0.0
    length: float = 0.0
    distinct: float = 0.0


def contents(rows: list[GridRow], width: int) -> list[Content]:
    """The look of each column, from a sample of rows."""
    step = max(1, len(rows) // SAMPLE)
    sample = rows[::step]
    out = []
    for column in range(width):
        texts = [row.texts[column] for row in sample if row.texts[column]]
        n = len(texts)
        if not n:
            out.append(Content())
            continue
        out.append(
            Content(
                n,
                sum(1 for t in texts if whole_number(t)) / n,
                sum(1 for t in texts if like_deadline(t)) / n,
                sum(1 for t in texts if like_people(t)) / n,
                sum(1 for t in texts if like_document(t)) / n,
                sum(len(t) for t in texts) / n,
                len(set(texts)) / n,
            )
        )
    return out


def read_layout(grid: Grid, heading: Heading | None, overrides: dict[int, str | None] | None = None) -> Layout:
    """The meanings of a grid's columns."""
    own = heading.own if heading else ("",) * grid.width
    parent = heading.parent if heading else ("",) * grid.width
    wishes = [list(guesses(own[i], parent[i])) if own[i] or parent[i] else [] for i in range(grid.width)]
    fixed = overrides or {}
    chosen: dict[int, tuple[str | None, float, bool]] = {i: (m, 1.0, False) for i, m in fixed.items() if i < grid.width}
    _combined(wishes, chosen)
    _by_heading(wishes, chosen)
    body = grid.rows[heading.last :] if heading else grid.rows
    _finer_title(body, wishes, chosen)
    _by_content(body, grid.width, own, chosen)
    columns = []
    for i in range(grid.width):
        meaning, confidence, guessed = chosen.get(i, (None, 0.0, False))
        columns.append(ColumnPlan(i, own[i], parent[i], meaning, confidence, guessed))
    return Layout(tuple(columns))


def _combined(wishes: list[list[tuple[str, float]]], chosen: dict[int, tuple[str | None, float, bool]]) -> None:
    """«Сроки, ответственные» in one heading, where neither has a column of its own."""
    both = [i for i, wish in enumerate(wishes) if {DEADLINE, RESPONSIBLE} <= {m for m, w in wish if w >= 10}]
    tops = {wish[0][0] for i, wish in enumerate(wishes) if wish and i not in both}
    if len(both) == 1 and not tops & {DEADLINE, RESPONSIBLE, START} and both[0] not in chosen:
        chosen[both[0]] = (BOTH, 0.9, False)


def _by_heading(wishes: list[list[tuple[str, float]]], chosen: dict[int, tuple[str | None, float, bool]]) -> None:
    """The heaviest wish first; a meaning that stands once goes to the heaviest heading."""
    taken = {meaning for meaning, _, _ in chosen.values() if meaning in UNIQUE or meaning == BOTH}
    queue = sorted(((w, -i, m) for i, wish in enumerate(wishes) for m, w in wish if i not in chosen), reverse=True)
    for weight, negative, meaning in queue:
        column = -negative
        if meaning in (DEADLINE, RESPONSIBLE) and BOTH in taken:
            continue
        if column in chosen or (meaning in taken and meaning in UNIQUE) or weight < 4:
            continue
        if meaning == DEADLINE and any(m == DEADLINE for m, _, _ in chosen.values()):
            chosen[column] = (OTHER, 0.5, False)
            continue
        chosen[column] = (meaning, min(1.0, weight / 15), False)
        taken.add(meaning)


def _finer_title(
    body: list[GridRow], wishes: list[list[tuple[str, float]]], chosen: dict[int, tuple[str | None, float, bool]]
) -> None:
    """«Мероприятия» merged over several rows of «Содержание деятельности» is the group of those."""
    column = next((i for i, (meaning, _, _) in chosen.items() if meaning == TITLE), None)
    if column is None or column + 1 >= len(wishes) or column + 1 in chosen:
        return
    if TITLE not in {meaning for meaning, weight in wishes[column + 1] if weight >= 8}:
        return
    own = [row for row in body if row.texts[column + 1] and column + 1 not in row.carried]
    merged = sum(1 for row in own if column in row.carried)
    if merged and len(own) * 5 >= len(body) * 4 and GROUP not in {meaning for meaning, _, _ in chosen.values()}:
        chosen[column + 1] = chosen[column]
        chosen[column] = (GROUP, 0.8, False)


def _by_content(
    body: list[GridRow], width: int, own: tuple[str, ...], chosen: dict[int, tuple[str | None, float, bool]]
) -> None:
    """Columns without an understood heading are told by their cells."""
    meanings = {m for m, _, _ in chosen.values()}
    missing = [i for i in range(width) if i not in chosen]
    if not missing or MONTH in meanings or FOREIGN in meanings:
        _need_title(body, width, chosen, meanings)
        return
    looks = contents(body, width)
    strangers = [i for i in missing if looks[i].filled]
    for column in strangers:
        meaning = _look_of(looks[column], meanings, column)
        if meaning:
            chosen[column] = (meaning, 0.5, True)
            meanings.add(meaning)
    _need_title(body, width, chosen, meanings)
    _result_after(strangers, looks, own, chosen, meanings)


def _look_of(look: Content, meanings: set[str | None], column: int) -> str | None:
    if NUMBER not in meanings and look.numbers >= 0.5 and column <= 1:
        return NUMBER
    if DEADLINE not in meanings and START not in meanings and look.deadlines >= 0.5:
        return DEADLINE
    if (
        RESPONSIBLE not in meanings
        and look.people >= 0.5
        and look.length < 150
        and (look.distinct < 0.9 or look.length < 60)
    ):
        return RESPONSIBLE
    return None


def _need_title(
    body: list[GridRow], width: int, chosen: dict[int, tuple[str | None, float, bool]], meanings: set[str | None]
) -> None:
    """Without a title column: the section column serves, else the longest unknown text."""
    if TITLE in meanings or FOREIGN in meanings:
        return
    looks = contents(body, width)
    free = [i for i in range(width) if i not in chosen or chosen[i][0] is None]
    best = max(free, key=lambda i: (looks[i].length * (1.0 if looks[i].distinct > 0.5 else 0.3), -i), default=None)
    sections = [i for i in range(width) if chosen.get(i, (None,))[0] == SECTION]
    if sections and (best is None or looks[best].length < 12):
        best = sections[-1]
    if best is not None and (looks[best].length >= 8 or best in sections):
        chosen[best] = (TITLE, 0.5, True)
        meanings.add(TITLE)


def _result_after(
    strangers: list[int],
    looks: list[Content],
    own: tuple[str, ...],
    chosen: dict[int, tuple[str | None, float, bool]],
    meanings: set[str | None],
) -> None:
    """A long text left over beside measures is their result, a short one its document."""
    for column in strangers:
        if column in chosen or own[column]:
            continue
        if RESULT not in meanings and looks[column].length >= 6:
            chosen[column] = (RESULT, 0.4, True)
            meanings.add(RESULT)
        elif DOCUMENT not in meanings and looks[column].documents >= 0.5:
            chosen[column] = (DOCUMENT, 0.4, True)
            meanings.add(DOCUMENT)


def adapt_layout(grid: Grid, layout: Layout) -> Layout:
    """The layout of the plan for a later part of its table, whose columns may have shifted."""
    if grid.width == layout.width:
        return layout
    looks = contents(grid.rows, grid.width)
    wanted = [c for c in layout.columns if c.meaning]
    pairs = _align(looks, wanted)
    columns = []
    for i in range(grid.width):
        plan = pairs.get(i)
        columns.append(
            ColumnPlan(i, plan.heading, plan.parent, plan.meaning, 0.5, True)
            if plan
            else ColumnPlan(i, "", "", None, 0.0, True)
        )
    return Layout(tuple(columns))


def _align(looks: list[Content], wanted: list[ColumnPlan]) -> dict[int, ColumnPlan]:
    """The best order-keeping pairing of columns with known meanings."""
    n, m = len(looks), len(wanted)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            match = _likeness(looks[i], wanted[j].meaning) + best[i + 1][j + 1]
            best[i][j] = max(match, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, ColumnPlan] = {}
    i = j = 0
    while i < n and j < m:
        match = _likeness(looks[i], wanted[j].meaning) + best[i + 1][j + 1]
        if match >= best[i + 1][j] and match >= best[i][j + 1]:
            pairs[i] = wanted[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(look: Content, meaning: str | None) -> float:
    if not look.filled:
        return -0.2
    scores = {
        NUMBER: look.numbers,
        DEADLINE: look.deadlines,
        START: look.deadlines,
        END: look.deadlines,
        "report_when": look.deadlines,
        RESPONSIBLE: look.people,
        "report_to": look.people,
        DOCUMENT: max(look.documents, 0.2 if look.length < 60 else 0.0) - 0.5 * look.people - 0.5 * look.deadlines,
        TITLE: min(look.length / 60, 1.0) - look.numbers - look.deadlines,
        RESULT: min(look.length / 60, 1.0) - look.numbers - look.deadlines,
    }
    return scores.get(meaning or "", 0.1) + 0.02 * min(look.filled, 10)
