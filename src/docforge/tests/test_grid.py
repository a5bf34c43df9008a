from __future__ import annotations

import pytest

from docforge.grid import spread
from docforge.paper import Column, Row, Table, cell


def test_cells_slide_past_what_a_cell_above_covers():
    table = Table(
        (Column(1), Column(1), Column(1)),
        (Row((cell("а", rowspan=2), cell("б", colspan=2))), Row((cell("в"), cell("г")))),
    )
    places = [(item.cell.content[0].runs[0].text, item.row, item.column) for row in table.placed_rows() for item in row]
    assert places == [("а", 0, 0), ("б", 0, 1), ("в", 1, 1), ("г", 1, 2)]
    assert [[begins for _, begins in row] for row in spread(table.placed_rows())] == [[True, True], [False, True, True]]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ((Row((cell("а"),)),), "does not fill"),
        ((Row((cell("а"), cell("б"), cell("в"))),), "sticks out"),
        ((Row((cell("а", rowspan=2), cell("б"))),), "sticks out"),
        ((Row((cell("а", colspan=0), cell("б"))),), "covers nothing"),
        ((Row((cell("а"), cell("б", rowspan=2))), Row((cell("в", colspan=2),))), "covers another"),
    ],
)
def test_a_table_that_does_not_fit_its_grid_is_refused(rows, says):
    with pytest.raises(ValueError, match=says):
        Table((Column(1), Column(1)), rows)


def test_a_column_without_width_is_refused():
    with pytest.raises(ValueError, match="share"):
        Table((Column(0),), ())


def test_widths_follow_the_shares():
    assert Table((Column(1), Column(3)), ()).widths_mm(180) == (45, 135)
