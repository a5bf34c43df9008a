"""What a file says before anybody asks what it means: paragraphs and tables, each with its place.

Every format reader in `formats/` turns bytes into one `Document`; everything in `structure/`
reads only `Document` and never knows the format it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """Where in the file a value stands. All counts start at 1; None where it has no meaning."""

    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """«лист «План», таблица 1, строка 5, столбец 2» — only the parts that are known."""
        parts = [
            ("стр.", self.page),
            ("лист", f"«{self.sheet}»" if self.sheet else None),
            ("таблица", self.table),
            ("строка", self.row),
            ("столбец", self.column),
            ("абзац", self.line),
        ]
        return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


class Cell(NamedTuple):
    """One anchor cell of a table: merged cells appear once, at their top left corner.

    `row` and `column` are 0-based grid coordinates; `rows` and `columns` are spans (≥ 1).
    `text` keeps paragraphs and line breaks as "\\n"; automatic numbers and bullets of a word
    processor are rendered into the text («1.2. …», «• …»).
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bold: bool = False
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of `height` × `width` positions; `cells` in reading order, anchors only."""

    cells: tuple[Cell, ...]
    height: int
    width: int
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph outside tables. `level` is a heading level (1…9) or None."""

    text: str
    bold: bool = False
    centred: bool = False
    level: int | None = None
    place: Place = Place()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a careful reader would check. `severity`: "low", "medium" or "high"."""

    where: str
    what: str
    severity: str = "medium"


@dataclass(frozen=True, slots=True)
class Document:
    """The whole file in reading order. `kind` is the detected format («docx», «pdf», …)."""

    kind: str
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = field(default=())
