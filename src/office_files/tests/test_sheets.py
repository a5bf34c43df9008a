import io
import subprocess

import pytest
import xlsxwriter

from office_files.libreoffice import find_office
from office_files.sheets.number_formats import show
from office_files.tests import makers as m
from office_files.tests.reading import grid, read, spans, tables

FORMATTED = [
    (1.1, "0.00", "1.10"),
    (1.1, "General", "1.1"),
    (3, "General", "3"),
    (45199, "dd.mm.yyyy", "30.09.2023"),
    (45199, "mmm yy", "сентябрь 2023"),
    (45199, "[$-419]mmmm yyyy;@", "сентябрь 2023"),
    (45199, "mmmm", "сентябрь"),
    (45199, "d mmm", "30 сентября"),
    (45199, "yyyy", "2023"),
    (45199, 'd mmmm yyyy "г."', "30.09.2023"),
    (45199.5, "dd.mm.yyyy h:mm", "30.09.2023 12:00"),
    (0.5, "h:mm", "12:00"),
    (0.5, "[h]:mm", "12:00"),
    (0.5, "0%", "50%"),
    (3, '0"."', "3."),
    (7, "00", "07"),
    (2023, '0 "год"', "2023 год"),
    (-2.5, "0.0", "-2.5"),
    (1234.5, "#,##0.00", "1234.50"),
]


@pytest.mark.parametrize(("number", "code", "text"), FORMATTED)
def test_number_is_shown_in_its_format(number, code, text):
    assert show(number, code) == text


def book(hidden=True):
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out)
    sheet = made.add_worksheet("План")
    for row, (number, code, _) in enumerate(FORMATTED):
        sheet.write_number(row + 1, 1, number, made.add_format({"num_format": code}))
    sheet.merge_range("D2:E4", "слито", made.add_format({"bold": True}))
    sheet.write_string(5, 3, "строка\nвторая")
    if hidden:
        secret = made.add_worksheet("Тайный")
        secret.write_string(0, 0, "тайна")
        secret.hide()
    made.close()
    return out.getvalue()


def test_xlsx_shows_formats_merges_and_places(tmp_path):
    document = read(tmp_path, book())
    table = tables(document)[0]
    assert [grid(table)[row, 0] for row in range(len(FORMATTED))] == [text for _, _, text in FORMATTED]
    assert spans(table) == [("слито", 0, 2, 3, 2)]
    assert str(table.cells[0].place) == "лист «План», строка 2, столбец 2"
    assert grid(table)[4, 2] == "строка\nвторая"
    assert [doubt.where for doubt in document.doubts] == ["лист «Тайный»"]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_books_show_the_same(tmp_path, ending):
    if find_office() is None:
        pytest.skip("LibreOffice не установлен: книгу этого вида нечем изготовить")
    (tmp_path / "book.xlsx").write_bytes(book())
    convert(tmp_path, "book.xlsx", ending)
    document = read(tmp_path, (tmp_path / f"book.{ending}").read_bytes())
    found = grid(tables(document)[0])
    assert document.kind == ending
    assert [found[row, 0].lower() for row in range(10)] == [text for _, _, text in FORMATTED[:10]]
    assert spans(tables(document)[0]) == [("слито", 0, 2, 3, 2)]
    assert len(tables(document)) == 1


def convert(folder, name, ending):
    command = [find_office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, ending, "--outdir", folder, folder / name], check=True, capture_output=True, timeout=900)


def test_rows_after_a_long_gap_are_not_waited_for(tmp_path):
    blank = "".join(f'<row r="{row}"/>' for row in range(2, 200_000))
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>План</t></is></c></row>'
    merge = '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'
    late = '<row r="200000"><c r="C200000"><v>1</v></c></row>'
    table = tables(read(tmp_path, m.xlsx(f"<sheetData>{first}{blank}{late}</sheetData>{merge}")))[0]
    assert (table.height, table.cells[0].text) == (1, "План")


def test_hidden_rows_are_read_with_a_doubt(tmp_path):
    rows = "".join(f'<row r="{row}" hidden="1"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 2, 5))
    document = read(tmp_path, m.xlsx(f"<sheetData>{rows}</sheetData>"))
    assert document.doubts[0].where == "лист «План», строки 1–2, 5"


def test_formulas_without_values_are_a_doubt(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f></c></row>'
    document = read(tmp_path, m.xlsx(f"<sheetData>{cells}</sheetData>"))
    assert document.doubts[0].severity == "high"


def test_ods_repeats_and_covered_cells(tmp_path):
    body = (
        '<table:table table:name="План"><table:table-row table:number-rows-repeated="3"><table:table-cell/>'
        '</table:table-row><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Раздел</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row><table:table-cell "
        'table:number-columns-repeated="2" office:value-type="date" office:date-value="2023-09-30">'
        "<text:p>09/30/23</text:p>"
        '</table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"/></table:table>'
    )
    table = tables(read(tmp_path, m.odt(body, kind="spreadsheet")))[0]
    assert grid(table) == {(0, 0): "Раздел", (1, 0): "30.09.2023", (1, 1): "30.09.2023"}
    assert spans(table) == [("Раздел", 0, 0, 1, 2)]
    assert table.cells[0].place.row == 4
