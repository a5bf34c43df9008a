"""Where things stand, in the notation of the answer: «Лист1!C5», «table 1 row 5 cell 3», «row 5»."""

from __future__ import annotations

from office_files.layouts import Layout
from office_files.tables import column_letters


class Places:
    """Names the rows, cells and columns of one table; rows and columns count from 0."""

    def __init__(self, layout: Layout) -> None:
        self._sheet = layout.name if layout.sort == "sheet" else None
        self._table = f"table {layout.number} " if layout.sort == "table" else ""

    @property
    def whole(self) -> str:
        """The whole table."""
        return self._sheet if self._sheet is not None else self._table.strip() or "row 1"

    def row(self, row: int) -> str:
        """A row."""
        return f"{self._sheet}!{row + 1}" if self._sheet is not None else f"{self._table}row {row + 1}"

    def cell(self, row: int, column: int) -> str:
        """A cell."""
        if self._sheet is not None:
            return f"{self._sheet}!{column_letters(column)}{row + 1}"
        return f"{self._table}row {row + 1} cell {column + 1}"

    def column(self, column: int, first: int, last: int, *, whole: bool) -> str:
        """A column of the table from its first row to its last; `whole` where it has the sheet for itself."""
        if self._sheet is None:
            return f"{self._table}column {column + 1}"
        letters = column_letters(column)
        return f"{self._sheet}!{letters}" if whole else f"{self._sheet}!{letters}{first + 1}:{letters}{last + 1}"
