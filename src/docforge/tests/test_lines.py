from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pdfplumber
import pypdfium2
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from docforge import docx, html, pdf, xlsx
from docforge.paper import Heading, Line, Page, PageBreak, Paragraph, runs
from docforge.tests.papers import TRAPS, any_text, paper, table, words
from docforge.text import clean

TWO_SHEETS = (Paragraph(runs("Приказ")), PageBreak(Page.LANDSCAPE), Heading("Приложение"), table("а", "б"))
MANY_SHEETS = (
    *TWO_SHEETS,
    PageBreak(Page.LANDSCAPE),
    Paragraph(runs("Ещё лист так же")),
    PageBreak(Page.PORTRAIT),
    Paragraph(runs("Снова прямо")),
    PageBreak(),
    Paragraph(runs("И ещё")),
)
UPRIGHT, LYING = (595, 842), (842, 595)


def opened(*blocks, page=Page.PORTRAIT):
    return Document(io.BytesIO(docx.render(paper(*blocks, page=page))))


def sizes(content):
    document = pypdfium2.PdfDocument(content)
    found = [tuple(round(side) for side in document[place].get_size()) for place in range(len(document))]
    document.close()
    return found


def sheet_rows(made):
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.render(made)))
    return [[str(value) for value in row if value != ""] for row in book.get_sheet_by_index(0).to_python()]


def test_a_line_in_word_is_held_by_two_stops_of_the_width_of_the_text():
    (line,) = opened(Line("01.09.2026", "г. Заречный", "№ 41-од")).paragraphs
    assert line.text == "01.09.2026\tг. Заречный\t№ 41-од"
    stops = [(stop.alignment, round(stop.position.mm)) for stop in line.paragraph_format.tab_stops]
    assert stops == [(WD_TAB_ALIGNMENT.CENTER, 90), (WD_TAB_ALIGNMENT.RIGHT, 180)]
    assert line.paragraph_format.first_line_indent == 0


def test_a_line_on_a_lying_sheet_is_as_long_as_that_sheet():
    lines = opened(PageBreak(Page.LANDSCAPE), Line("а", "б", "в")).paragraphs
    assert [round(stop.position.mm) for stop in lines[-1].paragraph_format.tab_stops] == [134, 267]


@given(any_text, any_text, any_text)
def test_any_text_of_a_line_comes_back_from_word(left, centre, right):
    (line,) = opened(Line(left, centre, right)).paragraphs
    assert line.text == "\t".join(map(clean, (left, centre, right)))


def test_a_line_in_pdf_reaches_from_margin_to_margin():
    with pdfplumber.open(io.BytesIO(pdf.render(paper(Line("слева", "посередине", "справа"))))) as document:
        found = {word["text"]: word for word in document.pages[0].extract_words()}
    assert found["слева"]["x0"] == pytest.approx(20 / 25.4 * 72, abs=1)
    assert found["справа"]["x1"] == pytest.approx(595.3 - 10 / 25.4 * 72, abs=1)
    middle = (found["посередине"]["x0"] + found["посередине"]["x1"]) / 2
    assert middle == pytest.approx((20 + 90) / 25.4 * 72, abs=2)
    assert len({round(word["top"]) for word in found.values()}) == 1


@settings(deadline=None, max_examples=15)
@given(words, words)
def test_words_of_a_line_come_back_from_pdf(left, right):
    with pdfplumber.open(io.BytesIO(pdf.render(paper(Line(right=" ".join(right), left=" ".join(left)))))) as document:
        text = document.pages[0].extract_text()
    assert sorted("".join(text.split())) == sorted("".join((*left, *right)))


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_in_a_line_is_taken_for_a_command(trap):
    made = paper(Line(trap, centre=trap))
    assert sheet_rows(made) == [[f"{trap}    {trap}"]]
    with pdfplumber.open(io.BytesIO(pdf.render(made))) as document:
        text = document.pages[0].extract_text()
    assert sorted("".join(text.split())) == sorted("".join((trap + trap).split()))


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (Line("01.09.2026", "г. Заречный", "№ 41-од"), ["01.09.2026    г. Заречный    № 41-од"]),
        (Line("01.09.2026", right="№ 41-од"), ["01.09.2026    № 41-од"]),
    ],
)
def test_a_line_in_excel_is_one_row(line, row):
    assert sheet_rows(paper(line, table("а", "б"))) == [row, ["а", "б"]]


def test_an_empty_line_in_excel_leaves_its_row_empty():
    assert sheet_rows(paper(Paragraph(runs("над")), Line(), table("а", "б"))) == [["над"], [], ["а", "б"]]


def test_every_new_sheet_is_remembered_by_excel():
    with zipfile.ZipFile(io.BytesIO(xlsx.render(paper(*MANY_SHEETS)))) as archive:
        written = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'rowBreaks count="4"' in written


def test_a_sheet_that_lies_is_a_section_of_its_own_in_word():
    document = opened(*TWO_SHEETS)
    assert [section.orientation for section in document.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    widths = [(round(section.page_width.mm), round(section.page_height.mm)) for section in document.sections]
    assert widths == [(210, 297), (297, 210)]


def test_sections_are_made_only_where_the_sheet_turns():
    document = opened(*MANY_SHEETS)
    turns = [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [section.orientation for section in document.sections] == turns
    same = opened(Paragraph(runs("а")), PageBreak(Page.PORTRAIT), Paragraph(runs("б"))).sections
    assert [section.orientation for section in same] == [WD_ORIENT.PORTRAIT]


def test_the_first_page_alone_goes_without_a_number():
    sections = opened(*MANY_SHEETS).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]


def test_a_paper_that_lies_from_the_start_turns_upright():
    document = opened(table("а", "б"), PageBreak(Page.PORTRAIT), Paragraph(runs("б")), page=Page.LANDSCAPE)
    assert [section.orientation for section in document.sections] == [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


def test_sheets_of_a_pdf_lie_as_they_are_asked():
    assert sizes(pdf.render(paper(*TWO_SHEETS))) == [UPRIGHT, LYING]
    assert sizes(pdf.render(paper(*MANY_SHEETS))) == [UPRIGHT, LYING, LYING, UPRIGHT, UPRIGHT]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_lays_the_sheets_of_the_word_file_the_same_way(tmp_path):
    source = tmp_path / "paper.docx"
    source.write_bytes(docx.render(paper(*MANY_SHEETS)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    assert sizes((tmp_path / "paper.pdf").read_bytes()) == [UPRIGHT, LYING, LYING, UPRIGHT, UPRIGHT]


def test_a_table_on_a_lying_sheet_takes_its_width():
    tables = opened(table("а", "б"), PageBreak(Page.LANDSCAPE), table("а", "б")).tables
    first, second = (sum(column.width.mm for column in one.columns) for one in tables)
    assert (round(first), round(second)) == (180, 267)
    with pdfplumber.open(io.BytesIO(pdf.render(paper(*TWO_SHEETS)))) as document:
        (found,) = document.pages[1].find_tables()
    assert (found.bbox[2] - found.bbox[0]) / 72 * 25.4 == pytest.approx(267, abs=1)


def test_a_paragraph_knows_its_right_edge_and_its_size():
    small, usual = opened(Paragraph(runs("мелко"), right_mm=80, size_pt=10), Paragraph(runs("обычно"))).paragraphs
    assert small.paragraph_format.right_indent == pytest.approx(Mm(80), abs=Mm(1) // 2)
    assert small.runs[0].font.size == Pt(10)
    assert not usual.paragraph_format.right_indent
    assert usual.runs[0].font.size is None


def test_a_narrow_small_paragraph_in_pdf_is_narrow_and_small():
    text = "слово " * 30
    blocks = (Paragraph(runs(text), right_mm=80, size_pt=10), Paragraph(runs(text)))
    with pdfplumber.open(io.BytesIO(pdf.render(paper(*blocks)))) as document:
        found = document.pages[0].extract_words(extra_attrs=["size"])
    small = [word for word in found if round(word["size"]) == 10]
    usual = [word for word in found if round(word["size"]) == 12]
    assert len(small) == len(usual) == 30
    assert max(word["x1"] for word in small) <= (210 - 10 - 80) / 25.4 * 72 + 1
    assert max(word["x1"] for word in usual) > (210 - 10 - 80) / 25.4 * 72 + 1


def test_on_the_screen_a_line_has_three_parts_and_marks_of_its_look():
    assert html.render(paper(Line("а", "б", "в"))) == (
        '<p class="sheet__line"><span>а</span><span>б</span><span>в</span></p>'
    )
    made = html.render(paper(Paragraph(runs("т"), right_mm=80, size_pt=10, left_mm=90, first_line_mm=12.5)))
    for mark in ("first", "aside", "narrow", "small", "justify"):
        assert f"sheet__text--{mark}" in made
