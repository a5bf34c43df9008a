from __future__ import annotations

import io
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.table import Table as WordTable
from hypothesis import example, given, settings

from docforge import docx, html
from docforge.kinds import Given, compose
from docforge.office import Annex, Requisites
from docforge.paper import (
    Approval,
    Cell,
    Column,
    Heading,
    Line,
    Listing,
    Page,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Spacer,
    Table,
    cell,
    runs,
)
from docforge.tests.papers import TRAPS, any_text, full_paper, paper
from docforge.tests.test_kinds import CODES, GROUNDS, KINDS, owner, values_of
from docforge.text import clean

SCRIPT = "<script>alert(\"x\")</script>' onclick='y' &amp; </p>"
TAGS = {"p", "br", "h2", "h3", "span", "ul", "li", "div", "hr", "table", "thead", "tbody", "tr", "th", "td"} | {
    "strong",
    "em",
}


class Reader(HTMLParser):
    """What a browser makes of a page: tags, attributes, words; every tag must be closed in its turn."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.names, self.open, self.pieces = set(), set(), [], []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.pieces.append("\n")
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.pieces.append("\n")

    def handle_data(self, data):
        self.pieces.append(data)

    @property
    def words(self):
        return "".join(self.pieces).split()


def every_block(text):
    """A paper in which the text stands wherever a text can stand."""
    several = Cell((Paragraph(runs(text, bold=True)), Listing((runs(text), runs(text, italic=True)))), colspan=2)
    return paper(
        Approval("УТВЕРЖДАЮ", post=text, organisation=text, name=text),
        Approval(text, lines=(text, text)),
        Heading(text),
        Heading(text, level=2),
        Line(text, text, text),
        Paragraph((Run(text), Run(text, bold=True), Run(text, bold=True, italic=True))),
        Listing((runs(text), runs(text))),
        Table((Column(1), Column(2)), (Row((several,)), Row((cell(text, rowspan=2), cell(text))), Row((cell(text),)))),
        Spacer(4),
        PageBreak(),
        Signatures((Signature(text, text), Signature(text, text))),
    )


@settings(deadline=None)
@given(any_text)
@example(SCRIPT)
@example("<b>")
@example("&lt;script&gt;")
def test_whatever_is_typed_stays_text(text):
    read = Reader(html.render(every_block(text)))
    assert read.tags <= TAGS
    assert read.names <= {"class", "colspan", "rowspan", "aria-hidden", "tabindex"}
    squeezed = "".join(clean(text).split())
    assert "".join(read.words).count(squeezed or "УТВЕРЖДАЮ") >= (24 if squeezed else 1)


@pytest.mark.parametrize("trap", [*TRAPS, SCRIPT])
def test_nothing_typed_is_taken_for_a_tag(trap):
    made = html.render(paper(Paragraph(runs(trap))))
    assert made.count("<") == 2
    assert Reader(made).words == trap.split()


def test_lines_inside_a_text_are_lines_on_the_screen():
    assert html.render(paper(Paragraph(runs("первая\nвторая")))).count("<br>") == 1
    assert "первая<br>вторая" in html.render(paper(Heading("первая\nвторая")))


def test_each_block_has_a_class_and_no_style():
    made = html.render(every_block("текст"))
    assert "style=" not in made
    for mark in ("approval", "title--1", "title--2", "line", "list", "table", "gap", "break", "line--sign"):
        assert f"sheet__{mark}" in made


def test_headings_of_a_paper_come_below_those_of_the_page():
    made = html.render(paper(Heading("а"), Heading("б", level=2)))
    assert made == '<h2 class="sheet__title sheet__title--1">а</h2><h3 class="sheet__title sheet__title--2">б</h3>'


def test_cells_keep_their_spans_and_the_heading_of_the_table():
    made = html.render(full_paper(1))
    assert made.count("<thead><tr>") == 1
    assert '<th rowspan="2">№</th>' in made
    assert '<th colspan="2">Информирование</th>' in made
    assert '<td colspan="4"><strong>1. Подготовка</strong></td>' in made


def word_texts(content):
    """Texts of a Word file in order; the dashes of its lists are made by Word itself."""
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            yield from (inner.text for row in part.rows for inner in _cells(row))
        else:
            yield part.text


def _cells(row):
    """The cells of a row that begin in it, each once."""
    return list({id(inner._tc): inner for inner in row.cells if inner._tc.getparent() is row._tr}.values())


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_the_screen_and_the_word_file_say_the_same(code, whole):
    given = Given(
        owner(),
        values_of(KINDS[code], whole=whole),
        GROUNDS,
        Requisites("41-од") if whole else Requisites(),
        ("Рябов Михаил Иванович", "8 (900) 000-00-00"),
        annexes=(Annex("План", full_paper(3).blocks, Page.LANDSCAPE),) if whole else (),
    )
    made = compose(KINDS[code], given)
    typed = " ".join(word_texts(docx.render(made))).split()
    shown = Reader(html.render(made)).words
    assert [word for word in shown if word != "–"] == [word for word in typed if word != "–"]


def test_equal_papers_look_equal():
    assert html.render(full_paper()) == html.render(full_paper())
