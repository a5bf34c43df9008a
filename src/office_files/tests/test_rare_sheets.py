"""Rare turns of spreadsheets and of the ground below: values, formats, bounds, broken parts."""

import datetime as dt
import struct
from types import SimpleNamespace

import pytest
from python_calamine import CalamineError, PasswordError, SheetTypeEnum, SheetVisibleEnum

from office_files import limits, markup, refusals
from office_files.blocks import Place
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.limits import Budget
from office_files.numerals import letter, numeral, roman
from office_files.sheets import xls, xls_records
from office_files.sheets.number_formats import show


class FakeSheet:
    def __init__(self, rows, start=(0, 1)):
        self.start, self.merged_cell_ranges, self._rows = start, [((0, 0), (1, 1))], rows

    def iter_rows(self):
        for row in self._rows:
            if isinstance(row, BaseException):
                raise row
            yield row


class PanicException(BaseException):
    """What a panic of calamine looks like from Python."""


def opened(monkeypatch, sheet):
    entry = SimpleNamespace(name="Л", typ=SheetTypeEnum.WorkSheet, visible=SheetVisibleEnum.Visible)
    chart = SimpleNamespace(name="Г", typ=SheetTypeEnum.ChartSheet, visible=SheetVisibleEnum.Visible)
    fake = SimpleNamespace(sheets_metadata=[chart, entry], get_sheet_by_name=lambda name: sheet)
    monkeypatch.setattr("python_calamine.CalamineWorkbook", SimpleNamespace(from_filelike=lambda stream: fake))
    (only,) = xls.open_xls(b"", "xlsb").sheets
    return only


def test_values_of_calamine_keep_their_types(monkeypatch):
    day, span = dt.date(2026, 9, 1), dt.timedelta(hours=1)
    sheet = opened(monkeypatch, FakeSheet([["а\u00a0", True, 5, day, dt.time(9), span, ""]]))
    (row,) = sheet.rows()
    assert [(cell.column, cell.value) for cell in row.cells] == [
        (1, "а"),
        (2, True),
        (3, 5.0),
        (4, day),
        (5, dt.time(9)),
    ]
    assert [type(cell.value) for cell in row.cells][1:3] == [bool, float]
    assert sheet.merges == [(0, 0, 1, 1)]


def test_an_empty_sheet_and_a_long_gap_end_the_reading(monkeypatch):
    assert list(opened(monkeypatch, FakeSheet([], start=None)).rows()) == []
    blank = [[""]] * (limits.MAX_BLANK_ROWS + 1)
    assert len(list(opened(monkeypatch, FakeSheet([["а"], *blank, ["б"]])).rows())) == 1


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (PasswordError("x"), refusals.PASSWORD),
        (CalamineError("x"), refusals.ZIP_BROKEN),
        (PanicException(), refusals.ZIP_BROKEN),
    ],
)
def test_every_failure_of_calamine_is_a_refusal(monkeypatch, failure, said):
    with pytest.raises(Unreadable) as raised:
        list(opened(monkeypatch, FakeSheet([failure])).rows())
    assert raised.value.sentence == said


def test_what_is_no_failure_of_calamine_goes_through(monkeypatch):
    with pytest.raises(KeyboardInterrupt):
        list(opened(monkeypatch, FakeSheet([KeyboardInterrupt()])).rows())


def test_formats_of_an_old_workbook_by_row_and_column(monkeypatch):
    custom = struct.pack("<HHB", 164, 5, 0) + b"0.0 x"
    styles = [(0x00E0, struct.pack("<HH", 0, number)) for number in (0, 14, 164)]
    series = (
        struct.pack("<HH", 3, 0) + b"".join(struct.pack("<HI", style, 0) for style in (1, 9)) + struct.pack("<H", 1)
    )
    sheet = [(0x0809, b""), (0x0203, struct.pack("<HHHd", 2, 5, 2, 1.0)), (0x0203, struct.pack("<HHHd", 2, 6, 9, 1.0))]
    sheet += [(0x00BD, series), (0x0203, b"abc"), (0x000A, b"")]
    head = [(0x0809, bytes(4)), (0x041E, custom), (0x041E, b"x"), *styles, (0x00E0, b"")]

    def packed(records):
        return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)

    start = len(packed(head)) + len(packed([(0x0085, bytes(8)), (0x0085, b""), (0x000A, b"")]))
    stream = packed([*head, (0x0085, struct.pack("<II", start, 0)), (0x0085, b""), (0x000A, b"")]) + packed(sheet)
    monkeypatch.setattr(xls_records.ole, "stream", lambda data, name: stream)
    assert xls_records.formats_of(b"") == [{(2, 5): "0.0 x", (3, 0): "dd.mm.yyyy"}]
    assert xls_records._string(struct.pack("<HB", 2, 1) + "да".encode("utf-16-le")) == "да"


def test_more_sheets_than_a_book_has_are_refused(monkeypatch):
    record = struct.pack("<HHI", 0x0085, 4, 0)
    monkeypatch.setattr(xls_records.ole, "stream", lambda data, name: record * 300)
    with pytest.raises(Unreadable) as raised:
        xls_records.refuse_vast(b"", limits.TABLE)
    assert raised.value.sentence == refusals.TOO_MANY_CELLS


def test_strings_that_break_off_end_the_table_of_strings():
    whole = struct.pack("<IIHB", 2, 2, 1, 0) + b"x"
    rich = struct.pack("<HBHI", 1, 0x0C, 1, 3) + b"y" + bytes(7)
    assert xls_records._string_lengths([whole + rich]) == [1, 1]
    assert xls_records._string_lengths([whole + struct.pack("<HB", 9, 0) + b"abc"]) == [1]
    assert xls_records._string_lengths([whole + struct.pack("<HB", 4, 1) + b"ab", b"\x00xyz"]) == [1, 4]
    assert xls_records._string_lengths([whole + struct.pack("<HBH", 1, 8, 1) + b"y\x00", b"\x00\x00\x00"]) == [1, 1]
    assert xls_records._string_lengths([whole + b"\x01"]) == [1]


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (5_000_000, "dd.mm.yyyy", "5000000"),
        (1e5, "0.00E+00", "100000"),
        (0.5, "# ?/?", "0.5"),
        (1.5, "0.###", "1.5"),
        (2, '"нет"', "2"),
        (-3, "0;(0)", "(-3)"),
        (0, '0;-0;"нет"', "0"),
        (1e30, "0.00", "1e+30"),
    ],
)
def test_rare_formats_of_numbers(number, code, text):
    assert show(number, code) == text


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [(0, "upperRoman", "0"), (4000, "lowerRoman", "4000"), (0, "lowerLetter", "0"), (27, "upperLetter", "AA"),
     (3, "russianLower", "в"), (7, "decimalZero", "07"), (5, "none", ""), (5, "чужой", "5")],
)  # fmt: skip
def test_numerals(number, style, text):
    assert numeral(number, style) == text
    assert (roman(4), letter(2, "аб")) == ("IV", "б")


def test_cells_beyond_the_last_column_are_not_kept():
    grid = Grid(Budget(), Place(table=1))
    assert not grid.widen_last(0, 1)
    grid.open_row()
    grid.put(Anchor("а", 0, 0))
    grid.put(Anchor("далеко", 0, limits.MAX_COLUMNS + 5))
    assert grid.widen_last(0, 2)
    assert not grid.widen_last(1, 1)
    table = grid.build()
    assert [(cell.text, cell.columns) for cell in table.cells] == [("а", 3)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<!DOCTYPE x><x/>", refusals.XML_ENTITIES),
        (b"<x>" + b"<y/>" * 500_000, refusals.TOO_MANY_CELLS),
        (b"<x><y></x>", refusals.XML_BROKEN),
    ],
)
def test_a_long_part_is_parsed_as_strictly_as_a_short_one(data, said):
    with pytest.raises(Unreadable) as raised:
        list(markup.Stream("z").feed(data))
    assert raised.value.sentence == said


def test_a_part_that_breaks_off_is_refused_and_an_absent_one_is_not():
    stream = markup.Stream("y")
    stream.close()
    assert len(list(stream.feed(b"<x>" + b"<y/>" * 600))) == 600
    with pytest.raises(Unreadable):
        stream.close()


@pytest.mark.parametrize("data", [b"", b'<?xml version="1.0" encoding="klingon"?><x/>', b"<x>"])
def test_broken_parts(data):
    with pytest.raises(Unreadable):
        markup.parse_xml(data)


def test_a_tree_that_would_fill_the_memory_is_not_built():
    with pytest.raises(Unreadable) as raised:
        markup.parse_xml(b"<x>" + b"<y/>" * 3_300_000)
    assert raised.value.sentence == refusals.TOO_MANY_TAGS


def test_too_much_text_in_paragraphs_is_refused():
    budget = Budget(limits.TABLE)
    with pytest.raises(Unreadable) as raised:
        budget.pay_paragraph("а" * (limits.TABLE.characters + 1))
    assert raised.value.sentence == refusals.TOO_MUCH_TEXT
