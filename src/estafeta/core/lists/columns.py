"""Columns of a list and how their values are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from russian.dates import day_words, moment_words
from russian.figures import figure


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` takes a row and gives what Excel gets; `template` draws the cell from `row` and `value`.

    One that is not `usual` is seen by those who have chosen it, where the list lets them choose.
    """

    key: str
    title: str
    value: Callable[[Any], Any]
    sort: tuple[str, ...] = ()
    url: Callable[[Any], str] | None = None
    template: str = ""
    css: str = ""
    width: int = 20
    printed: bool = True
    exported: bool = True
    listed: bool = True
    usual: bool = True

    @property
    def classes(self) -> str:
        """The classes of the cells."""
        return " ".join(part for part in (self.css, "" if self.printed else "unprinted") if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a page."""

    column: Column
    row: Any
    value: Any
    text: str
    url: str

    @property
    def classes(self) -> str:
        """The classes of the cell; an empty one leaves the card of a phone."""
        empty = "" if self.text or self.column.template else "is-empty"
        return " ".join(part for part in (self.column.classes, empty) if part)


def cells_of(row: Any, columns: tuple[Column, ...], today: dt.date) -> list[Cell]:
    """Return the cells of a row in the order of the columns; what is not listed is for files alone."""
    return [cell_of(row, column, today) for column in columns if column.listed]


def cell_of(row: Any, column: Column, today: dt.date) -> Cell:
    """Return one cell."""
    value = column.value(row)
    return Cell(column, row, value, words(value, today), column.url(row) if column.url else "")


def words(value: Any, today: dt.date) -> str:
    """Write a value as a person reads it: dates in words, «да» and «нет», nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, dt.datetime):
        return moment_words(timezone.localtime(value) if timezone.is_aware(value) else value, today)
    if isinstance(value, dt.date):
        return day_words(value, today)
    if isinstance(value, int | float):
        return figure(value)
    return str(value)
