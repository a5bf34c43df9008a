"""A book as it is read: sheets that give their rows one after another, cells with a value and its number format."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from office_files.limits import MAX_BLANK_ROWS
from office_files.sheets.number_formats import GENERAL

Raw = str | float | bool | dt.date | dt.time
"""A value as the file keeps it: of an Excel book a date may still be the number of a day."""


class SheetCell(NamedTuple):
    """A cell that is not empty. `column` counts from 0; `text` is what the program printed, where the file tells."""

    column: int
    value: Raw
    code: str = GENERAL
    bold: bool = False
    text: str | None = None


class SheetRow(NamedTuple):
    """A row with at least one cell. `row` counts from 0."""

    row: int
    cells: list[SheetCell]


class Range(NamedTuple):
    """Merged cells, first and last included, counted from 0."""

    row: int
    column: int
    last_row: int
    last_column: int


class Sheet(ABC):
    """One sheet, read once from top to bottom. What stands beside the cells is complete after the last row.

    `hidden_rows` are numbers from 1 of rows with cells; `formulas` counts formulas without a stored result; `errors`
    are places, counted from 0, of cells that say «#Н/Д» and the like instead of a value. Reading ends after
    `most_blank` rows without cells, which a reader may set before it begins.
    """

    def __init__(self, name: str, *, hidden: bool) -> None:
        self.name = name
        self.hidden = hidden
        self.merges: list[Range] = []
        self.hidden_rows: list[int] = []
        self.formulas = 0
        self.errors: list[tuple[int, int]] = []
        self.most_blank = MAX_BLANK_ROWS

    @abstractmethod
    def rows(self) -> Iterator[SheetRow]:
        """Rows with cells, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Book:
    """`kind`: xlsx, xlsb, xls or ods. Sheets without cells, such as charts, are left out."""

    kind: str
    sheets: Sequence[Sheet]
    macros: bool = False
