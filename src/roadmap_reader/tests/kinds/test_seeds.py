"""The founding roadmaps, read as files: the kinds of each row, given by hand, by its place in reading order."""

import os
from pathlib import Path

import pytest

from roadmap_reader import read_roadmaps
from roadmap_reader.tests.kinds.tables import rows

SHARED = Path(os.environ.get("ESTAFETA_SHARED") or Path(__file__).parents[5] / "shared")
SEEDS = sorted((SHARED / "seeds").glob("*.txt"))


@pytest.mark.skipif(not SEEDS, reason="the founding documents are not beside the checkout")
@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_seed_rows_have_their_kinds(seed):
    path = next(path for path in SEEDS if path.name.startswith(seed))
    (plan,) = read_roadmaps(path)
    found = [",".join(guess.code for guess in row.kinds) for section in plan.sections for row in section.measures]
    assert found == [codes for name, _, codes in rows("seed_rows") if name == seed]
