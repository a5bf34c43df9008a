"""Word tables as grids: horizontal and vertical merges, skipped columns, tables inside cells."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_reader.blocks import Place, Table
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import docx_names as n
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.docx_text import ParagraphReader
from roadmap_reader.formats.grid import Anchor, Grid
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.markup import Element

_OWN_TABLE_COLUMNS = 3
_OWN_TABLE_ROWS = 2


class TableReader:
    """Reads tables in document order. A large table inside a cell follows its host as a table of its own."""

    def __init__(self, paragraphs: ParagraphReader, budget: Budget) -> None:
        self._paragraphs = paragraphs
        self._budget = budget
        self._count = 0
        self._nested: list[Table] = []
        self._depth = 0

    def read(self, element: Element) -> Iterator[Table]:
        """The table, then the large tables found in its cells."""
        self._nested = []
        table = self._grid(element)
        if table is not None:
            yield table
        yield from self._nested

    def _grid(self, element: Element) -> Table | None:
        self._depth += 1
        if self._depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        self._count += 1
        grid = Grid(self._budget, Place(table=self._count))
        open_above: dict[int, Anchor] = {}
        for tr in unwrapped(element, n.TR):
            row = grid.open_row()
            column = 0
            for cell in tr.iterchildren():
                tag = cell.tag
                if tag == n.TC:
                    column = self._cell(grid, open_above, cell, row, column)
                elif tag == n.TRPR:
                    column += _skipped(cell)
                elif tag in n.WRAPPERS:
                    for inner in unwrapped(cell, n.TC):
                        column = self._cell(grid, open_above, inner, row, column)
        self._depth -= 1
        return grid.build()

    def _cell(self, grid: Grid, above: dict[int, Anchor], tc: Element, row: int, column: int) -> int:
        span, merge, swallowed = _spans(tc)
        anchor = above.get(column) if merge == "continue" else None
        if anchor is not None and anchor.row + anchor.rows == row:
            anchor.rows += 1
            return column + anchor.columns
        text, bold = self._text(tc)
        if swallowed and grid.widen_last(row, span):
            return column + span
        anchor = grid.put(Anchor(text, row, column, 1, span, bold))
        if merge is not None:
            above[column] = anchor
        return column + anchor.columns

    def _text(self, tc: Element) -> tuple[str, bool]:
        lines: list[str] = []
        bold = True
        for child in tc.iterchildren():
            tag = child.tag
            if tag == n.P:
                line = self._paragraphs.read(child)
                if line.text:
                    lines.append(line.text)
                    bold = bold and line.bold
            elif tag == n.TBL:
                lines.extend(self._inner_table(child))
                bold = False
            elif tag in n.WRAPPERS:
                text, weight = self._text(child)
                if text:
                    lines.append(text)
                    bold = bold and weight
        return "\n".join(lines), bold and bool(lines)

    def _inner_table(self, element: Element) -> list[str]:
        at = len(self._nested)
        table = self._grid(element)
        if table is None:
            return []
        if table.width >= _OWN_TABLE_COLUMNS and table.height >= _OWN_TABLE_ROWS:
            self._nested.insert(at, table)
            return []
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell.text)
        return ["\t".join(texts) for _, texts in sorted(rows.items())]


def unwrapped(container: Element, name: str, depth: int = 0) -> Iterator[Element]:
    """Children of that name, also inside content controls and accepted insertions."""
    if depth > limits.MAX_DEPTH:
        raise Unreadable(refusals.XML_DEEP)
    for child in container.iterchildren():
        tag = child.tag
        if tag == name:
            yield child
        elif tag in n.WRAPPERS:
            yield from unwrapped(child, name, depth + 1)


def _skipped(properties: Element) -> int:
    for element in properties.iterchildren(n.GRID_BEFORE):
        return _whole(element.get(n.VAL), 0)
    return 0


def _spans(tc: Element) -> tuple[int, str | None, bool]:
    """Columns covered, the vertical merge («restart», «continue» or None), swallowed by the cell to the left."""
    span, merge, swallowed = 1, None, False
    for properties in tc.iterchildren(n.TCPR):
        for element in properties.iterchildren(n.GRIDSPAN, n.VMERGE, n.HMERGE):
            tag = element.tag
            value = element.get(n.VAL)
            if tag == n.GRIDSPAN:
                span = _whole(value, 1)
            elif tag == n.VMERGE:
                merge = "restart" if value == "restart" else "continue"
            else:
                swallowed = value != "restart"
    return span, merge, swallowed


def _whole(value: str | None, default: int) -> int:
    return min(int(value), limits.MAX_COLUMNS) if value and value.isdecimal() and len(value) < 9 else default
