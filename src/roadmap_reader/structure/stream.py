"""The document in reading order as lines and grids; table-like text is turned into grids here."""

from __future__ import annotations

from office_files.blocks import Document, Paragraph, Table
from roadmap_reader.structure.cards import upright
from roadmap_reader.structure.cell_lines import grids_of_cell_lines
from roadmap_reader.structure.flat_rows import grids_of_flat_rows
from roadmap_reader.structure.grid import Grid, Item, Line, grid_of_table, lines_of
from roadmap_reader.structure.text_tables import grids_of_columns, grids_of_pipes, grids_of_tabs


def read_stream(document: Document) -> list[Item]:
    """Lines and grids of the document."""
    items: list[Item] = []
    run: list[Line] = []
    gap, last_line = True, None
    for block in document.blocks:
        if isinstance(block, Table):
            items.extend(tables_in(run))
            run = []
            if block.height and block.cells:
                items.append(upright(grid_of_table(block)))
            gap, last_line = True, None
            continue
        gap = gap or _jumped(block, last_line)
        last_line = block.place.line
        made = lines_of(block, gap)
        run.extend(made)
        gap = not made
    items.extend(tables_in(run))
    return items


def _jumped(block: Paragraph, last_line: int | None) -> bool:
    """Were blank lines left out between this paragraph and the one before?"""
    line = block.place.line
    return line is not None and last_line is not None and line > last_line + 1


def tables_in(run: list[Line]) -> list[Item]:
    """Lines with every kind of table-like text among them made a grid."""
    items: list[Item] = list(run)
    for finder in (grids_of_pipes, grids_of_tabs, grids_of_cell_lines, grids_of_columns, grids_of_flat_rows):
        out: list[Item] = []
        pending: list[Line] = []
        for item in items:
            if isinstance(item, Grid):
                out.extend(finder(pending))
                out.append(item)
                pending = []
            else:
                pending.append(item)
        out.extend(finder(pending))
        items = out
    return items
