from __future__ import annotations

import datetime as dt

from hypothesis import given
from lxml import etree

from docforge.measure import lines_of
from docforge.paper import Approval, Paper, Run
from docforge.tests.papers import any_text, words
from docforge.text import clean
from docforge.words import approval_lines


@given(any_text)
def test_what_is_left_fits_xml_and_cleaning_twice_changes_nothing(text):
    once = clean(text)
    etree.Element("a").text = once
    assert clean(once) == once
    assert Run(text).text == once


def test_line_breaks_of_all_sorts_become_one():
    assert clean("а\r\nб\rв\x0bг\u2028д\tе\x00") == "а\nб\nв\nг\nд е"


def test_a_paper_without_a_title_still_has_one():
    assert Paper(" \n", ()).title == "Документ"


@given(words)
def test_a_text_takes_at_least_one_line_and_no_fewer_in_a_narrow_column(parts):
    text = " ".join(parts)
    assert 1 <= lines_of(text, 100, 11) <= lines_of(text, 20, 11)


def test_the_approval_block_leaves_room_for_what_is_not_known():
    known = Approval(post="Директор", organisation="Школа", name="О. В. Соколова", date=dt.date(2026, 8, 6))
    assert approval_lines(known) == (
        "УТВЕРЖДАЮ",
        "Директор",
        "Школа",
        "______________ О. В. Соколова",
        "«06» августа 2026 г.",
    )
    assert approval_lines(Approval()) == ("УТВЕРЖДАЮ", "______________", "«___» ______________ 20___ г.")
    assert approval_lines(Approval("УТВЕРЖДЕНА", lines=("приказом № 1",))) == ("УТВЕРЖДЕНА", "приказом № 1")
