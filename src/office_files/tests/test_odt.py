import pytest

from office_files.libreoffice import find_office
from office_files.tests import makers as m
from office_files.tests.reading import grid, read, spans, tables, texts
from office_files.tests.test_sheets import convert

LISTS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<style:style style:name="strong"><style:text-properties fo:font-weight="bold"/></style:style>'
)


def test_lists_headings_spaces_and_breaks(tmp_path):
    body = (
        '<text:h text:outline-level="2">Цели</text:h><text:list text:style-name="L"><text:list-item><text:p>а</text:p>'
        "<text:list><text:list-item><text:p>б</text:p></text:list-item><text:list-item><text:p>в</text:p></text:list-item>"
        "</text:list></text:list-item><text:list-item><text:p>г</text:p></text:list-item></text:list>"
        '<text:list text:style-name="B"><text:list-item><text:p>д</text:p></text:list-item></text:list>'
        '<text:p>раз<text:s text:c="2"/>два<text:line-break/>три<text:note><text:p>сноска</text:p></text:note></text:p>'
        '<text:p><text:span text:style-name="strong">жирно</text:span></text:p>'
    )
    document = read(tmp_path, m.odt(body, LISTS))
    assert texts(document) == ["Цели", "1. а", "1.1. б", "1.2. в", "2. г", "• д", "раз  два\nтри", "жирно"]
    assert document.blocks[0].level == 2
    assert document.blocks[-1].bold


def test_list_goes_on_where_it_says_so(tmp_path):
    item = "<text:list-item><text:p>{}</text:p></text:list-item></text:list>"
    body = '<text:list xml:id="x" text:style-name="L">' + item.format("а")
    body += '<text:list text:continue-list="x" text:style-name="L">' + item.format("б")
    body += '<text:list text:style-name="L">' + item.format("в")
    assert texts(read(tmp_path, m.odt(body, LISTS))) == ["1. а", "2. б", "1. в"]


def test_table_with_spans(tmp_path):
    body = (
        '<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">'
        "<text:p>Шапка</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>а</text:p><text:p>б</text:p>'
        "</table:table-cell><table:table-cell><text:p>в</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:p>г</text:p></table:table-cell></table:table-row></table:table>"
    )
    table = tables(read(tmp_path, m.odt(body)))[0]
    assert spans(table) == [("Шапка", 0, 0, 1, 2), ("а\nб", 1, 0, 2, 1)]
    assert grid(table)[2, 1] == "г"


@pytest.mark.parametrize("ending", ["odt", "fodt", "doc", "rtf", "html"])
def test_converted_word_file_reads_as_the_original(tmp_path, ending):
    if find_office() is None:
        pytest.skip("LibreOffice не установлен: преобразовать документ нечем")
    import docx

    made = docx.Document()
    made.add_paragraph("первый", style="List Number")
    made.add_paragraph("второй", style="List Number")
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Раздел"
    table.cell(1, 2).text = "до 25.09.2023"
    made.add_paragraph("конец")
    made.save(tmp_path / "план.docx")
    convert(tmp_path, "план.docx", ending)
    document = read(tmp_path, (tmp_path / f"план.{ending}").read_bytes(), "без имени")
    assert document.kind == ending.removeprefix("f")
    assert texts(document) == ["1. первый", "2. второй", "конец"]
    assert spans(tables(document)[0]) == [("Раздел", 0, 0, 1, 2)]
    assert grid(tables(document)[0])[1, 2] == "до 25.09.2023"


def test_old_word_file_without_libreoffice_is_refused_in_one_sentence(tmp_path, monkeypatch):
    from office_files import refusals
    from office_files.errors import Unreadable

    monkeypatch.setenv("PATH", str(tmp_path))
    if find_office() is not None:
        pytest.skip("LibreOffice установлен вне путей поиска")
    with pytest.raises(Unreadable) as refusal:
        read(tmp_path, rb"{\rtf1 plan}")
    assert refusal.value.sentence == refusals.NO_OFFICE
