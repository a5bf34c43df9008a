"""How much of a file is read before it is refused: the guard against bombs and endless tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from office_files import refusals
from office_files.errors import Unreadable

MEGABYTE = 1024 * 1024

MAX_SHEET_PART = 400 * MEGABYTE
MAX_RATIO = 150
MAX_TREE = 400 * MEGABYTE
MAX_COLUMNS = 1_000
MAX_PARAGRAPHS = 60_000
MAX_LINE = 200_000
MAX_DEPTH = 60
MAX_BLANK_ROWS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one file may hold. `file`, `unpacked` and `part` (a member of a package) are bytes.

    `rows`, `cells` and `characters` are counted over all tables of the file, `characters` over its text as well.
    """

    file: int
    members: int = 20_000
    unpacked: int
    part: int
    rows: int = 50_000
    cells: int = 400_000
    characters: int = 8_000_000


DOCUMENT = Bounds(file=25 * MEGABYTE, unpacked=1024 * MEGABYTE, part=72 * MEGABYTE)
"""A document that is read in a child process with bounded memory (`office_files.sandbox`)."""

TABLE = Bounds(
    file=25 * MEGABYTE,
    members=2_000,
    unpacked=200 * MEGABYTE,
    part=40 * MEGABYTE,
    cells=1_500_000,
    characters=40_000_000,
)
"""A list of people or things that a server reads in its own process."""


@dataclass(slots=True)
class Budget:
    """What one file has used so far; every reader pays here before it keeps anything."""

    bounds: Bounds = DOCUMENT
    rows: int = 0
    cells: int = 0
    paragraphs: int = 0
    characters: int = 0

    def pay_row(self) -> None:
        """Count one table row; refuses a row too many."""
        self.rows += 1
        if self.rows > self.bounds.rows:
            raise Unreadable(refusals.too_many_rows(self.bounds.rows))

    def pay_cell(self, text: str) -> None:
        """Count one cell and its text; refuses a cell or a character too many."""
        self.cells += 1
        self.characters += len(text)
        if self.cells > self.bounds.cells:
            raise Unreadable(refusals.TOO_MANY_CELLS)
        if self.characters > self.bounds.characters:
            raise Unreadable(refusals.TOO_MUCH_TEXT)

    def pay_cells(self, texts: Sequence[str]) -> None:
        """Count the cells of a row and their texts at once."""
        self.cells += len(texts) - 1
        self.pay_cell("".join(texts))

    def pay_paragraph(self, text: str) -> None:
        """Count one paragraph and its text; refuses past `MAX_PARAGRAPHS` or a character too many."""
        self.paragraphs += 1
        self.characters += len(text)
        if self.paragraphs > MAX_PARAGRAPHS:
            raise Unreadable(refusals.TOO_MANY_PARAGRAPHS)
        if self.characters > self.bounds.characters:
            raise Unreadable(refusals.TOO_MUCH_TEXT)
