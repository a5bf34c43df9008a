from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from hypothesis import given, settings

from docforge import pdf
from docforge.paper import Heading, Listing, Page, PageBreak, Paragraph, Spacer, runs
from docforge.tests.papers import TRAPS, any_text, full_paper, paper, table, words


def read(made):
    with pdfplumber.open(io.BytesIO(pdf.render(made))) as document:
        return [page.extract_text() for page in document.pages], [page.extract_tables() for page in document.pages]


def bare(text):
    return re.sub(r"\s", "", text)


@settings(deadline=None, max_examples=25)
@given(words, words)
def test_typed_text_comes_back_from_text_and_table(first, second):
    texts, tables = read(paper(Paragraph(runs(" ".join(first))), table(" ".join(second), "x")))
    assert bare(texts[0]).startswith(bare("".join(first)))
    assert bare(tables[0][0][0][0]) == bare("".join(second))


@settings(deadline=None, max_examples=25)
@given(any_text)
def test_no_text_whatever_stops_the_press(text):
    assert pdf.render(paper(Heading(text), Paragraph(runs(text)), table(text, text))).startswith(b"%PDF")


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_typed_is_taken_for_a_command(trap):
    texts, _ = read(paper(Paragraph(runs(trap))))
    assert bare(texts[0]) == bare(trap)


def test_a_character_without_a_letterform_does_not_lose_the_paper():
    texts, _ = read(paper(Paragraph(runs("до \U0001f600 после"))))
    assert texts[0].startswith("до")
    assert texts[0].endswith("после")


def test_the_same_paper_gives_the_same_bytes_with_a_title_for_reading_aloud():
    made = pdf.render(full_paper())
    assert made == pdf.render(full_paper())
    assert b"pdfuaid" in made


def test_the_heading_of_the_table_and_the_page_number_are_on_every_page_after_the_first():
    texts, tables = read(full_paper(60))
    assert len(texts) > 2
    assert not re.match(r"1\n", texts[0])
    assert [text.split("\n")[0] for text in texts[1:]] == [str(number) for number in range(2, len(texts) + 1)]
    for page in tables:
        assert page[0][0] == ["№", "Мероприятие", "Информирование", None]


def test_rows_are_not_broken_while_they_are_short():
    _, tables = read(full_paper(60))
    cells = [row[1] for page in tables for row in page[0] if row[1] and row[1].startswith("Мероприятие номер")]
    assert len(cells) == 60
    assert all(cell.endswith("положение.") for cell in cells)


def test_only_our_fonts_are_inside():
    with pdfplumber.open(io.BytesIO(pdf.render(full_paper()))) as document:
        fonts = {char["fontname"].split("+")[-1] for page in document.pages for char in page.chars}
    assert fonts == {"PTSerif-Regular", "PTSerif-Bold", "PTSerif-Italic"}


def test_landscape_lists_gaps_and_breaks():
    blocks = (Listing((runs("раз"), runs("два"))), Spacer(5), PageBreak(), Paragraph(runs("три")))
    made = paper(*blocks, page=Page.LANDSCAPE)
    with pdfplumber.open(io.BytesIO(pdf.render(made))) as document:
        assert [round(page.width * 25.4 / 72) for page in document.pages] == [297, 297]
    texts, _ = read(made)
    assert texts == ["– раз\n– два", "2\nтри"]
