"""Tables with the place of every cell: what stands above, below, under merged cells; what is refused."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
import xlsxwriter

from office_files import layouts as layouts_module
from office_files import refusals
from office_files.errors import Unreadable
from office_files.layouts import open_layouts
from office_files.limits import TABLE
from office_files.tests import makers


def workbook(*fill):
    """A workbook of one sheet; each of `fill` is called with the sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Люди")
        for one in fill:
            one(sheet)
    return out.getvalue()


def document(*parts):
    """A Word file of paragraphs (texts) and tables (lists of rows)."""
    made, out = docx.Document(), io.BytesIO()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(out)
    return out.getvalue()


def texts(layout):
    return [[spot.text for spot in row] for row in layout.rows]


def refusal(content, name="", **bounds):
    with pytest.raises(Unreadable) as raised:
        open_layouts(content, name, replace(TABLE, **bounds))
    return raised.value.sentence


def test_paragraphs_belong_to_the_table_below_them_and_blank_ones_to_nobody():
    content = document("Список", " ", [["ФИО", "Класс"], ["Орлова", ""]], "", "Пары", [["А", "Б"]], "Итого")
    found = open_layouts(content)
    assert [(one.above, texts(one)) for one in found.layouts] == [
        (("Список",), [["ФИО", "Класс"], ["Орлова"]]),
        (("Пары",), [["А", "Б"]]),
    ]
    assert found.below == ("Итого",)


def test_merged_cells_keep_their_corner_and_nothing_is_lost_under_them():
    def fill(sheet):
        sheet.merge_range(0, 0, 1, 1, "Пара")
        sheet.write(0, 2, "Класс")
        sheet.write(1, 1, "под ячейкой")
        sheet.write(1, 0, "и здесь")
        sheet.write(2, 0, "Орлова")

    (found,) = open_layouts(workbook(fill)).layouts
    corner = found.rows[0][0]
    assert (corner.text, corner.rows, corner.columns) == ("Пара", 2, 2)
    assert texts(found) == [["Пара", "Класс"], ["Орлова"]]
    assert sorted(spot.text for spot in found.beneath) == ["и здесь", "под ячейкой"]


def test_past_very_many_merged_cells_the_rest_is_taken_as_not_merged(monkeypatch):
    def fill(sheet):
        sheet.merge_range(0, 0, 3, 0, "А")
        sheet.merge_range(4, 0, 7, 0, "Б")
        sheet.write(5, 0, "под Б")
        sheet.write(9, 0, "конец")

    monkeypatch.setattr(layouts_module, "_MOST_COVERED", 6)
    (found,) = open_layouts(workbook(fill)).layouts
    assert texts(found) == [["А"], ["Б"], ["под Б"], ["конец"]]


def test_blank_lines_of_a_list_keep_the_numbers_of_the_others():
    (found,) = open_layouts("ФИО;Класс\n;\nОрлова;\n".encode(), "люди.csv").layouts
    assert [[(spot.row, spot.column, spot.text) for spot in row] for row in found.rows] == [
        [(0, 0, "ФИО"), (0, 1, "Класс")],
        [(2, 0, "Орлова")],
    ]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"%PDF-1.4\n", "люди.pdf", refusals.NOT_A_TABLE),
        ("Просто текст.".encode(), "", refusals.NOT_A_TABLE),
        (document("Просто текст."), "", refusals.NOT_A_TABLE),
        (document(" "), "", refusals.NO_CONTENT),
        (workbook(), "", refusals.NO_CONTENT),
        (workbook(lambda sheet: sheet.write_formula(0, 0, "=B1", value="")), "", refusals.ONLY_FORMULAS),
        (makers.ole("Workbook"), "", refusals.NO_CONTENT),
    ],
)
def test_what_has_no_table_is_refused_in_its_own_words(content, name, sentence):
    assert refusal(content, name) == sentence


def test_bounds_hold_for_rows():
    content = workbook(lambda sheet: [sheet.write(row, 0, "а") for row in range(11)])
    assert refusal(content, rows=10) == refusals.too_many_rows(10)
    assert len(open_layouts(content, "", replace(TABLE, rows=11)).layouts[0].rows) == 11
