"""Layouts of tables, each a few rows of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from office_files.blocks import Place, Table
from office_files.errors import Unreadable
from roadmap_reader.tests.structure.builders import M, para, read, rows_of, table

TITLE = para(
    "Дорожная карта внедрения наставничества в МБОУ «Школа № 3» на 2024-2025 учебный год", bold=True, centred=True
)
HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
ORDER = ["1", "Приказ о кураторе", "сентябрь", "Директор", "Приказ"]
MEETING = ["2", "Встречи пар", "октябрь", "Куратор", "Дневник"]
PLAIN = [
    (None, "1", "Приказ о кураторе", "сентябрь", "Директор", "Приказ"),
    (None, "2", "Встречи пар", "октябрь", "Куратор", "Дневник"),
]


def test_plain_table():
    form = read(TITLE, table(HEAD, ORDER, MEETING))
    assert rows_of(form) == PLAIN
    assert form["title"].startswith("Дорожная карта внедрения")
    assert form["organisation"] == "МБОУ «Школа № 3»"
    assert form["period"] == ["2024-09-01", "2025-05-31"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ["1", "2", "3", "4", "5"], ORDER, MEETING],
        [[M("План работы по наставничеству", columns=5)], HEAD, ORDER, MEETING],
        [[h.upper() for h in HEAD], ORDER, MEETING],
        [
            ["№ п/п", "Содержание деятельности", "Сроки исполнения", "Исполнители", "Планируемый результат"],
            ORDER,
            MEETING,
        ],
        [["п/п", "Что делаем", "Когда", "Кто", "Итог"], ORDER, MEETING],
        [["№", "Наименование мероприятия", "Период", "ФИО ответственного", "Показатель"], ORDER, MEETING],
        [["N", "Виды работ", "Дата проведения", "Ответственный исполнитель", "Ожидаемый результат"], ORDER, MEETING],
        [HEAD, ORDER, ["", "", "", "", ""], HEAD, MEETING],
        [HEAD, ORDER, MEETING, ["Итого", "2", "", "", ""]],
        [HEAD, ORDER, MEETING, [M("Директор ____________ И.И. Петрова", columns=5)]],
        [HEAD, ["1.", *ORDER[1:]], ["2.", *MEETING[1:]]],
        [HEAD, ORDER, ["2", "Встречи\u00a0пар", "ок\u00adтябрь", "Куратор ", "Дневник"]],
        [["\u2116", "Мероприятие", "Срок<br>исполнения", "Ответственный", "Результат"], ORDER, MEETING],
    ],
)
def test_same_plan_in_other_clothes(rows):
    assert rows_of(read(TITLE, table(*rows))) == PLAIN


def test_repeated_heading_on_next_page():
    form = read(TITLE, table(HEAD, ORDER), para("2"), table(HEAD, MEETING))
    assert rows_of(form) == PLAIN


def test_row_cut_in_two_by_a_page():
    first = table(HEAD, ["1", "Проведение семинара по вопросам", "октябрь", "Методист,", "Программа"])
    second = table(["", "организации работы пар", "", "куратор", ""], ["2", "Круглый стол", "ноябрь", "Куратор", ""])
    assert rows_of(read(TITLE, first, second)) == [
        (
            None,
            "1",
            "Проведение семинара по вопросам организации работы пар",
            "октябрь",
            "Методист, куратор",
            "Программа",
        ),
        (None, "2", "Круглый стол", "ноябрь", "Куратор", None),
    ]


@pytest.mark.parametrize(
    ("row", "number", "title"),
    [
        ([M("1. Подготовка условий", columns=5)], "1", "Подготовка условий"),
        ([M("Подготовка условий", columns=5, bold=True)], None, "Подготовка условий"),
        (["1", M("Подготовка условий", columns=4)], "1", "Подготовка условий"),
        (["I", "Подготовка условий", "", "", ""], "I", "Подготовка условий"),
        (["Подготовка условий", "", "", "", ""], None, "Подготовка условий"),
        (["", "Подготовка условий", "", "", ""], None, "Подготовка условий"),
        (["Подготовка условий"] * 5, None, "Подготовка условий"),
    ],
)
def test_section_rows(row, number, title):
    form = read(TITLE, table(HEAD, row, ["1.1", *ORDER[1:]], ["1.2", *MEETING[1:]]))
    (section,) = form["sections"]
    assert (section["number"], section["title"]) == (number, title)
    assert [m["number"] for m in section["measures"]] == ["1.1", "1.2"]


def test_section_row_with_a_deadline():
    rows = [
        ["1", "Подготовка", "сентябрь-октябрь", "", ""],
        ["1.1", *ORDER[1:]],
        ["2", "Работа", "ноябрь", "", ""],
        ["2.1", *MEETING[1:]],
    ]
    form = read(TITLE, table(HEAD, *rows))
    assert [(s["title"], s["deadline_text"]) for s in form["sections"]] == [
        ("Подготовка", "сентябрь-октябрь"),
        ("Работа", "ноябрь"),
    ]


def test_sections_as_lines_between_tables():
    form = read(
        TITLE, para("1. Подготовка", bold=True), table(HEAD, ORDER), para("2. Работа", bold=True), table(HEAD, MEETING)
    )
    assert [(s["number"], s["title"], len(s["measures"])) for s in form["sections"]] == [
        ("1", "Подготовка", 1),
        ("2", "Работа", 1),
    ]


def test_merged_section_column():
    rows = [
        [M("Начало", rows=2), "Приказ", "сентябрь", "Директор"],
        ["Положение", "октябрь", "Завуч"],
        ["Работа", "Встречи", "май", "Куратор"],
    ]
    form = read(TITLE, table(["Этап", "Мероприятия", "Сроки", "Кто отвечает"], *rows))
    assert [(s["title"], [m["title"] for m in s["measures"]]) for s in form["sections"]] == [
        ("Начало", ["Приказ", "Положение"]),
        ("Работа", ["Встречи"]),
    ]


def test_numbers_of_a_merged_section_column_belong_to_sections():
    rows = [
        [M("1", rows=2), M("Подготовка", rows=2), "Приказ", "сентябрь", "Директор"],
        ["Положение", "октябрь", "Завуч"],
        ["2", "Отбор", "Анкетирование", "ноябрь", "Психолог"],
    ]
    form = read(TITLE, table(["№", "Этап", "Мероприятия", "Сроки", "Ответственные"], *rows))
    assert [(s["number"], s["title"], len(s["measures"])) for s in form["sections"]] == [
        ("1", "Подготовка", 2),
        ("2", "Отбор", 1),
    ]


def test_merged_months_and_people_hold_for_every_row():
    rows = [
        ["1", "Приказ", M("сентябрь", rows=2), M("Директор", rows=2), ""],
        ["2", "Положение", ""],
        ["3", "Встречи", "май", "Куратор", ""],
    ]
    found = rows_of(read(TITLE, table(HEAD, *rows)))
    assert [row[3:5] for row in found] == [("сентябрь", "Директор"), ("сентябрь", "Директор"), ("май", "Куратор")]


def test_merged_title_with_two_deadlines_is_one_measure():
    rows = [
        [M("1", rows=2), M("Мониторинг", rows=2), "декабрь", "Куратор", ""],
        ["май", "Директор", ""],
        ["2", "Встречи", "май", "Куратор", ""],
    ]
    found = rows_of(read(TITLE, table(HEAD, *rows)))
    assert found[0] == (None, "1", "Мониторинг", "декабрь май", "Куратор Директор", None)
    assert len(found) == 2


def test_two_rows_of_heading():
    head = [
        M("№", rows=2),
        M("Мероприятие", rows=2),
        M("Срок", rows=2),
        M("Информирование о результате", columns=2),
        M("Ответственные", columns=2),
    ]
    form = read(
        TITLE,
        table(
            head,
            ["кого", "когда", "муниципальные", "ОО"],
            ["1", "Приказ", "май", "Центр", "по запросу", "Управление", "Школы"],
        ),
    )
    (measure,) = form["sections"][0]["measures"]
    assert measure["reporting"] == [{"to": "Центр", "when": "по запросу"}]
    assert measure["responsible"] == "Управление; Школы"
    assert measure["responsible_columns"] == {"муниципальные": "Управление", "ОО": "Школы"}


def test_start_and_end_columns():
    rows = [
        ["1", "Приказ", "01.09.2024", "10.09.2024", "Директор"],
        ["2", "Пары", "15.09.2024", "30.09.2024", "Куратор"],
    ]
    form = read(TITLE, table(["№", "Мероприятие", "Дата начала", "Дата окончания", "Исполнитель"], *rows))
    assert [row[3] for row in rows_of(form)] == ["01.09.2024 - 10.09.2024", "15.09.2024 - 30.09.2024"]


def test_deadline_and_people_in_one_column():
    form = read(
        TITLE,
        table(
            ["№", "Мероприятие", "Сроки, ответственные"],
            ["1", "Приказ", "сентябрь\nДиректор"],
            ["2", "Отчёт", "май\nКуратор"],
        ),
    )
    assert [row[3:5] for row in rows_of(form)] == [("сентябрь", "Директор"), ("май", "Куратор")]


def test_table_without_heading():
    rows = [
        ["1", "Издание приказа о внедрении", "до 10.09.2024", "Иванова А.П.", "Приказ"],
        ["2", "Разработка положения о наставничестве", "сентябрь 2024", "Петров К.Д.", "Положение"],
        ["3", "Подбор наставников из числа педагогов", "октябрь 2024", "Иванова А.П.", "База"],
    ]
    form = read(TITLE, table(*rows))
    assert [list(row[1:]) for row in rows_of(form)] == rows
    assert any("по содержанию" in d["what"] for d in form["doubts"])


def test_numbers_inside_titles():
    rows = [
        ["1. Подготовка", "", ""],
        ["1.1. Приказ", "сентябрь", "Директор"],
        ["2. Работа", "", ""],
        ["2.1. Встречи", "май", "Куратор"],
    ]
    form = read(TITLE, table(["Мероприятия", "Срок", "Ответственный"], *rows))
    assert [(s["number"], s["title"], s["measures"][0]["number"]) for s in form["sections"]] == [
        ("1", "Подготовка", "1.1"),
        ("2", "Работа", "2.1"),
    ]


def test_lead_in_rows_are_not_measures():
    rows = [
        [M("5. Контроль", columns=5)],
        ["5.1", "Контроль реализации:", "", "", ""],
        ["5.1.1", "в школе", "май", "Завуч", ""],
        ["5.2", "Отчёт", "май", "Директор", ""],
    ]
    measures = read(TITLE, table(HEAD, *rows))["sections"][0]["measures"]
    assert [m["number"] for m in measures] == ["5.1.1", "5.2"]
    assert measures[0]["parent"] == "5.1"
    assert measures[0]["group"] == "Контроль реализации:"


def test_sub_rows_with_dashes_are_measures():
    rows = [
        ["1", "Разработка документов:", "", "", ""],
        ["", "- приказ", "до 10.09", "Директор", ""],
        ["", "- положение", "до 20.09", "Завуч", ""],
        MEETING,
    ]
    form = read(TITLE, table(HEAD, *rows))
    assert [(m["number"], m["title"], m.get("parent")) for m in form["sections"][0]["measures"]] == [
        (None, "- приказ", "1"),
        (None, "- положение", "1"),
        ("2", "Встречи пар", None),
    ]


def test_a_second_result_row_joins_the_measure_above():
    form = read(TITLE, table(HEAD, ORDER, ["", "", "", "", "Отчёт"], MEETING))
    assert [row[5] for row in rows_of(form)] == ["Приказ Отчёт", "Дневник"]


def test_rows_without_deadline_stay_measures_with_a_doubt():
    form = read(
        TITLE, table(HEAD, ["1", "Приказ", "", "Директор", ""], ["2", "Положение", "", "", ""], ["3", *MEETING[1:]])
    )
    assert [row[1] for row in rows_of(form)] == ["1", "2", "3"]
    assert sum(d["what"] == "Срок не указан." for d in form["doubts"]) == 2


def test_repeated_and_missing_numbers_are_doubts():
    form = read(TITLE, table(HEAD, ORDER, ["1", *MEETING[1:]], ["4", "Отчёт", "май", "Директор", ""]))
    said = " ".join(d["what"] for d in form["doubts"])
    assert "Номер 1 повторяется" in said
    assert "После номера 1 стоит 4" in said


def test_other_tables_are_left_alone():
    people = table(
        ["№", "ФИО", "Должность", "Класс"], ["1", "Иванов И.И.", "учитель", "5"], ["2", "Петров И.И.", "учитель", "6"]
    )
    shares = table(["№", "Показатель", "2023", "2024"], ["1", "Доля наставляемых", "10", "20"])
    signs = table(["Должность", "ФИО", "Подпись", "Дата"], ["Директор", "Петрова И.И.", "", "01.09.2024"])
    form = read(TITLE, people, table(HEAD, ORDER, MEETING), para("Показатели"), shares, signs)
    assert rows_of(form) == PLAIN


def test_two_plans_in_one_file():
    form = read(
        para("Дорожная карта по форме «учитель – учитель» на 2024 год", bold=True),
        table(HEAD, ORDER),
        para("Дорожная карта по форме «ученик – ученик» на 2024 год", bold=True),
        table(HEAD, MEETING),
    )
    assert len(rows_of(form)) == 2


def test_sheets_name_sections():
    def sheet(name, *rows):
        plain = table(*rows)
        return Table(plain.cells, plain.height, plain.width, Place(sheet=name))

    form = read(TITLE, sheet("Осень", HEAD, ORDER), sheet("Весна", HEAD, MEETING))
    assert [s["title"] for s in form["sections"]] == ["Осень", "Весна"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["№", "Показатель", "2023", "2024"],
            ["1", "Доля наставляемых", "10", "20"],
            ["2", "Доля наставников", "1", "2"],
        ],
        [["№", "Фамилия, имя", "Дата рождения", "Адрес"], ["1", "Иванов Иван", "01.02.2010", "ул. Мира"]],
        [["ФИО наставника", "ФИО наставляемого", "Предмет"], ["Иванов И.И.", "Петров П.П.", "физика"]],
    ],
)
def test_a_file_without_a_plan_is_refused(rows):
    with pytest.raises(Unreadable) as refusal:
        read(para("Приложение"), table(*rows))
    assert refusal.value.sentence.endswith(".")


def test_sheets_that_print_the_title_again_are_sections_of_one_plan():
    title = "Дорожная карта наставничества на 2024 год"
    sheets = []
    for number, name in enumerate(("Нормативное обеспечение", "Работа с партнёрами"), 1):
        made = table(
            [M(title, columns=4)],
            ["№", "Мероприятие", "Срок", "Ответственный"],
            [f"{number}.1", "Разработка положения", "март 2024", "Юрист"],
            [f"{number}.2", "Заключение соглашений", "май 2024", "Директор"],
        )
        sheets.append(replace(made, place=made.place._replace(sheet=name)))
    form = read(*sheets)
    assert form["title"] == title
    assert [(s["title"], len(s["measures"])) for s in form["sections"]] == [
        ("Нормативное обеспечение", 2),
        ("Работа с партнёрами", 2),
    ]
