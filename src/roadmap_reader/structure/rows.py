"""One row of a plan's table by the meanings of its columns, and what kind of row it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from roadmap_reader.structure.columns import Layout
from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.headers import is_number_row, same_heading
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.numbering import split_number, split_section_number, whole_number
from roadmap_reader.structure.text import BULLET, flat
from roadmap_reader.structure.vocabulary import (
    BOTH,
    DEADLINE,
    DOCUMENT,
    END,
    FORM,
    GROUP,
    MARK,
    NOTE,
    NOTE_ROW,
    NUMBER,
    OTHER,
    REPORT_TO,
    REPORT_WHEN,
    RESPONSIBLE,
    RESULT,
    SECTION,
    SIGNATURE,
    STAGE,
    START,
    TITLE,
    TOTAL_ROW,
)

DATA = (DEADLINE, START, END, RESULT, DOCUMENT, REPORT_TO, REPORT_WHEN)
BESIDE = (SECTION, GROUP, STAGE, FORM)
SILENT = frozenset({MARK, NOTE, OTHER, NUMBER, TITLE, None})


@dataclass(slots=True)
class RowView:
    """A row with its values named."""

    row: GridRow
    number: str | None = None
    number_text: str = ""
    title: str = ""
    values: dict[str, str] = field(default_factory=dict)
    people: list[tuple[str, str]] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    same_title: bool = False
    wide: str = ""
    filled: int = 0
    opens_part: bool = False
    inner_number: bool = False

    @property
    def has_people(self) -> bool:
        """Does any column of the row name somebody responsible?"""
        return any(text for _, text in self.people)

    @property
    def bare(self) -> bool:
        """A title (or a number and a title) and nothing else."""
        return bool(self.title) and not self.values and not self.has_people

    @property
    def only_deadline(self) -> bool:
        """A title with a deadline at most."""
        return bool(self.title) and not self.has_people and set(self.values) <= {DEADLINE, START, END}

    @property
    def broken(self) -> bool:
        """Does the row stand at the top of a page or after a blank line?"""
        return self.opens_part or self.row.gap


class RowReader:
    """Makes views of rows for one layout."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self.grid = grid
        self.width = layout.width
        self.number = layout.first(NUMBER)
        self.title = layout.first(TITLE)
        self.data = [(m, c) for m in DATA for c in layout.all(m)]
        self.beside = [(m, c) for m in BESIDE for c in layout.all(m)]
        self.people = [(layout.columns[c].heading, c) for c in layout.all(RESPONSIBLE)]
        self.both = layout.first(BOTH)
        self.where = [(c.meaning, c.index) for c in layout.columns if c.meaning]
        self.known = [c.index for c in layout.columns if c.meaning not in SILENT]

    def view(self, row: GridRow) -> RowView:
        """The row with its values named."""
        texts = row.texts
        view = RowView(row)
        own = [i for i, text in enumerate(texts) if text]
        view.filled = len(own)
        view.wide = self._wide(row, own)
        if view.wide:
            return self._wide_view(view)
        self._name(view, row)
        self._values(view, row)
        return view

    def _name(self, view: RowView, row: GridRow) -> None:
        if self.number is not None:
            shared = self.number in row.carried and self.title not in row.carried
            view.number_text = "" if shared else row.texts[self.number]
            view.number = whole_number(view.number_text) or _odd_number(view.number_text)
        if self.title is not None:
            view.title = row.texts[self.title]
            view.same_title = self.title in row.carried
        if view.number is None and not view.number_text and view.title:
            view.number, view.title = split_number(view.title)
            view.inner_number = view.number is not None and self.number is not None

    def _values(self, view: RowView, row: GridRow) -> None:
        texts = row.texts
        for meaning, column in self.data:
            if texts[column]:
                view.values[meaning] = texts[column]
        for meaning, column in self.beside:
            if texts[column]:
                view.beside[meaning] = texts[column]
        for heading, column in self.people:
            view.people.append((heading, self._covering(row, column)))
        if self.both is not None and texts[self.both]:
            _part_both(view, texts[self.both])

    def _covering(self, row: GridRow, column: int) -> str:
        """The cell's text, or that of a merged cell that covers the column from the left."""
        if row.texts[column] or row.spans[column]:
            return row.texts[column]
        for left in range(column - 1, -1, -1):
            if row.spans[left]:
                covers = left + row.spans[left] > column and any(left == c for _, c in self.people)
                return row.texts[left] if covers else ""
        return ""

    def _wide(self, row: GridRow, own: list[int]) -> str:
        """The text of a row that is one merged cell (or a number and one merged cell)."""
        fresh = [i for i in own if i not in row.carried]
        if not fresh or self.width < 2:
            return ""
        rest = (
            fresh[1:]
            if self.number is not None and fresh[0] == self.number and whole_number(row.texts[fresh[0]])
            else fresh
        )
        if len(rest) == 1 and not row.carried:
            column = rest[0]
            text = row.texts[column]
            spans = row.spans[column] >= max(2, (self.width + 1) // 2)
            in_number = self.number == column and column != self.title and not whole_number(text)
            if spans or in_number:
                return text
        return self._repeated(row, rest)

    def _repeated(self, row: GridRow, own: list[int]) -> str:
        """A merged row that some writers print as the same text in every cell."""
        texts = {row.texts[i] for i in own}
        return next(iter(texts)) if len(own) >= 3 and len(texts) == 1 and len(own) >= self.width - 1 else ""

    def _wide_view(self, view: RowView) -> RowView:
        number = whole_number(view.row.texts[self.number]) if self.number is not None else None
        if number:
            view.number, view.title = number, view.wide
        else:
            view.number, view.title = split_section_number(flat(view.wide))
        return view


def skip_reason(view: RowView, keys: frozenset[str]) -> str | None:
    """Why the row is no measure at all («heading», «total», «signature», «blank»), or None."""
    if not view.filled or not any(any(c.isalnum() for c in text) for text in view.row.texts if text):
        return "blank"
    if is_number_row(view.row) and not view.wide and not _is_dense(view):
        return "heading"
    if same_heading(view.row, keys):
        return "heading"
    first = flat(view.wide or view.title or next((t for t in view.row.texts if t), ""))
    leading = flat(next((t for t in view.row.texts if t), ""))
    if TOTAL_ROW.match(first) or TOTAL_ROW.match(leading):
        return "total"
    if NOTE_ROW.match(first) and not view.number:
        return "note"
    if (
        not view.number
        and not view.values
        and view.filled <= 2
        and SIGNATURE.match(" ".join(map(flat, filter(None, view.row.texts))))
    ):
        return "signature"
    return None


def _is_dense(view: RowView) -> bool:
    return bool(view.title) and not view.title.strip(" .").isdigit()


def _part_both(view: RowView, text: str) -> None:
    """A cell of deadline and people: by its lines, else before the first word that names somebody."""
    pieces = [piece.strip() for piece in re.split(r"\n|;\s|,\s(?=[А-ЯЁ])", text) if piece.strip()]
    dated = [piece for piece in pieces if like_deadline(piece)]
    if dated:
        view.values[DEADLINE] = "\n".join(dated)
    people = [piece for piece in pieces if piece not in dated]
    view.people.append(("", "\n".join(people)))


def _odd_number(text: str) -> str | None:
    """«1а», «2.1-2.3», «п. 4»: short and with a figure."""
    return text if text and len(text) <= 9 and text[0].isdigit() and " " not in text else None


def like_point(text: str) -> bool:
    """Does the text begin with a bullet or a dash?"""
    return BULLET.match(text) is not None


def duplicate_columns(grid: Grid) -> list[int]:
    """Columns that repeat their left neighbour in every row (merged cells printed twice)."""
    out = []
    for left, right in pairwise(range(grid.width)):
        pairs = [(r.texts[left], r.texts[right]) for r in grid.rows if r.texts[right]]
        rows = [a == b for a, b in pairs]
        if len(rows) >= 2 and all(rows):
            out.append(right)
    return out


def odd_deadline(view: RowView) -> bool:
    """Is there a text in the deadline column that is nothing like a deadline?"""
    text = view.values.get(DEADLINE)
    return bool(text) and not like_deadline(text or "")
