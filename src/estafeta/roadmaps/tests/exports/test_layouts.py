from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from docforge.paper import Approval, Heading, Listing, Page, Table, plain
from estafeta.roadmaps.exports import LAYOUTS, paper_of
from estafeta.roadmaps.exports.lines import Line, lines_of
from estafeta.roadmaps.exports.sheet import ApprovalSheet, MeasureSheet, SectionSheet
from estafeta.roadmaps.exports.wording import lead_and_points, signing_name
from estafeta.roadmaps.tests.exports.sheets import CLASSIC, INFORMING, SHAPES, TWO, plan

DAY = dt.date(2026, 11, 21)


def text(cell):
    lines = []
    for part in cell.content:
        lines += [plain(item) for item in part.items] if isinstance(part, Listing) else [plain(part.runs)]
    return "\n".join(lines)


def table_of(sheet, layout):
    return next(block for block in paper_of(sheet, layout, DAY).blocks if isinstance(block, Table))


def texts(rows):
    return [[text(cell) for cell in row.cells] for row in rows]


@pytest.mark.parametrize(
    ("layout", "page", "heading"),
    [
        (
            "informing8",
            Page.LANDSCAPE,
            [
                [
                    "№",
                    "Направление деятельности, мероприятия",
                    "Срок",
                    "Результат",
                    "Вид документа",
                    "Информирование о результате",
                    "Ответственные",
                ],
                ["кого", "когда"],
            ],
        ),
        (
            "classic5",
            Page.LANDSCAPE,
            [
                [
                    "№ п/п",
                    "Наименование мероприятий",
                    "Срок реализации",
                    "Ответственный исполнитель",
                    "Результат. Вид документа",
                ],
                ["1", "2", "3", "4", "5"],
            ],
        ),
        (
            "roles5",
            Page.PORTRAIT,
            [["п/п", "Основные мероприятия", "Срок исполнения", "Ответственные исполнители", "Ожидаемый результат"]],
        ),
        (
            "two_responsibles",
            Page.PORTRAIT,
            [["№ п/п", "Мероприятия", "Сроки исполнения", "Ответственные"], ["муниципальные", "ОО"]],
        ),
        (
            "stages",
            Page.PORTRAIT,
            [["№ п/п", "Наименование этапа", "Содержание деятельности и примерный план мероприятий"]],
        ),
    ],
)
def test_headings(layout, page, heading):
    paper = paper_of(SHAPES[layout], layout, DAY)
    assert paper.page is page
    assert texts(table_of(SHAPES[layout], layout).header) == heading


def test_the_paper_has_approval_title_table_and_a_day():
    paper = paper_of(CLASSIC, "classic5", DAY)
    approval, title, table = paper.blocks
    assert approval == Approval(
        post="Директор", organisation="МБОУ «СОШ № 3»", name="О. В. Соколова", date=dt.date(2026, 8, 28)
    )
    assert title == Heading(CLASSIC.title)
    assert isinstance(table, Table)
    assert (paper.title, paper.author, paper.made_on) == (CLASSIC.title, "МБОУ «СОШ № 3»", DAY)


@pytest.mark.parametrize(
    ("number", "date", "signed"),
    [("45-од", dt.date(2026, 8, 28), "от 28.08.2026 № 45-од"), ("45-од", None, "№ 45-од")],
)
def test_an_act_that_approved_is_named(number, date, signed):
    known = ApprovalSheet(organisation="МБОУ «СОШ № 3»", act_kind="Приказ", act_number=number, act_date=date)
    paper = paper_of(replace(CLASSIC, approval=known), "classic5", DAY)
    assert paper.blocks[0] == Approval(word="УТВЕРЖДЕНА", lines=("приказом МБОУ «СОШ № 3»", signed))


def test_an_act_without_number_and_date_is_not_named():
    known = ApprovalSheet(post="Директор", act_kind="Приказ")
    assert paper_of(replace(CLASSIC, approval=known), "classic5", DAY).blocks[0] == Approval(post="Директор")


def test_sections_go_across_the_table_or_carry_their_deadline():
    first = table_of(INFORMING, "informing8").rows[0]
    assert (texts([first]), first.cells[0].colspan, first.band) == ([["1. Нормативно-правовое обеспечение"]], 8, True)
    dated = table_of(TWO, "two_responsibles").rows[0]
    assert texts([dated]) == [["1", "Подготовка нормативной базы", "Май-октябрь 2026 г.", "", ""]]


def test_result_and_document_share_a_cell():
    rows = texts(table_of(CLASSIC, "classic5").rows)
    assert rows[1][-1] == "Приказ"
    assert rows[-1][-1] == "Контроль проведён\nВид документа: Справка"


def test_several_reports_stand_line_by_line():
    rows = texts(table_of(INFORMING, "informing8").rows)
    assert rows[2][5:7] == ["Управление образования;\nНаставнический центр", "30.11.2026;\nпо запросу"]


@pytest.mark.parametrize(("municipal", "cells"), [(True, ["Куратор", ""]), (False, ["", "Куратор"])])
def test_responsible_who_were_never_told_apart_stand_where_the_plan_is_at_home(municipal, cells):
    sheet = plan("classic5", SectionSheet(measures=(MeasureSheet("Встреча", "1", responsible="Куратор"),)))
    assert texts(table_of(replace(sheet, municipal=municipal), "two_responsibles").rows)[0][3:] == cells


def test_own_names_of_columns_are_kept():
    people = (("район", "а"), ("школа", "б"), ("партнёр", "в"))
    sheet = plan("two_responsibles", SectionSheet(measures=(MeasureSheet("Встреча", "1", responsible_columns=people),)))
    table = table_of(sheet, "two_responsibles")
    assert texts(table.header)[1] == ["район", "школа", "партнёр"]
    assert texts(table.rows)[0][3:] == ["а", "б", "в"]
    assert texts(table_of(sheet, "classic5").rows)[0][3] == "а; б; в"


def test_stages_put_work_beside_the_stage():
    rows = table_of(SHAPES["stages"], "stages").rows
    assert texts(rows) == [
        [
            "1",
            "Подготовка условий",
            "Изучение нормативной базы\nИзучение федеральных рекомендаций\nИзучение типовой программы",
        ],
        ["Подготовка локальных актов\nПриказ о наставничестве\nПоложение о наставничестве"],
        ["2", "Формирование банка наставляемых", "Сбор данных\nСбор запросов педагогов"],
    ]
    assert rows[0].cells[0].rowspan == 2


def test_stages_make_one_list_of_work_without_headings():
    measures = (MeasureSheet("Сбор"), MeasureSheet("Анализ"), MeasureSheet("Встречи:", items=("первая;", "вторая.")))
    rows = texts(table_of(plan("stages", SectionSheet("", "Работа", measures=measures)), "stages").rows)
    assert rows == [["1", "Работа", "Сбор\nАнализ"], ["Встречи:\nпервая;\nвторая."]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_plan_is_printed_with_an_empty_row(layout):
    table = table_of(plan(layout), layout)
    assert len(table.rows) == 1
    assert set(texts(table.rows)[0]) == {""}


def test_groups_get_back_the_row_they_came_from():
    section = SectionSheet("5", "Контроль", measures=(MeasureSheet("В школе", "5.1.1", group="Проверка:"),))
    assert lines_of(plan("classic5", section))[0][1] == (
        Line("5.1", group="Проверка:"),
        Line("5.1.1", section.measures[0]),
    )


def test_a_group_that_has_no_number_of_its_own_goes_across_the_table():
    section = SectionSheet("5", "Контроль", measures=(MeasureSheet("В школе", "5.1", group="Проверка"),))
    assert texts(table_of(plan("classic5", section), "classic5").rows)[1] == ["Проверка"]


def test_a_plan_without_numbers_gets_them_on_paper():
    parts = (MeasureSheet("Анкета"), MeasureSheet("Беседа"))
    first = SectionSheet(
        "I.", "Сбор", measures=(MeasureSheet("Запросы", children=parts), MeasureSheet("Итог", group="Г"))
    )
    second = SectionSheet("", "", measures=(MeasureSheet("Встреча"),))
    third = SectionSheet("", "Прочее", measures=(MeasureSheet("Отчёт"),))
    numbers = [[line.number for line in lines] for _, lines in lines_of(plan("classic5", first, second, third))]
    assert numbers == [["I.1", "I.1.1", "I.1.2", "I.2", "I.2.1"], ["1"], ["2"]]


@pytest.mark.parametrize(
    ("title", "items", "lead", "points"),
    [
        ("Акт, включая:", ("сроки;", "лица."), "Акт, включая:", ("сроки;", "лица.")),
        ("Акт, включая: - сроки; - лица.", ("сроки", "лица"), "Акт, включая:", ("сроки;", "лица.")),
        ("Акт:\n• сроки  сдачи\n• лица", ("сроки сдачи", "лица"), "Акт:", ("сроки  сдачи", "лица")),
        ("Акт", (), "Акт", ()),
        ("сроки; лица", ("сроки", "лица"), "сроки; лица", ("сроки", "лица")),
        ("Акт: - сроки", ("сроки", "чужое"), "Акт: - сроки", ("сроки", "чужое")),
        ("Акт", ("", " "), "Акт", ()),
    ],
)
def test_lead_and_points(title, items, lead, points):
    assert lead_and_points(title, items) == (lead, points)


@pytest.mark.parametrize(
    ("name", "signed"),
    [
        ("Громов Павел Андреевич", "П. А. Громов"),
        ("Соколова Ольга Ильинична", "О. И. Соколова"),
        ("О. В. Соколова", "О. В. Соколова"),
        ("Ким Анна", "Ким Анна"),
        ("", ""),
    ],
)
def test_a_name_under_a_signature(name, signed):
    assert signing_name(name) == signed
