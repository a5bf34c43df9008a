"""Lists of any program come as rows of typed values, or are refused in one sentence."""

import datetime as dt
import io
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files import refusals
from office_files.errors import Unreadable
from office_files.limits import TABLE
from office_files.sheets import xls_records
from office_files.tables import Row, as_text, column_letters, open_table
from office_files.tests import makers

FORMATS = {"day": "dd.mm.yyyy", "moment": "dd.mm.yyyy hh:mm", "clock": "hh:mm", "share": "0%", "span": "[h]:mm"}
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).map(lambda number: round(number, 3)).filter(lambda number: not number.is_integer()),
    TEXT.map(lambda text: " ".join(text.split())).filter(bool).filter(str.isprintable),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
)


def book(rows, **options):
    """A workbook of one sheet; a pair is a value and the name of its format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        formats = {name: made.add_format({"num_format": code}) for name, code in FORMATS.items()}
        sheet = made.add_worksheet("Люди")
        for number, row in enumerate(rows):
            for column, given in enumerate(row):
                value, form = given if isinstance(given, tuple) else (given, None)
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, formats[form or "day"])
                elif isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value, formats.get(form))
    return out.getvalue()


def cells(content, name="", **bounds):
    (sheet,) = open_table(content, name, replace(TABLE, **bounds)).sheets
    return [row.cells for row in sheet.rows]


def refusal(content, name="", **bounds):
    with pytest.raises(Unreadable) as raised:
        open_table(content, name, replace(TABLE, **bounds))
    return raised.value.sentence


@given(st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_workbook_gives_back_what_was_put_into_it(rows):
    expected = []
    for number, row in enumerate(rows, 1):
        width = max((at for at, value in enumerate(row, 1) if value is not None), default=0)
        if width:
            expected.append(Row(number, tuple(row[:width])))
    if not expected:
        assert refusal(book(rows)) == refusals.NO_CONTENT
        return
    (sheet,) = open_table(book(rows)).sheets
    assert list(sheet.rows) == expected
    types = [[type(value) for value in row.cells] for row in expected]
    assert [[type(value) for value in row.cells] for row in sheet.rows] == types


def test_days_times_and_shares_are_told_by_their_formats():
    noon = dt.datetime(2026, 9, 1, 12, 30)
    row = [noon, (noon, "moment"), (0.5, "clock"), (0.25, "share"), (1.5, "span"), (46266, "day"), 46266]
    assert cells(book([row])) == [
        (dt.date(2026, 9, 1), noon, dt.time(12, 0), 0.25, 1.5, dt.date(2026, 9, 1), 46266),
    ]


def test_the_calendar_of_1904():
    day = dt.date(2026, 9, 1)
    assert cells(book([[day, 3]], default_date_format="dd.mm.yyyy", date_1904=True)) == [(day, 3)]


def test_places_are_those_of_the_program():
    (sheet,) = open_table(book([[], ["ФИО"], [], [None, "Анна"]])).sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("ФИО",)), (4, (None, "Анна"))]
    assert sheet.place(sheet.rows[1], 1) == "лист «Люди», строка 4, столбец B"
    assert [column_letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_hidden_sheets_say_so_and_order_is_kept():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name in ("Первый", "Скрытый", "Пустой"):
            sheet = made.add_worksheet(name)
            if name != "Пустой":
                sheet.write(0, 0, name)
        made.get_worksheet_by_name("Скрытый").hide()
        made.add_chartsheet("График").set_chart(_chart(made))
    found = open_table(out.getvalue()).sheets
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in found] == [
        ("Первый", False, 1),
        ("Скрытый", True, 1),
        ("Пустой", False, 0),
    ]


def _chart(made):
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "={1,2}"})
    return chart


def test_a_formula_is_the_value_stored_with_it():
    row = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="b"><v>1</v></c></row>'
    )
    assert cells(makers.xlsx(f"<sheetData>{row}</sheetData>")) == [(2, None, True)]
    empty = '<row r="1"><c r="A1"><f>1+1</f></c></row>'
    assert refusal(makers.xlsx(f"<sheetData>{empty}</sheetData>")) == refusals.ONLY_FORMULAS


@pytest.mark.parametrize("name", ["люди.csv", "люди.xlsx", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_delimited_text_in_any_encoding(mark, encoding, name):
    lines = [
        ["ФИО", "Школа", "Класс"],
        ["Соколова Анна", "Школа 5", "7"],
        ["Ким Олег", "Лицей", "8"],
    ]
    content = "\r\n".join(mark.join(line) for line in lines).encode(encoding)
    assert cells(content, name) == [tuple(line) for line in lines]
    assert open_table(content, name).kind == "csv"


def test_lines_of_delimited_text_are_those_of_the_file():
    content = 'sep=;\nФИО;"Что\nнужно"\n;\n\nАнна;ЕГЭ\n'.encode()
    (sheet,) = open_table(content).sheets
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("ФИО", "Что\nнужно")), (6, ("Анна", "ЕГЭ"))]
    assert sheet.place(sheet.rows[1], 1) == "строка 6, столбец 2"


def test_a_list_of_one_column_is_told_by_the_name():
    content = "ФИО\nСоколова Анна\nКим Олег\n".encode()
    assert cells(content, "Люди.CSV") == [("ФИО",), ("Соколова Анна",), ("Ким Олег",)]
    assert refusal(content, "люди.docx") == refusals.NOT_A_TABLE


def test_a_quotation_mark_left_open_is_named_by_its_line():
    rows = "".join(f"Имя {number};5\n" for number in range(9))
    content = f'{rows}"Анна;5\n{"x;" * 60_000}'.encode()
    assert refusal(content) == refusals.broken_quotes(10)


def test_a_page_that_calls_itself_a_workbook():
    rows = "".join(f"<tr><td>{number}</td><td>Имя</td></tr>" for number in (1, 2))
    page = f"<html><meta charset='windows-1251'><table><tr><th colspan=2>Класс</th></tr>{rows}</table></html>"
    found = open_table(page.encode("cp1251"), "класс.xls")
    assert found.kind == "html"
    assert [row.cells for row in found.sheets[0].rows] == [("Класс",), ("1", "Имя"), ("2", "Имя")]


def test_each_table_of_a_document_is_a_sheet():
    rows = [[makers.cell(text) for text in row] for row in (["ФИО", "Класс"], ["Анна", "7"])]
    found = open_table(makers.docx(makers.paragraph("Список") + makers.table(*rows)))
    assert [[row.cells for row in sheet.rows] for sheet in found.sheets] == [[("ФИО", "Класс"), ("Анна", "7")]]
    assert refusal(makers.docx(makers.paragraph("Только текст"))) == refusals.NO_CONTENT


def test_a_spreadsheet_of_opendocument():
    attributes = {
        "1": 'office:value-type="float" office:value="1.5"',
        "5%": 'office:value-type="percentage" office:value="0.05"',
        "ДА": 'office:value-type="boolean" office:boolean-value="true"',
        "01.09.26": 'office:value-type="date" office:date-value="2026-09-01"',
        "15:30": 'office:value-type="time" office:time-value="PT15H30M00S"',
        "Анна": 'office:value-type="string"',
    }
    made = "".join(
        f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>" for text, more in attributes.items()
    )
    blank = '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{made}<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    content = makers.odt(f'<table:table table:name="Л">{blank}{row}{blank}</table:table>', kind="spreadsheet")
    (sheet,) = open_table(content).sheets
    expected = (1.5, 0.05, True, dt.date(2026, 9, 1), dt.time(15, 30), "Анна")
    assert (sheet.name, sheet.rows) == ("Л", (Row(1001, expected),))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Анна", "Анна"),
        (True, "да"),
        (False, "нет"),
        (3, "3"),
        (2.5, "2.5"),
        (dt.date(2026, 9, 1), "01.09.2026"),
        (dt.datetime(2026, 9, 1, 9, 5), "01.09.2026 09:05"),
        (dt.time(9, 5), "09:05"),
    ],
)
def test_values_as_a_person_types_them(value, text):
    assert as_text(value) == text


def far():
    cell = '<row r="{0}"><c r="XFD{0}" t="inlineStr"><is><t>я</t></is></c></row>'
    return makers.xlsx(f"<sheetData>{cell.format(1)}{cell.format(1_048_576)}</sheetData>")


def test_a_cell_at_the_end_of_the_world_costs_nothing():
    assert refusal(far()) == refusals.NO_CONTENT


@pytest.mark.parametrize(
    ("content", "bounds", "sentence"),
    [
        (b"", {}, refusals.EMPTY),
        (b"1;2\n", {"file": 3}, refusals.too_large(3)),
        (book([["а"]] * 11), {"rows": 10}, refusals.too_many_rows(10)),
        ("а;б\n".encode() * 11, {"rows": 10}, refusals.too_many_rows(10)),
        (book([["а", "б"]] * 11), {"cells": 20}, refusals.TOO_MANY_CELLS),
        (book([["а" * 100]] * 11), {"characters": 1000}, refusals.TOO_MUCH_TEXT),
        (book([["э" * 20_000] * 50] * 50), {}, refusals.TOO_MUCH_TEXT),
        (book([["а"]]), {"members": 3}, refusals.ZIP_BOMB),
        (book([["а"]]), {"unpacked": 1000}, refusals.ZIP_BOMB),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), {}, refusals.PICTURE),
        (b"%PDF-1.4\n", {}, refusals.NOT_A_TABLE),
        ("Просто текст.".encode(), {}, refusals.NOT_A_TABLE),
        (makers.ole("EncryptedPackage"), {}, refusals.PASSWORD),
        (makers.ole("Workbook"), {}, refusals.NO_CONTENT),
        (makers.package({"[Content_Types].xml": "", "xl/workbook.bin": "x"}), {}, refusals.OLD_BOOK),
        (b"<?xml version='1.0'?><W x='urn:schemas-microsoft-com:office:spreadsheet'/>", {}, refusals.OLD_BOOK),
        (makers.ole("WordDocument"), {}, refusals.NOT_A_TABLE),
        (makers.package({"a.txt": "x"}), {}, refusals.ARCHIVE),
    ],
)
def test_what_is_no_list_or_too_much_is_refused(content, bounds, sentence):
    assert refusal(content, **bounds) == sentence


def test_an_unusual_compression_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", makers.TYPES)
        archive.writestr("_rels/.rels", makers.RELS.format(target="xl/workbook.xml"))
    assert refusal(out.getvalue()) == refusals.ZIP_METHOD


def records(*pairs):
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in pairs)


def old_book(*cells_, strings=()):
    """The stream of a BIFF8 workbook of one sheet whose shared strings may go on in a second record."""
    head = struct.pack("<II", len(strings), len(strings))
    texts = [head, *(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in strings)]
    table = [(0x00FC, b"".join(texts[:-1])), (0x003C, texts[-1])] if len(strings) > 1 else [(0x00FC, b"".join(texts))]
    globals_ = [(0x0809, bytes(16)), *table]
    start = len(records(*globals_)) + len(records((0x0085, bytes(12)), (0x000A, b"")))
    globals_ += [(0x0085, struct.pack("<I", start) + bytes(8)), (0x000A, b"")]
    return records(*globals_) + records((0x0809, bytes(16)), *cells_, (0x000A, b""))


STRINGS = ("а" * 10, "б" * 20)


def number(row, column):
    return 0x0203, struct.pack("<HHHd", row, column, 0, 1.0)


def show(row, column, string):
    return 0x00FD, struct.pack("<HHHI", row, column, 0, string)


@pytest.mark.parametrize(
    ("stream", "bounds", "sentence"),
    [
        (old_book(number(0, 0), number(9, 9)), {"cells": 25}, None),
        (old_book(number(0, 0), number(10, 9)), {"cells": 25}, refusals.TOO_MANY_CELLS),
        (old_book(show(0, 0, 0), show(1, 0, 1), strings=STRINGS), {"characters": 30}, None),
        (
            old_book(show(0, 0, 1), show(1, 0, 1), strings=STRINGS),
            {"characters": 39},
            refusals.TOO_MUCH_TEXT,
        ),
        (old_book(show(0, 0, 7), strings=("а",)), {"characters": 1000}, refusals.TOO_MUCH_TEXT),
    ],
)
def test_an_old_workbook_is_measured_before_it_is_unfolded(monkeypatch, stream, bounds, sentence):
    monkeypatch.setattr(xls_records.ole, "stream", lambda data, name: stream if name == "workbook" else b"")
    if sentence is None:
        xls_records.refuse_vast(b"", replace(TABLE, **bounds))
        return
    with pytest.raises(Unreadable) as raised:
        xls_records.refuse_vast(b"", replace(TABLE, **bounds))
    assert raised.value.sentence == sentence


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>", b"\xff\xfe"):
        with suppress(Unreadable):
            open_table(start + data, "a.csv")
