"""What a paper is: blocks from top to bottom, nothing about any file format.

All lengths are millimetres, all sizes points. Texts are cleaned of characters that no format can hold when they
enter (`docforge.text.clean`); everything else a person typed comes out literally.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from xml.etree import ElementTree

from docforge import gost
from docforge.grid import Placement, place
from docforge.text import clean


class Align(StrEnum):
    """How lines stand between the margins."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Page(StrEnum):
    """Which way the sheet is turned; `sheet` gives its sides and margins."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"

    @property
    def sheet(self) -> gost.Sheet:
        """The sides of the sheet and the room between its margins."""
        return gost.LANDSCAPE if self is Page.LANDSCAPE else gost.PORTRAIT


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face; a newline in it starts a new line of the same paragraph."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


Runs = tuple[Run, ...]


def runs(text: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """Return the text as one run."""
    return (Run(text, bold=bold, italic=italic),)


def plain(pieces: Runs) -> str:
    """Return the text of the runs without their faces."""
    return "".join(run.text for run in pieces)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text or of a cell. `keep_with_next` holds it on the page of what follows.

    `size_pt` None: as the text of the paper; in a cell the table decides about the size.
    """

    runs: Runs
    align: Align = Align.JUSTIFY
    first_line_mm: float = 0.0
    left_mm: float = 0.0
    right_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    keep_with_next: bool = False
    size_pt: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line with something at its left, in its middle and at its right: date, place, number."""

    left: str = ""
    centre: str = ""
    right: str = ""

    def __post_init__(self) -> None:
        for part in ("left", "centre", "right"):
            object.__setattr__(self, part, clean(getattr(self, part)))


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with dashes, in the text or in a cell."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the paper (level 1, centred) or of a part of it (level 2)."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Approval:
    """The block in the upper right corner: «УТВЕРЖДАЮ», post, organisation, line for the signature with name, date.

    An empty name or date leaves room to write it by hand; `lines` replace all of that where the words of the
    block are known as a whole («УТВЕРЖДЕНА приказом … от … № …»).
    """

    word: str = "УТВЕРЖДАЮ"
    post: str = ""
    organisation: str = ""
    name: str = ""
    date: dt.date | None = None
    lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for part in ("word", "post", "organisation", "name"):
            object.__setattr__(self, part, clean(getattr(self, part)))
        object.__setattr__(self, "lines", tuple(clean(line) for line in self.lines))


@dataclass(frozen=True, slots=True)
class Signature:
    """Post on the left, a line to sign on, the name on the right."""

    post: str
    name: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "post", clean(self.post))
        object.__setattr__(self, "name", clean(self.name))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures under the text, one under another, never torn from each other."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its share of the width of the text, and how its cells are set unless they say otherwise."""

    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table over `colspan` columns and `rowspan` rows. `align` None: as its column says."""

    content: tuple[Paragraph | Listing, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None
    middle: bool = False


def cell(text: str, *, bold: bool = False, colspan: int = 1, rowspan: int = 1, align: Align | None = None) -> Cell:
    """Return a cell with one paragraph, or an empty one for an empty text."""
    content = (Paragraph(runs(text, bold=bold), align=align or Align.LEFT),) if text else ()
    return Cell(content, colspan=colspan, rowspan=rowspan, align=align)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells from left to right without the places that a cell above spans.

    `band` marks a sub-heading across the table: it is never left alone at the foot of a page.
    """

    cells: tuple[Cell, ...]
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. The rows of `header` are repeated on every page it runs over.

    Raises ValueError where the cells do not fill the grid exactly.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header: tuple[Row, ...] = ()
    size_pt: float = 11.0

    def __post_init__(self) -> None:
        if not self.columns or min(column.share for column in self.columns) <= 0:
            raise ValueError("every column needs a share of the width")
        self.placed_header()
        self.placed_rows()

    def placed_header(self) -> tuple[tuple[Placement[Cell], ...], ...]:
        """Return the rows of the heading with every cell at its place."""
        return place(len(self.columns), [row.cells for row in self.header])

    def placed_rows(self) -> tuple[tuple[Placement[Cell], ...], ...]:
        """Return the rows of the body with every cell at its place, counted from the first row of the body."""
        return place(len(self.columns), [row.cells for row in self.rows])

    def widths_mm(self, total_mm: float) -> tuple[float, ...]:
        """Divide a width among the columns by their shares."""
        whole = sum(column.share for column in self.columns)
        return tuple(total_mm * column.share / whole for column in self.columns)

    def align_of(self, placed: Placement[Cell]) -> Align:
        """How a cell is set: as it says itself, else as its column says."""
        return placed.cell.align or self.columns[placed.column].align


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty room between two blocks, so many millimetres high."""

    height_mm: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in SVG with literal colours, drawn by our own code (`charts`), in the middle of the line.

    `words` are read aloud instead of it, `caption` is printed below. Raises ValueError for what is no SVG with a
    view box, and without words.
    """

    svg: str
    words: str
    caption: str = ""
    width_mm: float = 120.0
    height_mm: float = field(init=False)

    def __post_init__(self) -> None:
        for part in ("words", "caption"):
            object.__setattr__(self, part, clean(getattr(self, part)))
        try:
            box = ElementTree.fromstring(self.svg).attrib["viewBox"].split()
        except (ElementTree.ParseError, KeyError) as error:
            raise ValueError("a figure is an SVG with a view box") from error
        if not self.words.strip():
            raise ValueError("a figure needs words for those who cannot see it")
        object.__setattr__(self, "height_mm", self.width_mm * float(box[3]) / float(box[2]))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new sheet, which lies as the last one unless `page` says otherwise."""

    page: Page | None = None


Block = Paragraph | Line | Listing | Heading | Approval | Signatures | Table | Spacer | PageBreak | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `title` is what the file calls itself (it is not printed); `made_on` stands in its properties."""

    title: str
    blocks: tuple[Block, ...]
    page: Page = Page.PORTRAIT
    author: str = ""
    made_on: dt.date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean(self.title).replace("\n", " ").strip() or "Документ")
        object.__setattr__(self, "author", clean(self.author).replace("\n", " ").strip())
