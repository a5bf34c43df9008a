"""Tables and lines as the rest of the package sees them, whatever the file was."""

from __future__ import annotations

from dataclasses import dataclass, field

from office_files.blocks import Paragraph, Place, Table
from roadmap_reader.structure.text import clean, flat, is_upper

NO_PLACE = Place()


@dataclass(slots=True)
class Line:
    """One line outside tables. `gap`: a blank line stands before it. `raw` keeps tabs and leading spaces."""

    text: str
    raw: str
    bold: bool = False
    centred: bool = False
    level: int | None = None
    gap: bool = False
    place: Place = NO_PLACE

    @property
    def strong(self) -> bool:
        """Is it printed so as to stand out?"""
        return self.bold or self.level is not None or is_upper(self.text)


@dataclass(slots=True)
class GridRow:
    """One row: cleaned text by column; `spans` > 0 at cells that begin here; `carried`: merged from above."""

    texts: list[str]
    spans: list[int]
    carried: frozenset[int] = frozenset()
    bold: bool = False
    gap: bool = False
    place: Place = NO_PLACE
    places: dict[int, Place] = field(default_factory=dict)

    def filled(self) -> list[int]:
        """Columns that hold text of this row's own."""
        carried = self.carried
        return [i for i, text in enumerate(self.texts) if text and i not in carried]


@dataclass(slots=True)
class Grid:
    """A table of equal rows. `textual`: guessed from text, so spans mean nothing."""

    rows: list[GridRow]
    width: int
    place: Place = NO_PLACE
    textual: bool = False


Item = Line | Grid


def grid_of_table(table: Table) -> Grid:
    """A block's table with vertical merges carried down."""
    width = max(table.width, 1)
    rows = [GridRow([""] * width, [0] * width) for _ in range(table.height)]
    carried: dict[int, set[int]] = {}
    boldness = [[0, 0] for _ in range(table.height)]
    for cell in table.cells:
        if not (0 <= cell.row < table.height and 0 <= cell.column < width):
            continue
        text = clean(cell.text)
        row = rows[cell.row]
        row.texts[cell.column] = text
        row.spans[cell.column] = cell.columns
        row.places[cell.column] = cell.place
        if text:
            boldness[cell.row][cell.bold] += 1
        for below in range(cell.row + 1, min(cell.row + cell.rows, table.height)):
            rows[below].texts[cell.column] = text
            rows[below].spans[cell.column] = cell.columns
            rows[below].places[cell.column] = cell.place
            carried.setdefault(below, set()).add(cell.column)
    for index, row in enumerate(rows):
        plain, bold = boldness[index]
        row.bold = bold > 0 and plain == 0
        row.carried = frozenset(carried.get(index, ()))
        row.place = next(iter(row.places.values()), table.place)
    return _narrowed(Grid(rows, width, table.place))


def _narrowed(grid: Grid) -> Grid:
    """The grid without columns in which no cell begins (left over by merged cells)."""
    used = [False] * grid.width
    for row in grid.rows:
        for column, span in enumerate(row.spans):
            if span or row.texts[column]:
                used[column] = True
    keep = [i for i, flag in enumerate(used) if flag]
    if len(keep) == grid.width or not keep:
        return grid
    moved = {old: new for new, old in enumerate(keep)}
    for row in grid.rows:
        spans = [sum(1 for k in keep if i <= k < i + max(1, row.spans[i])) if row.spans[i] else 0 for i in keep]
        row.texts = [row.texts[i] for i in keep]
        row.spans = spans
        row.carried = frozenset(moved[i] for i in row.carried if i in moved)
        row.places = {moved[i]: place for i, place in row.places.items() if i in moved}
    return Grid(grid.rows, len(keep), grid.place, grid.textual)


def grid_of_texts(rows: list[tuple[list[str], Line]], textual: bool = True) -> Grid:
    """A grid from cells split out of lines; every row is as wide as the widest."""
    width = max(len(cells) for cells, _ in rows)
    made = []
    for cells, line in rows:
        texts = [clean(cell) for cell in cells] + [""] * (width - len(cells))
        marked = [c.strip() for c in cells if c.strip()]
        bold = bool(marked) and all(c.startswith(("**", "<b>", "<strong>", "__")) for c in marked)
        made.append(GridRow(texts, [1] * width, frozenset(), bold or line.bold, line.gap, line.place))
    return _narrowed(Grid(made, width, rows[0][1].place, textual))


def lines_of(paragraph: Paragraph, gap: bool) -> list[Line]:
    """A paragraph as its printed lines."""
    raw_lines = paragraph.text.replace("\r\n", "\n").replace("\v", "\n").split("\n")
    out = []
    for index, raw in enumerate(raw_lines):
        text = flat(clean(raw))
        if not text:
            gap = gap or index > 0
            continue
        stripped = raw.strip()
        bold = paragraph.bold or stripped.startswith(("**", "<b>", "<strong>"))
        out.append(Line(text, raw, bold, paragraph.centred, paragraph.level, gap, paragraph.place))
        gap = False
    return out
