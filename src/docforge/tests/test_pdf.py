from __future__ import annotations

import io
import re

import pdfplumber
import pytest
from hypothesis import given, settings

from docforge import pdf
from docforge.paper import Column, Heading, Listing, Page, PageBreak, Paragraph, Row, Spacer, Table, cell, runs
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


def test_hyphens_are_told_from_those_of_broken_words():
    narrow = Table(
        (Column(1), Column(9)),
        (Row((cell("профессионально-ориентированное"), cell("2026-2027 учебный год, по-русски"))),),
    )
    _, tables = read(paper(narrow))
    assert tables[0][0][0][1] == "2026-2027 учебный год, по-русски"
    assert "\xad\n" in tables[0][0][0][0]


def test_words_are_broken_only_where_they_do_not_fit():
    _, tables = read(
        paper(table("Осуществление персонифицированного учёта участников", "до 25.09.2026 (при необходимости)"))
    )
    assert not any("\xad" in text or "-\n" in text for text in tables[0][0][0])


def test_a_number_stays_with_its_sign_and_a_dash_with_the_word_before():
    texts, _ = read(paper(table(*("слово " * count + "№ 7 – это В. И. Петров и пар/групп" for count in range(1, 5)))))
    lines = texts[0].split("\n")
    assert not any(line.startswith(("–", "7", "Петров")) for line in lines)


def test_rows_over_many_pages_and_bands_at_the_end_do_not_stop_the_press():
    band = Row((cell("слово " * 300, colspan=2),), band=True)
    long = Row((cell("слово " * 3000), cell("а")))
    tall = (Row((cell("б", rowspan=2), cell("слово " * 900))), Row((cell("слово " * 900),)))
    made = paper(Table((Column(1), Column(1)), (band, band, long, band, *tall, band, band)), page=Page.LANDSCAPE)
    assert len(read(made)[0]) > 3
