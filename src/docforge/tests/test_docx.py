from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given

from docforge import docx
from docforge.paper import Heading, Listing, Page, PageBreak, Paragraph, Run, Spacer, runs
from docforge.tests.papers import TRAPS, any_text, full_paper, paper, table
from docforge.text import clean


def read(made):
    return Document(io.BytesIO(docx.render(made)))


@given(any_text, any_text)
def test_any_text_comes_back_from_text_and_table(first, second):
    document = read(paper(Paragraph(runs(first)), table(second, "x")))
    assert document.paragraphs[0].text == clean(first)
    assert document.tables[0].rows[0].cells[0].text == clean(second)


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_typed_is_taken_for_a_command(trap):
    assert read(paper(Paragraph(runs(trap)))).paragraphs[0].text == trap


def test_the_same_paper_gives_the_same_bytes():
    assert docx.render(full_paper()) == docx.render(full_paper())


def test_the_table_has_true_headings_merges_and_unbroken_rows():
    document = read(full_paper(3))
    rows = document.tables[0]._tbl.tr_lst
    repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
    assert repeated == [True, True] + [False] * 6
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert [[cell.grid_span for cell in row.tc_lst] for row in rows[:3]] == [[1, 1, 2], [1, 1, 1, 1], [4]]
    assert [rows[0].tc_lst[0].vMerge, rows[1].tc_lst[0].vMerge] == ["restart", "continue"]
    assert document.paragraphs[-2].style.name == "After Table"


def test_a_long_row_may_be_broken_over_pages():
    rows = read(paper(table("слово " * 2000, "x"))).tables[0]._tbl.tr_lst
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None


def test_properties_language_and_sheet():
    document = read(paper(Heading("Заголовок"), page=Page.LANDSCAPE))
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == ("Проба", "Школа", "ru-RU")
    assert properties.created.date() == dt.date(2026, 9, 1)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert [round(side.mm) for side in (section.left_margin, section.right_margin, section.top_margin)] == [20, 10, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    defaults = document.styles.element.find(f".//{qn('w:lang')}")
    assert defaults.get(qn("w:val")) == "ru-RU"


def test_faces_lists_gaps_and_breaks():
    blocks = (Paragraph((Run("а", bold=True), Run("б", italic=True))), Listing((runs("в"),)), Spacer(5), PageBreak())
    document = read(paper(*blocks))
    first, second, *_ = document.paragraphs
    assert [(run.bold, run.italic) for run in first.runs] == [(True, None), (None, True)]
    assert (second.text, second.style.name) == ("в", "List Bullet")
    assert 'w:type="page"' in document.element.xml


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_opens_it(tmp_path):
    source = tmp_path / "paper.docx"
    source.write_bytes(docx.render(full_paper()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
