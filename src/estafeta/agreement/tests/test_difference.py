from __future__ import annotations

import copy

from hypothesis import given
from hypothesis import strategies as st

from estafeta.agreement.difference import difference, pieces, words_of

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
MEASURE = st.fixed_dictionaries(
    {
        "number": TEXT,
        "title": TEXT,
        "items": st.lists(TEXT, max_size=2),
        "deadline": TEXT,
        "responsible": TEXT,
        "result": TEXT,
        "document": TEXT,
        "reporting": TEXT,
        "dues": st.just([[None, "2026-09-30"]]),
        "depth": st.just(0),
    }
)


@st.composite
def editions(draw) -> dict:
    rows = draw(st.lists(MEASURE, max_size=5))
    for key, row in enumerate(rows):
        row["key"] = str(key)
    section = {"key": "1", "number": "1", "title": "Раздел", "stage": None, "deadline": "", "measures": rows}
    return {"title": draw(TEXT), "starts": "2026-09-01", "ends": "2027-05-31", "sections": [section]}


@given(editions())
def test_edition_does_not_differ_from_itself(edition):
    assert not difference(edition, copy.deepcopy(edition))


@given(editions(), editions())
def test_what_is_added_one_way_is_removed_the_other(old, new):
    def keys(found, sort):
        return [row.key for row in found.rows if row.sort == sort]

    there, back = difference(old, new), difference(new, old)
    assert keys(there, "added") == keys(back, "removed")
    assert sorted(keys(there, "changed")) == sorted(keys(back, "changed"))


@given(TEXT, TEXT)
def test_pieces_hold_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.sort != "in") == before
    assert "".join(piece.text for piece in found if piece.sort != "out") == after


def test_days_are_read_as_people_write_them():
    assert words_of([[None, "2026-09-30"], ["2026-10-01", "2026-10-15"], [None, None]]) == (
        "30.09.2026; 01.10.2026 – 15.10.2026; без даты"
    )
