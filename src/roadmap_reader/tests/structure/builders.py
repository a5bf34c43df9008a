"""Small documents for tests: paragraphs and tables with merged cells, in a few words."""

from __future__ import annotations

from dataclasses import dataclass

from office_files.blocks import Block, Cell, Document, Paragraph, Place, Table
from roadmap_reader.structure import interpret, roadmaps_to_json


@dataclass(frozen=True)
class M:
    """A merged (or bold) cell."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False


def table(*rows: list[str | M]) -> Table:
    """A table; cells covered by a merged one are left out of their rows, as in Word."""
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for given in row:
            one = given if isinstance(given, M) else M(given)
            while (r, column) in covered:
                column += 1
            covered.update((r + i, column + j) for i in range(one.rows) for j in range(one.columns))
            place = Place(table=1, row=r + 1, column=column + 1)
            cells.append(Cell(one.text, r, column, one.rows, one.columns, one.bold, place))
            column += one.columns
        width = max(width, column)
    return Table(tuple(cells), len(rows), width, Place(table=1))


def para(text: str, **keys: object) -> Paragraph:
    """A paragraph."""
    return Paragraph(text, **keys)  # type: ignore[arg-type]


def lines(text: str) -> list[Paragraph]:
    """Paragraphs of a text file with their line numbers; blank lines are left out."""
    return [Paragraph(line, place=Place(line=n)) for n, line in enumerate(text.split("\n"), 1) if line.strip(" ")]


def document(*blocks: Block, kind: str = "docx") -> Document:
    """A document."""
    return Document(kind, tuple(blocks))


def read(*blocks: Block) -> dict:
    """The JSON of everything read."""
    return roadmaps_to_json(interpret(document(*blocks)))


def read_text(text: str) -> dict:
    """The JSON of a text file."""
    return read(*lines(text))


def rows_of(form: dict) -> list[tuple]:
    """(section title, number, title, deadline, responsible, result) of every measure."""
    return [
        (s["title"], m["number"], m["title"], m["deadline_text"], m["responsible"], m["result"])
        for s in form["sections"]
        for m in s["measures"]
    ]
