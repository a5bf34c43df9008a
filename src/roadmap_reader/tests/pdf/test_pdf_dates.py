from __future__ import annotations

import pytest

from roadmap_reader.pdf.cells import mend_dates


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("до 10.09.202 5", "до 10.09.2025"),
        ("до 10.09.202\n5", "до 10.09.2025"),
        ("01.10- 15.10.20 25", "01.10- 15.10.2025"),
        ("30.0\n5.2026", "30.05.2026"),
        ("до 10.09.2025 5 человек", "до 10.09.2025 5 человек"),
        ("1.2. 2025 год", "1.2. 2025 год"),
        ("10.09.25 10.10.25", "10.09.25 10.10.25"),
    ],
)
def test_dates_cut_by_a_narrow_cell_are_whole_again(cut, whole):
    assert mend_dates(cut) == whole
