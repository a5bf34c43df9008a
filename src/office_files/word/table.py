"""Word tables as grids: horizontal and vertical merges, skipped columns, tables inside cells."""

from __future__ import annotations

from collections.abc import Callable

from office_files import limits, refusals
from office_files.blocks import Place, Table
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.limits import Budget
from office_files.markup import Element
from office_files.word import names as n
from office_files.word.text import LineCollector

_OWN_TABLE_COLUMNS = 3
_OWN_TABLE_ROWS = 2


class TableReader:
    """Reads tables in document order. A large table inside a cell follows its host as a table of its own."""

    def __init__(self, lines: LineCollector, budget: Budget) -> None:
        self._lines = lines
        self._budget = budget
        self._count = 0
        self._depth = 0
        self.nested: list[Table] = []

    def read(self, element: Element) -> tuple[list[Table], int]:
        """The table and the large ones found in its cells, and how many elements of `TAGS` they hold."""
        self.nested = []
        table, events = self.grid(element)
        return ([table] if table is not None else []) + self.nested, events

    def grid(self, element: Element) -> tuple[Table | None, int]:
        """One table, and how many elements of `TAGS` it holds, itself included."""
        self._depth += 1
        if self._depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        self._count += 1
        walk = _TableWalk(self, self._lines.twin(), Grid(self._budget, Place(table=self._count)))
        found = walk.run(element)
        self._depth -= 1
        return found


class _TableWalk:
    """The state of one table while its elements go by."""

    def __init__(self, reader: TableReader, lines: LineCollector, grid: Grid) -> None:
        self._reader = reader
        self._lines = lines
        self._grid = grid
        self._above: dict[int, Anchor] = {}
        self._row = -1
        self._column = 0
        self._in_cell = False
        self._span = 1
        self._merge: str | None = None
        self._swallowed = False
        self._skip = 0
        self._handlers: dict[object, Callable[[Element], None]] = lines.handlers | {
            n.TR: self._begin_row,
            n.TC: self._begin_cell,
            n.TBL: self._inner_table,
            n.GRIDSPAN: self._set_span,
            n.VMERGE: self._set_merge,
            n.HMERGE: self._set_swallowed,
            n.GRID_BEFORE: self._skip_columns,
        }

    def run(self, element: Element) -> tuple[Table | None, int]:
        """Walk the table; rows, cells and paragraphs end where the next ones begin."""
        handlers = self._handlers
        events = 0
        for child in element.iter(*n.TAGS):
            events += 1
            if self._skip:
                self._skip -= 1
            elif events > 1:
                handlers[child.tag](child)
        self._end_cell()
        return self._grid.build(), events

    def _begin_row(self, _: Element) -> None:
        self._end_cell()
        self._row = self._grid.open_row()
        self._column = 0

    def _begin_cell(self, _: Element) -> None:
        if self._in_cell:
            self._end_cell()
        self._in_cell = True

    def _end_cell(self) -> None:
        if not self._in_cell:
            return
        self._in_cell = False
        collector = self._lines
        collector.finish()
        lines = collector.lines
        if len(lines) == 1:
            text, bold, _, _ = lines[0]
        else:
            kept = [line for line in lines if line[0]]
            text, bold = "\n".join(line[0] for line in kept), bool(kept) and all(line[1] for line in kept)
        collector.lines = []
        if self._span == 1 and self._merge is None and not self._swallowed:
            self._grid.put(Anchor(text, self._row, self._column, 1, 1, bold))
            self._column += 1
        else:
            self._put_merged(text, bold)

    def _put_merged(self, text: str, bold: bool) -> None:
        row, column, span, merge = self._row, self._column, self._span, self._merge
        swallowed = self._swallowed
        self._span, self._merge, self._swallowed = 1, None, False
        anchor = self._above.get(column) if merge == "continue" else None
        if anchor is not None and anchor.row + anchor.rows == row:
            anchor.rows += 1
            self._column += anchor.columns
            return
        self._column += span
        if swallowed and self._grid.widen_last(row, span):
            return
        anchor = self._grid.put(Anchor(text, row, column, 1, span, bold))
        if merge is not None:
            self._above[column] = anchor

    def _inner_table(self, element: Element) -> None:
        self._lines.finish()
        at = len(self._reader.nested)
        table, events = self._reader.grid(element)
        self._skip = events - 1
        if table is None:
            return
        if table.width >= _OWN_TABLE_COLUMNS and table.height >= _OWN_TABLE_ROWS:
            self._reader.nested.insert(at, table)
            return
        rows: dict[int, list[str]] = {}
        for cell in table.cells:
            if cell.text:
                rows.setdefault(cell.row, []).append(cell.text)
        self._lines.lines.extend(("\t".join(texts), False, False, None) for _, texts in sorted(rows.items()))

    def _set_span(self, element: Element) -> None:
        self._span = max(1, _whole(element.get(n.VAL), 1))

    def _set_merge(self, element: Element) -> None:
        self._merge = "restart" if element.get(n.VAL) == "restart" else "continue"

    def _set_swallowed(self, element: Element) -> None:
        self._swallowed = element.get(n.VAL) != "restart"

    def _skip_columns(self, element: Element) -> None:
        self._column += _whole(element.get(n.VAL), 0)


def _whole(value: str | None, default: int) -> int:
    return min(int(value), limits.MAX_COLUMNS) if value and value.isdecimal() and len(value) < 9 else default
