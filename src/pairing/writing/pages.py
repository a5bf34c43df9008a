"""Sheets that a curator can print: A4, a frozen header, widths and heights by content, Russian numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import EIO
from pathlib import Path
from typing import Any

Cell = str | int | float | None
NARROW, NAMES, WIDE = 9, 24, 46
"""The least and the greatest width of a column, in letters; names in a table of many columns get less."""
LOOKED = 300
"""So many rows decide the width of a column."""
LINE, TALLEST = 15, 400
"""The height of a line of text and of the tallest row that a spreadsheet shows, in points."""
A4 = 9
"""The number of the paper in a spreadsheet."""
CROWDED = 6
"""From so many columns on the first one stays in sight, too."""


@contextmanager
def new_book(path: Path, *, many: bool = False) -> Iterator[Any]:
    """Give a new book whose bytes depend on its cells alone; `many` rows are written in constant memory.

    Raises OSError when it cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": many, "strings_to_formulas": False, "strings_to_urls": False}
    )
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": "Подбор наставников", "created": moment})
    yield book
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(EIO, str(error), str(path)) from error


class Pages:
    """Writes the sheets of one book in one look: its formats are made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        line = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#D5DBE5"}
        self.bold = book.add_format(
            {"bold": True, "bg_color": "#E8EEF7", "border": 1, "border_color": "#9FB2CE", **line, "bottom": 1}
        )
        self.text = book.add_format(line)
        self.whole = book.add_format({**line, "num_format": "#,##0", "align": "center"})
        self.tenth = book.add_format({**line, "num_format": "#,##0.0"})

    def table(
        self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], *, widest: int = WIDE, bars: int = -1
    ) -> Any:
        """Write a sheet with a table; return the sheet. A table without rows has no sheet.

        The column `bars` shows its numbers, 0…100, as bars behind the figures.
        """
        rows = list(rows)
        if not rows:
            return None
        sheet = self.book.add_worksheet(name)
        self._page(sheet, len(heads))
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        names = NAMES if len(heads) >= CROWDED else WIDE
        looked = rows[:LOOKED]
        widths = [_width(head, [row[place] for row in looked], names, widest) for place, head in enumerate(heads)]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_row(0, _height(heads, [width - 2 for width in widths]))
        sheet.write_row(0, 0, heads, self.bold)
        for line, row in enumerate(rows, 1):
            sheet.set_row(line, _height(row, widths))
            for place, cell in enumerate(row):
                self._write(sheet, line, place, cell)
        if bars >= 0:
            look = {"type": "data_bar", "bar_color": "#B9CCE8", "bar_solid": True, "min_type": "num", "max_type": "num"}
            sheet.conditional_format(1, bars, len(rows), bars, {**look, "min_value": 0, "max_value": 100})
        return sheet

    def _page(self, sheet: Any, columns: int) -> None:
        """Set what a printer and a screen need to know."""
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&RСтраница &P из &N")
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, int(columns >= CROWDED))

    def _write(self, sheet: Any, line: int, place: int, cell: Cell) -> None:
        """Write a cell as what it is; nobody has to guess it from the text."""
        if isinstance(cell, str) and cell:
            sheet.write_string(line, place, cell, self.text)
        elif cell is None or isinstance(cell, str):
            sheet.write_blank(line, place, None, self.text)
        else:
            sheet.write_number(line, place, cell, self.tenth if isinstance(cell, float) else self.whole)


def _width(head: str, cells: Sequence[Cell], names: int, widest: int) -> int:
    """Return the width of a column: room for its longest cell within bounds, and for each word of its head.

    Cells shorter than WIDE are names: they get at most `names`, sentences get `widest`.
    """
    word = max(map(len, head.split())) + 4
    longest = max(len(str(cell or "")) for cell in cells) + 2
    return min(widest if longest > WIDE else names, max(NARROW, word, longest, len(head) // 2))


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return the height of a row whose texts wrap: words leave about a tenth of a line empty."""
    lines = 1
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and len(cell) > width - 2:
            lines = max(lines, -(-len(cell) * 10 // (width * 9)))
    return min(TALLEST, LINE * lines + 1)
