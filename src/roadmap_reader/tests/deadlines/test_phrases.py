import json
import os
from pathlib import Path

import pytest

from roadmap_reader.deadlines import Context, deadline_to_json, read_deadline
from roadmap_reader.tests.deadlines.table import Row, rows

SHARED = Path(os.environ.get("ESTAFETA_SHARED") or Path(__file__).parents[5] / "shared")
EXAMPLES = SHARED / "reader" / "deadlines_dev.tsv"
COMPARED = ("kind", "dates", "start", "end", "rrule", "conditional")


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.phrase} [{row.context}]")
def test_phrase_is_read_as_the_convention_says(row: Row):
    read = read_deadline(row.phrase, Context.parse(row.context))
    rule = read.rrule if (read.rrule or "").startswith(("FREQ=DAILY", "FREQ=WEEKLY")) else ""
    found = (read.kind, read.dates, read.start, read.end, rule, read.conditional)
    assert found == (row.kind, row.dates, row.start, row.end, row.rule, row.conditional)


def test_table_covers_every_kind():
    kinds = {row.kind for row in rows()}
    assert kinds == {"date", "month", "range", "period", "recurring", "ongoing", "event", "relative", "unspecified"}


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the shared examples are not beside this checkout")
def test_shared_examples_are_exact():
    wrong = []
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines()[1:]:
        phrase, context, expected = line.split("\t")[:3]
        read = deadline_to_json(read_deadline(phrase, Context.parse(context)))
        want = json.loads(expected)
        if any(read[key] != want[key] for key in COMPARED):
            wrong.append(phrase)
    assert wrong == []
