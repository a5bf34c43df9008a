"""Cells of layouts: places, values, merged ones, hidden rows and sheets, errors of formulas, texts around."""

import datetime as dt
import io

import pytest
import xlsxwriter

from office_files import refusals
from office_files.errors import Unreadable
from office_files.layouts import Spot, open_layouts
from office_files.limits import Budget
from office_files.tests import makers
from office_files.tests.makers import cell, paragraph, table


def book(fill, names=("Лист1",)):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        fill(workbook, *(workbook.add_worksheet(name) for name in names))
    return out.getvalue()


def test_values_places_and_merged_cells():
    def fill(workbook, sheet):
        day = workbook.add_format({"num_format": "mmmm yyyy"})
        sheet.merge_range(0, 0, 2, 1, "ФИО")
        sheet.write(1, 1, "под ячейкой")
        sheet.write(1, 3, dt.datetime(2025, 9, 12), day)
        sheet.write(4, 2, 3.0)
        sheet.set_row(4, None, None, {"hidden": True})

    layout = open_layouts(book(fill)).layouts[0]
    assert (layout.sort, layout.name, layout.hidden, layout.hidden_rows) == ("sheet", "Лист1", False, frozenset({4}))
    first, second, third = layout.rows
    assert first == (Spot(0, 0, "ФИО", "ФИО", 3, 2),)
    assert second == (Spot(1, 3, dt.date(2025, 9, 12), "сентябрь 2025"),)
    assert third == (Spot(4, 2, 3, "3"),)
    assert layout.beneath == (Spot(1, 1, "под ячейкой", "под ячейкой"),)


def test_hidden_sheets_are_there_and_blank_rows_end_nothing():
    def fill(workbook, sheet, other):
        sheet.write(0, 0, "ФИО")
        for row in range(1, 6_000):
            sheet.write_blank(row, 0, None, workbook.add_format({"bold": True}) if row < 3 else None)
        sheet.write(6_000, 0, "Ким Ева")
        other.write(0, 0, "да")
        other.hide()

    first, second = open_layouts(book(fill, ("А", "Б"))).layouts
    assert [line[0].row for line in first.rows] == [0, 6_000]
    assert second.hidden


def test_errors_of_formulas_are_told():
    sheet = '<sheetData><row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2"><v>5</v></c></row></sheetData>'
    layout = open_layouts(makers.xlsx(sheet)).layouts[0]
    assert layout.errors == ((1, 1),)
    assert layout.rows == ((Spot(1, 2, 5, "5"),),)


def test_records_are_counted_with_empty_ones():
    layout = open_layouts('sep=;\nФИО;Класс\n;\n\n"Ким\nЕва";5А\n'.encode()).layouts[0]
    assert layout.sort == "records"
    assert [[(spot.row, spot.column, spot.text) for spot in line] for line in layout.rows] == [
        [(0, 0, "ФИО"), (0, 1, "Класс")],
        [(3, 0, "Ким\nЕва"), (3, 1, "5А")],
    ]


def test_broken_quotes_are_refused():
    with pytest.raises(Unreadable) as caught:
        open_layouts(('ФИО;Класс\n"' + "а;" * 60_000 + "\n").encode(), "x.csv")
    assert "кавычки" in caught.value.sentence


def test_paragraphs_stand_above_their_table():
    first = table([cell("ФИО"), cell("Класс")], [cell("Ким"), cell("")])
    down = [[cell("А", '<w:vMerge w:val="restart"/>'), cell("Б")], [cell("<w:p/>", "<w:vMerge/>"), cell("В")]]
    content = makers.docx(paragraph("Список") + first + paragraph("Ещё") + table(*down) + paragraph("Подпись"))
    found = open_layouts(content)
    assert [(one.number, one.above) for one in found.layouts] == [(1, ("Список",)), (2, ("Ещё",))]
    assert found.below == ("Подпись",)
    assert found.layouts[1].rows[0][0] == Spot(0, 0, "А", "А", 2, 1)


def test_what_has_no_table_is_refused():
    for content, sentence in (
        (makers.docx(paragraph("Письмо")), refusals.NOT_A_TABLE),
        ("Просто текст".encode(), refusals.NOT_A_TABLE),
        (makers.xlsx("<sheetData/>"), refusals.NO_CONTENT),
        (makers.xlsx('<sheetData><row r="1"><c r="A1"><f>1</f></c></row></sheetData>'), refusals.ONLY_FORMULAS),
    ):
        with pytest.raises(Unreadable) as caught:
            open_layouts(content)
        assert caught.value.sentence == sentence


def test_a_list_of_one_column_is_one_by_its_name():
    assert [line[0].text for line in open_layouts("ФИО\nКим Ева".encode(), "люди.csv").layouts[0].rows] == [
        "ФИО",
        "Ким Ева",
    ]


def test_hidden_rows_of_an_opendocument_sheet():
    inner = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row{{}}>{inner}</table:table-row>"
    rows = row.format("", "ФИО") + row.format(' table:visibility="collapse"', "Ким Ева")
    content = makers.odt(f'<table:table table:name="Лист">{rows}</table:table>', kind="spreadsheet")
    assert open_layouts(content).layouts[0].hidden_rows == frozenset({1})


def test_cells_of_a_row_are_paid_at_once():
    budget = Budget()
    budget.pay_cells(["а", "бв"])
    assert (budget.cells, budget.characters) == (2, 3)
