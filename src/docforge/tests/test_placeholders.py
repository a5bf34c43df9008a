from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st

from docforge.placeholders import Compiled, Rows, TemplateFault, Text, fill, scan
from docforge.tests.papers import TRAPS, any_text
from docforge.text import clean

ALLOWED = {
    "organisation": Text(),
    "number": Text(),
    "head_name": Text(),
    "номер": Text(),
    "pairs": Rows(columns=("mentor", "mentee")),
}
PAIRS = [{"mentor": "Яна", "mentee": "Пётр"}, {"mentor": "Олег", "mentee": "Инна"}]
VALUES = {"organisation": "Школа", "number": "5", "head_name": "Яна", "номер": "7-р", "pairs": PAIRS}


def saved(document):
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def template(*paragraphs):
    """Paragraphs; a tuple is one paragraph of several runs."""
    document = Document()
    for paragraph in paragraphs:
        made = document.add_paragraph()
        for run in (paragraph,) if isinstance(paragraph, str) else paragraph:
            made.add_run(run)
    return saved(document)


def tabled(*rows):
    document = Document()
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return saved(document)


def pairs_table():
    return tabled(
        ("Наставник", "Наставляемый"),
        ("{%tr for pair in pairs %}", ""),
        ("{{ pair.mentor }}", "{{ pair.mentee }}"),
        ("{%tr endfor %}", ""),
    )


def opened(content):
    return Document(io.BytesIO(content))


def texts(content):
    return [paragraph.text for paragraph in opened(content).paragraphs]


def cells(content):
    return [[cell.text for cell in row.cells] for row in opened(content).tables[0].rows]


@given(any_text)
def test_any_value_comes_out_as_the_text_it_is(value):
    made = PLAIN.fill({"number": value})
    assert texts(made) == [f"№ {clean(value)}.", clean(value)]


@given(any_text, any_text)
def test_any_value_comes_out_of_a_table_too(first, second):
    made = TABLED.fill({"pairs": [{"mentor": first, "mentee": second}]})
    assert cells(made)[1] == [clean(first), clean(second)]


PLAIN = Compiled(template("№ {{ number }}.", ("{", "{ num", "ber }", "}")))
TABLED = Compiled(pairs_table())


@pytest.mark.parametrize(
    "value", [*TRAPS, "{{ 7*7 }}", "{% if x %}", "{_{", "a & b < c > \"d\" 'e'", "😀", "\x07\x00а", "&#123;"]
)
def test_nothing_in_a_value_is_taken_for_a_command(value):
    assert texts(PLAIN.fill({"number": value}))[1] == clean(value)


def test_line_breaks_become_breaks_of_the_line():
    made = PLAIN.fill({"number": "один\r\nдва\tтри"})
    assert texts(made)[1] == "один\nдва три"
    assert b"<w:br/>" in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_values_that_are_no_text_are_written_out():
    made = fill(
        template("{{ number }}|{{ head_name }}|{{ organisation }}"),
        {"number": 5, "head_name": None, "organisation": True},
    )
    assert texts(made) == ["5||да"]


def test_russian_names_work_and_letters_typed_in_two_marks_too():
    decomposed = "{{ край }}"
    content = template("Приказ {{ номер }}", decomposed)
    assert scan(content, ALLOWED | {"край": Text()}).fits
    assert texts(fill(content, {"номер": "7-р", "край": "юг"})) == ["Приказ 7-р", "юг"]


def test_rows_are_repeated_and_an_empty_list_leaves_the_heading():
    compiled = Compiled(pairs_table())
    assert cells(compiled.fill(VALUES)) == [["Наставник", "Наставляемый"], ["Яна", "Пётр"], ["Олег", "Инна"]]
    assert cells(compiled.fill({"pairs": []})) == [["Наставник", "Наставляемый"]]


def test_a_table_that_lost_every_row_is_dropped():
    content = tabled(("{%tr for p in pairs %}",), ("{{ p.mentor }}",), ("{%tr endfor %}",))
    assert opened(fill(content, {"pairs": []})).tables == []


def test_a_cell_that_lost_its_text_keeps_a_paragraph():
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    for text in ("{%p if number %}", "да", "{%p endif %}"):
        cell.add_paragraph(text)
    cell._tc.remove(cell.paragraphs[0]._p)
    assert cells(fill(saved(document), {"number": ""})) == [[""]]


def test_cells_are_repeated_and_the_grid_follows():
    content = tabled(("{%tc for p in pairs %}", "{{ p.mentor }}", "{%tc endfor %}"))
    many = [{"mentor": str(number)} for number in range(5)]
    made = fill(content, {"pairs": many})
    assert cells(made) == [["0", "1", "2", "3", "4"]]
    assert len(opened(made).tables[0].columns) == 5


def test_conditions_of_words_and_of_paragraphs():
    content = template(
        "{% if number == “5” %}пять{% elif number %}не пять{% else %}нет{% endif %}",
        "{%p if pairs|length > 1 %}",
        "много",
        "{%p endif %}",
        "{{ head_name | upper }} {{ 'есть' if number is defined else '' }}",
        "{% for p in pairs %}{{ loop.index }}) {{ p.mentor }}{% if not loop.last %}; {% endif %}{% endfor %}",
        "{{ pairs | join(', ', attribute='mentee') }}",
    )
    assert scan(content, ALLOWED).fits
    made = fill(content, VALUES)
    assert texts(made) == ["пять", "много", "ЯНА есть", "1) Яна; 2) Олег", "Пётр, Инна"]
    assert texts(fill(content, VALUES | {"pairs": [], "number": "6"}))[:2] == ["не пять", "ЯНА есть"]


def test_a_condition_may_span_paragraphs():
    content = template("{% if number %}да", "и ещё{% endif %}", "конец")
    assert texts(fill(content, {"number": "1"})) == ["да", "и ещё", "конец"]
    assert texts(fill(content, {"number": ""})) == ["", "конец"]


@pytest.mark.parametrize("split", [(1, 2), (1, 11), (2, 10), (2, 11), (3, 7), (10, 11)])
def test_a_tag_is_healed_wherever_word_splits_it(split):
    text = "{{ number }}"
    first, second = split
    content = template(("до ", text[:first], text[first:second], text[second:], " после"))
    assert scan(content, ALLOWED).fits
    assert texts(fill(content, VALUES)) == ["до 5 после"]


def test_a_split_tag_keeps_the_look_of_its_first_run():
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("{{ num").bold = True
    paragraph.add_run("ber }} хвост")
    first, second = opened(fill(saved(document), VALUES)).paragraphs[0].runs
    assert (first.text, first.bold, second.text) == ("5", True, " хвост")


def test_comments_and_lone_braces():
    content = template("{# про себя #}{ {номер} }}"[:-1], "{#p строка #}", "{{ number }}{")
    assert texts(fill(content, VALUES)) == ["{ {номер} }", "5{"]


def test_headers_and_footers_are_filled():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ organisation }}"
    document.sections[0].footer.paragraphs[0].text = "{{ number }}"
    section = opened(fill(saved(document), VALUES)).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("Школа", "5")


def test_what_is_no_tag_stays_as_it_was():
    document = Document()
    document.add_paragraph("{{ number }}")
    document.add_table(rows=2, cols=3)
    document.core_properties.author = "Составитель"
    before, after = opened(saved(document)), opened(fill(saved(document), VALUES))
    assert after.core_properties.author == "Составитель"
    assert [len(table.columns) for table in after.tables] == [len(table.columns) for table in before.tables]
    assert after.element.body.sectPr.xml == before.element.body.sectPr.xml


def test_the_same_values_give_the_same_bytes():
    content = pairs_table()
    assert fill(content, VALUES) == Compiled(content).fill(VALUES)


def test_a_missing_value_is_named():
    with pytest.raises(TemplateFault, match=r"\{\{ number \}\}"):
        fill(template("{{ number }}"), {})
    with pytest.raises(TemplateFault, match=r"\{\{ mentee \}\}"):
        fill(pairs_table(), {"pairs": [{"mentor": "Яна"}]})
    assert texts(fill(template("{{ number | default('—') }}"), {})) == ["—"]


def test_a_list_where_a_word_is_wanted_is_refused():
    with pytest.raises(TemplateFault, match="список"):
        fill(template("{{ number }}"), {"number": PAIRS})
    with pytest.raises(TemplateFault, match="не подходит"):
        fill(template("{% if number > 1 %}да{% endif %}"), {"number": "5"})
    with pytest.raises(TypeError):
        fill(template("{{ number }}"), {"number": ["a"]})


WHOLE = (
    ("{{ number }}, {{ номер|lower }}",),
    ("{{ organisation | default('нет') }}{{ pairs|length }}",),
    ("{% if number %}а{% else %}б{% endif %}",),
    ("{% for p in pairs if p.mentor == 'а' %}{{ loop.length }}{% else %}пусто{% endfor %}",),
    ("{%p for p in pairs %}", "{{ loop.index }}. {{ p.mentor }}", "{%p endfor %}"),
    ("{%p if number or pairs %}", "слово { в скобке", "{%p endif %}"),
    ("{% if pairs %}начало", "конец{% endif %}"),
    ("{{ number if pairs else 'нет' }}{{ number == 'а' }}",),
)
TORN = ("{% if number %}", "{% endif %}", "{%p endif %}", "{%p if number %}", "{{ p.mentor }}", "{% else %}", "}}")
LAID = st.lists(st.sampled_from(WHOLE), max_size=4).map(lambda laid: [text for texts in laid for text in texts])


@given(LAID, st.none() | st.tuples(st.sampled_from(TORN), st.integers(0, 5)), any_text, st.lists(any_text, max_size=3))
@settings(max_examples=50)
def test_what_fits_is_always_filled(laid, torn, word, names):
    if torn:
        laid.insert(torn[1], torn[0])
    values = {"organisation": word, "number": word, "head_name": "", "номер": word}
    values["pairs"] = [{"mentor": name, "mentee": word} for name in names]
    found = scan(template(*laid), ALLOWED)
    assert found.fits or torn
    if found.fits:
        opened(fill(template(*laid), values))


@pytest.mark.parametrize("content", [pairs_table(), template(*(text for texts in WHOLE[2:7] for text in texts))])
def test_the_outcome_is_that_of_docxtpl(content):
    bare = DocxTemplate(io.BytesIO(content))
    bare.render(VALUES, autoescape=True)
    theirs, ours = bare.docx, opened(fill(content, VALUES))
    assert [p.text for p in ours.paragraphs] == [p.text for p in theirs.paragraphs]
    assert [[c.text for c in row.cells] for table in ours.tables for row in table.rows] == [
        [c.text for c in row.cells] for table in theirs.tables for row in table.rows
    ]
