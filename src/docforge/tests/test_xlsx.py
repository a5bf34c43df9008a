from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from docforge import xlsx
from docforge.paper import Column, Heading, Listing, Page, PageBreak, Paragraph, Row, Spacer, Table, cell, runs
from docforge.tests.papers import TRAPS, any_text, full_paper, paper, table
from docforge.text import clean


def read(made):
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(made)))
    return [[str(value) for value in row if value != ""] for row in book.get_sheet_by_index(0).to_python()]


def sheet_xml(made):
    with zipfile.ZipFile(io.BytesIO(xlsx.render(made))) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode(), archive.read("xl/workbook.xml").decode()


@given(any_text, any_text)
def test_any_text_comes_back(first, second):
    rows = read(paper(Paragraph(runs("x" + first)), table("y" + second, "z")))
    assert rows == [["x" + clean(first)], ["y" + clean(second), "z"]]


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_typed_is_taken_for_a_formula_a_number_or_a_link(trap):
    made = paper(table(trap, "z"))
    assert read(made) == [[trap, "z"]]
    sheet, _ = sheet_xml(made)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_same_paper_gives_the_same_bytes():
    assert xlsx.render(full_paper()) == xlsx.render(full_paper())


def test_the_sheet_is_ready_for_the_printer():
    sheet, book = sheet_xml(full_paper())
    assert 'fitToHeight="0"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'state="frozen"' in sheet
    assert "_xlnm.Print_Titles" in book
    for merged in ("A12:A13", "B12:B13", "C12:D12", "A14:D14"):
        assert f'<mergeCell ref="{merged}"/>' in sheet


def test_a_tall_top_is_not_frozen():
    made = paper(*(Paragraph(runs("слово " * 100)) for _ in range(4)), table("а", header=(Row((cell("б"),)),)))
    assert 'state="frozen"' not in sheet_xml(made)[0]


def test_tables_of_different_columns_share_one_sheet():
    second = Table((Column(1), Column(2)), (Row((cell("узко"), cell("широко"))),))
    made = paper(Heading("Две таблицы", 2), table("а", "б"), Spacer(3), second, page=Page.LANDSCAPE)
    assert [row for row in read(made) if row] == [["Две таблицы"], ["а", "б"], ["узко", "широко"]]
    assert "Print_Titles" not in sheet_xml(made)[1]


def test_lists_and_breaks():
    made = paper(Listing((runs("раз"),)), PageBreak(), Paragraph(runs("два")))
    assert read(made) == [["– раз"], ["два"]]
    assert "rowBreaks" in sheet_xml(made)[0]


def test_a_text_longer_than_a_cell_is_refused_with_a_sentence():
    with pytest.raises(xlsx.TooLong, match="32 767"):
        xlsx.render(paper(table("а" * 32_768)))
