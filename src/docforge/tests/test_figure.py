"""A drawing in a paper: in the PDF as lines, in Word and Excel as a picture, on the page as an image of its own."""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile

import pdfplumber
import pytest
from lxml import etree

from docforge import docx, html, pdf, xlsx
from docforge.drawing import DOTS_PER_INCH, png
from docforge.paper import Figure, Page, PageBreak, Paragraph, runs
from docforge.tests.papers import paper

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><title>Ответы</title>'
    '<rect x="0" y="0" width="150" height="40" fill="#0b6b4d"/>'
    '<text x="4" y="80" font-size="12" font-family="PT Sans" fill="#1d211e">Восьмой класс</text></svg>'
)
FIGURE = Figure(SVG, "Ответили 31 из 40", "Рисунок 1. Ответы", width_mm=100)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def test_height_keeps_the_shape():
    assert FIGURE.height_mm == 50


@pytest.mark.parametrize("wrong", ["", "<svg", "<svg/>", "не рисунок"])
def test_what_is_no_drawing_is_refused(wrong):
    with pytest.raises(ValueError, match="view box"):
        Figure(wrong, "слова")


def test_a_drawing_without_words_is_refused():
    with pytest.raises(ValueError, match="words"):
        Figure(SVG, " \n")


def test_the_pdf_holds_it_as_lines_with_its_letters_and_reads_it_aloud():
    made = pdf.render(paper(FIGURE))
    assert b"pdfuaid" in made, "the strict standard accepts it: it has words"
    with pdfplumber.open(io.BytesIO(made)) as document:
        page = document.pages[0]
        assert "Восьмой класс" in page.extract_text()
        assert "Рисунок 1. Ответы" in page.extract_text()
        assert page.images == []
        bar = max(page.rects, key=lambda rect: rect["width"])
        assert bar["width"] == pytest.approx(75 / 25.4 * 72, abs=1)
        assert {font.partition("+")[2].lower() for font in {char["fontname"] for char in page.chars}} == {
            "ptsans-regular",
            "ptserif-regular",
        }


def test_equal_papers_with_drawings_give_equal_bytes():
    for press in (pdf, docx):
        assert press.render(paper(FIGURE)) == press.render(paper(FIGURE))


def test_the_picture_has_the_asked_size():
    width, height = struct.unpack(">II", png(FIGURE)[16:24])
    assert width == pytest.approx(100 / 25.4 * DOTS_PER_INCH, abs=1)
    assert height == pytest.approx(width / 2, abs=1)


def test_word_shows_each_picture_at_its_place_with_its_words():
    second = Figure(SVG, "Вторая", width_mm=400)
    made = docx.render(paper(FIGURE, Paragraph(runs("между")), PageBreak(Page.LANDSCAPE), second))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {row.get("Id"): row.get("Target") for row in relations}
        shown = [targets[blip.get(f"{R}embed")] for blip in body.iter(f"{A}blip")]
        assert shown == ["media/figure1.png", "media/figure2.png"]
        assert package.read("word/media/figure1.png") == png(FIGURE)
        assert [node.get("descr") for node in body.iter(f"{WP}docPr")] == ["Ответили 31 из 40", "Вторая"]
        widths = [int(node.get("cx")) / 36_000 for node in body.iter(f"{WP}extent")]
    assert widths[0] == pytest.approx(100)
    assert widths[1] == pytest.approx(297 - 30 - 10, abs=10), "no wider than the text"


def test_a_paper_without_drawings_has_no_media():
    with zipfile.ZipFile(io.BytesIO(docx.render(paper(Paragraph(runs("слова")))))) as package:
        assert [name for name in package.namelist() if "media" in name] == []


def test_excel_gets_the_picture_and_goes_on_below_it():
    made = xlsx.render(paper(FIGURE, Paragraph(runs("ниже"))))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.read("xl/media/image1.png") == png(FIGURE)
        drawing = package.read("xl/drawings/drawing1.xml").decode()
        bottom = int(re.findall(r"<xdr:row>(\d+)</xdr:row>", drawing)[1])
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        rows = [int(number) for number in re.findall(r'<row r="(\d+)"', sheet)]
    assert 'descr="Ответили 31 из 40"' in drawing
    assert bottom + 1 <= max(rows) - 1, "the picture ends above its caption"


def test_the_page_shows_it_as_an_image_that_cannot_reach_the_page():
    made = html.render(paper(Figure(SVG, 'слова "в кавычках"', "<b>под</b>")))
    packed = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', made)
    assert packed
    assert base64.b64decode(packed[1]).decode() == SVG
    assert "<svg" not in made
    assert 'alt="слова &quot;в кавычках&quot;"' in made
    assert "&lt;b&gt;под&lt;/b&gt;" in made
