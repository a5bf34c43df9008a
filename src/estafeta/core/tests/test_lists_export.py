"""The spreadsheet of a list: every row, typed values, no formulas, a safe name."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from estafeta.core.lists import answers
from estafeta.core.lists.columns import Column
from estafeta.core.lists.export import LONGEST, file_name, sheet_name, write_workbook
from estafeta.core.models import Job
from estafeta.core.refusals import Refusal
from estafeta.core.tests.test_lists import DAY, answer, jobs

__all__ = ["jobs"]

VALUE = (Column("value", "Значение", lambda row: row),)


def sheet_of(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def written(*values: object) -> list[object]:
    with write_workbook("Список", VALUE, values) as file:
        return [row[0] for row in sheet_of(file.read())[1:]]


def test_export_holds_all_pages_of_the_filtered_rows(jobs):
    response = answer("export=xlsx&state=waiting&sort=run_after")
    rows = sheet_of(b"".join(response.streaming_content))
    response.close()
    assert rows == [
        ["Задание", "Состояние", "Не раньше", "Попытки"],
        ["Ёлка", "ждёт", dt.datetime(2026, 11, 1, 23, 30), 1.0],
        ["сводка", "ждёт", dt.datetime(2026, 11, 3, 23, 30), 3.0],
    ]


def test_export_streams_an_attachment_that_is_not_kept(jobs):
    response = answer("export=xlsx")
    assert response.streaming
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%97%D0%B0%D0%B4%D0%B0%D0%BD%D0%B8%D1%8F%202026-11-21.xlsx"
    )
    assert response["Cache-Control"] == "no-store"
    response.close()


def test_export_tells_how_many_rows_left(jobs):
    heard: list[int] = []
    answer("export=xlsx&q=ёлка", on_export=heard.append).close()
    assert heard == [1]


def test_export_of_another_kind_is_the_page(jobs):
    assert not answer("export=exe").streaming


def test_export_refuses_more_rows_than_excel_holds(jobs, monkeypatch):
    monkeypatch.setattr(answers, "MOST_ROWS", 2)
    with pytest.raises(Refusal, match="Сузьте"):
        answer("export=xlsx")


@pytest.mark.parametrize("rows", [1, 3])
def test_export_asks_the_database_twice(db, rows, django_assert_num_queries):
    for number in range(rows):
        Job.queue.create(task="одно", run_after=timezone.now(), key=str(number))
    with django_assert_num_queries(2):
        answer("export=xlsx").close()


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-5", "@SUM(A1)", "=HYPERLINK(1)", "http://x.example", "007", "\t=1"]
)
def test_export_keeps_text_as_text(text):
    assert written(text) == [text]


def test_export_writes_values_by_type():
    day = dt.date(2026, 9, 1)
    assert written(day, 2.5, True, "а") == [day, 2.5, "да", "а"]


def test_export_cuts_what_no_cell_holds():
    assert [len(str(value)) for value in written("я" * (LONGEST + 5))] == [LONGEST]


def test_export_leaves_unexported_columns_out():
    columns = (*VALUE, Column("menu", "Действия", lambda row: "нет", exported=False))
    with write_workbook("Список", columns, ["а"]) as file:
        assert sheet_of(file.read()) == [["Значение"], ["а"]]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Участники «Заречной»", "Участники «Заречной» 2026-11-21.xlsx"),
        ("../../etc\\passwd\r\nX: 1", "etc passwd X 1 2026-11-21.xlsx"),
        ("", "Список 2026-11-21.xlsx"),
        ("...", "Список 2026-11-21.xlsx"),
    ],
)
def test_file_name_is_safe(title, name):
    assert file_name(title, DAY) == name


def test_sheet_name_is_what_excel_takes():
    assert sheet_name("Журнал: 2026/27 [все]?*") == "Журнал  2026 27  все"
    assert len(sheet_name("я" * 40)) == 31
    assert sheet_name("''") == "Список"
