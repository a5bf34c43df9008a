"""How much of a file is read before the reader refuses: the guard against bombs and endless tables."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import refusals

MEGABYTE = 1024 * 1024

MAX_FILE = 25 * MEGABYTE
MAX_MEMBERS = 20_000
MAX_PART = 72 * MEGABYTE
MAX_SHEET_PART = 400 * MEGABYTE
MAX_ARCHIVE = 1024 * MEGABYTE
MAX_RATIO = 150
MAX_TREE = 400 * MEGABYTE
MAX_PAGES = 300
MAX_ROWS = 50_000
MAX_COLUMNS = 1_000
MAX_CELLS = 400_000
MAX_PARAGRAPHS = 60_000
MAX_CHARACTERS = 8_000_000
MAX_LINE = 200_000
MAX_DEPTH = 60
MAX_BLANK_ROWS = 2_000


@dataclass(slots=True)
class Budget:
    """What one document has used so far; every reader pays here before it keeps anything."""

    rows: int = 0
    cells: int = 0
    paragraphs: int = 0
    characters: int = 0

    def pay_row(self) -> None:
        """Count one table row; refuses a table longer than `MAX_ROWS`."""
        self.rows += 1
        if self.rows > MAX_ROWS:
            raise Unreadable(refusals.TOO_MANY_ROWS)

    def pay_cell(self, text: str) -> None:
        """Count one cell and its text; refuses past `MAX_CELLS` or `MAX_CHARACTERS`."""
        self.cells += 1
        self.characters += len(text)
        if self.cells > MAX_CELLS:
            raise Unreadable(refusals.TOO_MANY_CELLS)
        if self.characters > MAX_CHARACTERS:
            raise Unreadable(refusals.TOO_MUCH_TEXT)

    def pay_paragraph(self, text: str) -> None:
        """Count one paragraph and its text; refuses past `MAX_PARAGRAPHS` or `MAX_CHARACTERS`."""
        self.paragraphs += 1
        self.characters += len(text)
        if self.paragraphs > MAX_PARAGRAPHS:
            raise Unreadable(refusals.TOO_MANY_PARAGRAPHS)
        if self.characters > MAX_CHARACTERS:
            raise Unreadable(refusals.TOO_MUCH_TEXT)
