"""Titles in our own words: what they were tuned on, and a third that never was."""

import pytest

from roadmap_reader.kinds import classify, load_catalogue
from roadmap_reader.tests.kinds.tables import rows

TUNED = ("titles_dev", "titles_second", "titles_third", "titles_fourth")


def measured(name):
    """Shares of titles with the right first kind and with exactly the right kinds."""
    first = exact = 0
    table = rows(name)
    for codes, title in table:
        wanted, found = codes.split(","), [guess.code for guess in classify(title)]
        first += found[0] == wanted[0]
        exact += set(found) == set(wanted)
    return first / len(table), exact / len(table)


@pytest.mark.parametrize("name", TUNED)
def test_titles_tuned_on_stay_right(name):
    first, exact = measured(name)
    assert (first >= 0.97, exact >= 0.95) == (True, True), (first, exact)


def test_titles_held_out_are_nine_in_ten_right():
    first, exact = measured("titles_heldout")
    assert (first >= 0.95, exact >= 0.9) == (True, True), (first, exact)


def test_titles_are_many_and_cover_every_kind():
    table = [row for name in (*TUNED, "titles_heldout") for row in rows(name)]
    titles = [title for _, title in table]
    assert len(titles) == len(set(titles)) >= 1300
    assert {code for codes, _ in table for code in codes.split(",")} == set(load_catalogue())


def test_held_out_titles_are_a_third_of_the_first_list():
    assert len(rows("titles_heldout")) * 3 == pytest.approx(len(rows("titles_heldout") + rows("titles_dev")), abs=2)
